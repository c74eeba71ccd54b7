import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderMessage, renderProblem } from './blocks/message.ts';
import { renderText } from './blocks/text.ts';
import { answerCommand } from './commands/index.ts';
import { readConfig } from './config.ts';
import { type Context, createContext } from './context.ts';
import { SourceError, StartError, UserError } from './errors.ts';
import { projectPath } from './project.ts';
import { findSource, type ImportResult, importBundled, importFile, shownPath } from './sources/import.ts';

const USAGE = `Usage:
  npm run -s ask -- "<words>" [--json] [--now <ISO time>]     for example: npm run -s ask -- "policy Denver"
  npm run -s import -- <source> <file or folder> [--dry] [--json]`;

/** 0 answered or loaded, 2 the person's words or file, 1 a fault of ours. */
async function main(argv: string[]): Promise<number> {
  const [task, ...rest] = argv;
  try {
    if (task === 'ask') return await ask(rest);
    if (task === 'import') return await load(rest);
    throw new UserError(USAGE);
  } catch (cause) {
    if (cause instanceof UserError || cause instanceof SourceError) {
      say(process.stderr, cause.message);
      return 2;
    }
    say(
      process.stderr,
      cause instanceof StartError
        ? cause.message
        : `The desk failed: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
    return 1;
  }
}

async function ask(argv: string[]): Promise<number> {
  const { values, positionals } = options(argv, { json: { type: 'boolean' }, now: { type: 'string' } });
  const now = readNow(values['now']);
  return withDesk(now, async (context) => {
    const words = positionals.join(' ');
    try {
      const answer = await answerCommand(context, words);
      const out = values['json']
        ? JSON.stringify(renderMessage(answer, { visibility: 'ephemeral' }), null, 2)
        : renderText(answer);
      say(process.stdout, out);
      return 0;
    } catch (cause) {
      if (!(cause instanceof UserError)) throw cause;
      if (values['json']) say(process.stdout, JSON.stringify(renderProblem(cause), null, 2));
      throw cause;
    }
  });
}

async function load(argv: string[]): Promise<number> {
  const { values, positionals } = options(argv, { json: { type: 'boolean' }, dry: { type: 'boolean' } });
  const [id, path, ...others] = positionals;
  if (!id || !path || others.length > 0) throw new UserError(USAGE);
  const source = findSource(id);
  return withDesk(undefined, async (context) => {
    const file = resolve(path);
    const result = await importFile(context.db, source, file, {
      now: context.now,
      dry: values['dry'] === true,
      name: shownPath(file, process.cwd()),
    });
    say(process.stdout, values['json'] ? JSON.stringify(result) : sentence(result, values['dry'] === true));
    return 0;
  });
}

async function withDesk(now: (() => Date) | undefined, work: (context: Context) => Promise<number>): Promise<number> {
  const context = await createContext(readConfig(), now ? { now } : {});
  try {
    await importBundled(context.db, projectPath, context.now, () => {});
    return await work(context);
  } finally {
    await context.close();
  }
}

function options(argv: string[], known: Record<string, { type: 'boolean' | 'string' }>) {
  try {
    return parseArgs({ args: argv, options: known, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new UserError(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`);
  }
}

function readNow(text: string | boolean | undefined): (() => Date) | undefined {
  if (typeof text !== 'string') return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new UserError(`--now "${text.slice(0, 40)}" is not a time. Example: --now 2026-11-24T09:00:00Z`);
  return () => new Date(time);
}

function sentence(r: ImportResult, dry: boolean): string {
  const did = dry ? 'would load' : 'loaded';
  const rejected = r.rejected > 0 ? ` See: npm run -s ask -- "sources ${r.source}"` : '';
  return `${r.source}: ${did} ${r.file}: ${r.rows} rows read, ${r.inserted} new, ${r.updated} changed, ${r.unchanged} as before, ${r.removed} gone, ${r.rejected} rejected, ${r.seconds} s.${rejected}`;
}

const say = (stream: NodeJS.WriteStream, text: string) => stream.write(`${text}\n`);

process.exitCode = await main(process.argv.slice(2));
