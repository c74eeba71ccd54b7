import type { CommandOf, Subcommand } from '../../command-line/subcommand.ts';
import { UserError } from '../../errors.ts';
import { readAnswerId } from '../../rules/reference.ts';
import { findKept } from './keep-answer.ts';

/** `export <line>`: a CSV file of every row that a command or a stored answer finds. */
export function exportRows(commandOf: CommandOf): Subcommand {
  return {
    name: 'export',
    summary: 'A CSV file of all that a command or an earlier answer finds, with its caveats and sources',
    usage: 'export <command, or id of an answer>',
    examples: ['export releases since:2020-08', 'export DD-7K3Q', 'export lookup Minnesota since:2026-01'],
    effects: 'file',
    role: 'reader',
    cost: 3,
    usesDefaultPlace: true,
    filters: {},
    takesLine: true,
    notes: [
      'At most 10,000 rows. In Slack the file is posted to the conversation, in a terminal it lies in var/exports.',
      'Detainer records are as ICE released them, without its identifier of a person.',
    ],
    async run(context, args, asker) {
      const example = 'For example: export releases since:2020-08, or with the id of an answer: export DD-7K3Q';
      if (/^(\/?detainer)?$/i.test(args.words)) throw new UserError(`Export what? ${example}`);
      const shown = /^show\s+(.+)$/i.exec(args.words)?.[1] ?? args.words;
      const line = readAnswerId(shown) ? (await findKept(context, shown, 'export', asker)).line : args.words;
      const command = commandOf(line);
      if (command && !command.declaration.exportable)
        throw new UserError(`\`${command.subcommand.name}\` has no rows to export. ${example}`);
      if (!asker.export)
        throw new UserError(
          'Files are made in Slack and in the terminal: npm run -s export -- "releases since:2020-08"',
        );
      return asker.export(line);
    },
  };
}
