import type { Subcommand } from '../command-line/subcommand.ts';
import { UnknownCommand } from '../errors.ts';
import { repeatWords } from '../rules/private-text.ts';
import { slips } from '../rules/spelling.ts';

/** What people are used to typing in other tools. */
const OTHER_WORDS = new Map(
  Object.entries<string>({
    subscribe: 'digest',
    unsubscribe: 'digest',
    follow: 'watch',
    unfollow: 'unwatch',
    alerts: 'watches',
    statistics: 'stats',
    count: 'stats',
    graph: 'chart',
    plot: 'chart',
    map: 'chart map',
    policies: 'policy',
  }),
);

/** Words of their own that are one letter from a command. */
const NO_SLIP = new Set(['state', 'place', 'site', 'chat']);

/** The command that a word is one slip from, unless it would set something up. */
export const misspeltCommand = (commands: readonly Subcommand[], word: string): Subcommand | undefined =>
  commands.find(
    (each) => each.effects === 'none' && word.length > 3 && !NO_SLIP.has(word) && slips(word, each.name) === 1,
  );

/** Says that the line does not begin with a command. Suggests a command with one letter changed, unless it would set something up. */
export function unknownCommand(commands: readonly Subcommand[], line: string, name: string): UnknownCommand {
  const typed = repeatWords(name);
  const other = OTHER_WORDS.get(name);
  const near = other ?? misspeltCommand(commands, name)?.name;
  const rest = line.slice(name.length).trim();
  const [meant] = near?.split(' ') ?? [];
  if (near && commands.find((each) => each.name === meant)?.effects !== 'none')
    return new UnknownCommand(`There is no \`${typed}\`. \`${near}\` does that: see \`help ${near}\`.`, {
      choices: [{ label: `help ${near}`, words: `help ${near}` }],
    });
  if (near)
    return new UnknownCommand(`There is no \`${typed}\`. Did you mean \`${near}\`? For all commands: help.`, {
      choices: [{ label: `${near} ${rest}`.trim().slice(0, 70), words: `${near} ${rest}`.trim() }],
    });
  const plain = repeatWords(line.replace(/"/g, ''), 80);
  return new UnknownCommand(
    `There is no command \`${typed}\`. The commands are ${commands.map((each) => each.name).join(', ')}. To ask about a place: policy "Cook County, IL".`,
    {
      choices: [
        { label: `policy ${plain}`.slice(0, 70), words: `policy "${plain}"` },
        { label: `lookup ${plain}`.slice(0, 70), words: `lookup "${plain}"` },
      ],
    },
  );
}
