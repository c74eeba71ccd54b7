import { readConfig } from '../config.ts';
import { type Context, createContext } from '../context.ts';
import { UserError } from '../errors.ts';
import { readOptions } from '../operations/read-options.ts';
import { projectPath } from '../project.ts';
import { importBundled } from '../sources/import.ts';

export const USAGE = `Usage:
  npm run -s ask -- "<words>" [--json] [--now <ISO time>]     for example: npm run -s ask -- "policy Denver"
  npm run -s read -- "<words>" [--after "<line before>"] [--now <ISO time>] [--json]
  npm run -s read -- --file <CSV file of questions>
  npm run -s import -- <source> <file or folder, or latest> [--dry] [--yes] [--json]
  npm run -s intake -- <text file | -> --publisher <words> --title <words> --url <address> --published <date> [--json] [--accept]
  npm run -s export -- "<command>" [--folder <folder>] [--json]
  npm run -s sync [-- --all] [--now <ISO time>] [--json]
  npm run -s digest -- --channel <id> [--now <ISO time>] [--dry] [--json]
  npm run -s manifest [-- --http <https address>] [--workspaces] [--steps] [--mcp <https address>] [--json]    Slack's manifest
  npm run -s mcp                                              the desk as tools of the Model Context Protocol
  npm run -s backup [-- --to <folder>] [--keep <number>] [--json]
  npm run -s restore -- <backup file>
  npm run -s migrate-to -- <postgres://... or sqlite:...>
  npm run -s doctor [-- --json]
  npm run -s audit [-- --since 7d] [--until <day>] [--person <Slack id>] [--json]`;

/** Parses the options and words after a task's name. Throws UserError with the usage. */
export const parseOptions = (argv: string[], known: Parameters<typeof readOptions>[1]) =>
  readOptions(argv, known, USAGE);

/** Runs one task with its own context and the bundled facts. */
export async function withContext(
  now: (() => Date) | undefined,
  work: (context: Context) => Promise<number>,
): Promise<number> {
  const context = await createContext(readConfig(), now ? { now } : {});
  try {
    await importBundled(context.db, projectPath, context.now, () => {});
    return await work(context);
  } finally {
    await context.close();
  }
}

/** The clock that `--now` sets. */
export function readNow(text: string | boolean | undefined): (() => Date) | undefined {
  if (typeof text !== 'string') return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new UserError(`--now "${text.slice(0, 40)}" is not a time. Example: --now 2026-11-24T09:00:00Z`);
  return () => new Date(time);
}

/** A file's name may hold what moves a terminal's cursor or changes its colors. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

export const writeLine = (stream: NodeJS.WriteStream, text: string) => stream.write(`${text.replace(CONTROL, '?')}\n`);
