import { renderText } from '../blocks/text.ts';
import { answerCommand } from '../commands/index.ts';
import { UserError } from '../errors.ts';
import { EXPORTS, exportHere, makeExport } from '../jobs/exports.ts';
import { ROLES } from '../rules/access.ts';
import { options, readNow, say, USAGE, withDesk } from './desk.ts';

/** The CSV file of a command line; `--json` says what became of it, for the process that answers in Slack. */
export async function exportFile(argv: string[]): Promise<number> {
  const { values, positionals } = options(argv, {
    folder: { type: 'string' },
    channel: { type: 'string' },
    user: { type: 'string' },
    role: { type: 'string' },
    now: { type: 'string' },
    json: { type: 'boolean' },
  });
  const text = (name: string, otherwise: string) => String(values[name] ?? otherwise);
  const line = positionals.join(' ');
  if (line === '') throw new UserError(USAGE);
  return withDesk(readNow(values['now']), async (context) => {
    const role = ROLES.find((each) => each === text('role', 'admin'));
    if (!role) throw new UserError(USAGE);
    const asker = { channelId: text('channel', 'local'), userId: text('user', 'local'), role };
    const folder = text('folder', EXPORTS);
    if (values['json']) say(process.stdout, JSON.stringify(await makeExport(context, line, asker, folder)));
    else
      say(
        process.stdout,
        renderText(
          await answerCommand(context, `export ${line}`, { ...asker, export: exportHere(context, asker, folder) }),
        ),
      );
    return 0;
  });
}
