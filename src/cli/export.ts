import { renderText } from '../blocks/text.ts';
import { answerCommand } from '../commands/index.ts';
import { UserError } from '../errors.ts';
import { EXPORTS_FOLDER, exportToFolder, makeExport } from '../jobs/exports.ts';
import { ROLES } from '../rules/access.ts';
import { isZone } from '../rules/time-zone.ts';
import { inWorkspace } from '../workspace.ts';
import { parseOptions, readNow, USAGE, withContext, writeLine } from './with-context.ts';

/** Writes the CSV file of a command line. `--json` prints the result for the process that answers in Slack. */
export async function exportTask(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    folder: { type: 'string' },
    channel: { type: 'string' },
    user: { type: 'string' },
    role: { type: 'string' },
    zone: { type: 'string' },
    workspace: { type: 'string' },
    now: { type: 'string' },
    json: { type: 'boolean' },
  });
  const text = (name: string, otherwise: string) => String(values[name] ?? otherwise);
  const line = positionals.join(' ');
  if (line === '') throw new UserError(USAGE);
  const { workspace } = values;
  const inIts = <T>(work: () => T): T =>
    typeof workspace === 'string' ? inWorkspace({ id: workspace }, work) : work();
  return await withContext(readNow(values['now']), (context) =>
    inIts(async () => {
      const role = ROLES.find((each) => each === text('role', 'admin'));
      if (!role) throw new UserError(USAGE);
      const asker = {
        channelId: text('channel', 'local'),
        userId: text('user', 'local'),
        role,
        ...zoneOf(values['zone']),
      };
      const folder = text('folder', EXPORTS_FOLDER);
      if (values['json']) writeLine(process.stdout, JSON.stringify(await makeExport(context, line, asker, folder)));
      else
        writeLine(
          process.stdout,
          renderText(
            await answerCommand(context, `export ${line}`, {
              ...asker,
              export: exportToFolder(context, asker, folder),
            }),
          ),
        );
      return 0;
    }),
  );
}

const zoneOf = (zone: unknown): { zone?: string } => (typeof zone === 'string' && isZone(zone) ? { zone } : {});
