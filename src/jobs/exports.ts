import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FullTable, Notice } from '../answer.ts';
import { renderCsv } from '../blocks/csv.ts';
import type { Asker } from '../command-line/subcommand.ts';
import { todayOf } from '../command-line/today.ts';
import { findFullTable } from '../commands/index.ts';
import type { Context } from '../context.ts';
import { messageOf, StartError, UserError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { formatMoment } from '../rules/moment.ts';
import { localTime } from '../rules/schedule.ts';
import { workspaceAtHand } from '../workspace.ts';

/** The result of an export, as plain data: a file, a notice (no rows, or a question back), or a mistake in the words. */
export type ExportResult =
  | { kind: 'file'; path: string; name: string; title: string; rows: number; total: number }
  | { kind: 'notice'; notice: Notice }
  | { kind: 'problem'; message: string; choices: { label: string; words: string }[] };

/** Makes the CSV file of a command line in a folder. */
export async function makeExport(context: Context, line: string, asker: Asker, folder: string): Promise<ExportResult> {
  try {
    const found = await findFullTable(context, line, asker);
    if (found.kind === 'notice') return { kind: 'notice', notice: found };
    const at = context.now();
    const { zone } = await todayOf(context, asker);
    const name = nameOf(found, at, zone);
    const madeAt = formatMoment(at.toISOString(), zone, 'iso');
    const path = join(folder, name);
    await writeInto(folder, path, renderCsv(found, { line, madeAt }));
    return { kind: 'file', path, name, title: found.title, rows: found.rows.length, total: found.total };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return {
      kind: 'problem',
      message: cause.message,
      choices: cause.choices.map((choice) => ({ ...choice, words: `export ${choice.words}` })),
    };
  }
}

async function writeInto(folder: string, path: string, text: string): Promise<void> {
  try {
    makeFolder(folder);
    await writeFile(path, text, { mode: 0o600 });
  } catch (cause) {
    throw new StartError(`The file was not written to ${folder}: ${messageOf(cause, 200)}. Name another --folder.`);
  }
}

/** 'detainer-records-minnesota-20261124-120000.csv': letters, digits and dashes only. */
function nameOf({ title }: FullTable, at: Date, zone: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  const { date, time } = localTime(at, zone);
  return `${words || 'export'}-${`${date}-${time}`.replace(/[-:]/g, '').replace(/^\d{8}/, '$&-')}${at.toISOString().slice(17, 19)}.csv`;
}

/** Describes an export in a terminal. Throws UserError for a mistake in the words. */
function describeExport(exported: ExportResult, line: string): Notice {
  if (exported.kind === 'problem') throw new UserError(exported.message, { choices: exported.choices });
  if (exported.kind === 'notice') return exported.notice;
  return {
    kind: 'notice',
    title: 'CSV file',
    summary: `${describeRows(exported)}: ${exported.path}`,
    parts: [{ kind: 'note', text: 'Caveats and sources are in the lines above its header.' }],
    followUps: [],
    words: `export ${line}`,
  };
}

/** Where a terminal writes exports. */
export const EXPORTS_FOLDER = join('var', 'exports');

/** Exports for a terminal, in the same process, since nobody else waits. */
export const exportToFolder =
  (context: Context, asker: Asker, folder = EXPORTS_FOLDER) =>
  async (line: string): Promise<Notice> =>
    describeExport(await makeExport(context, line, asker, folder), line);

/** '22 rows', or 'The first 10,000 of 123,456 rows'. */
export function describeRows({ rows, total }: { rows: number; total: number }): string {
  const count = (n: number) => n.toLocaleString('en-US');
  if (rows < total) return `The first ${count(rows)} of ${count(total)} rows`;
  return rows === 1 ? '1 row' : `${count(rows)} rows`;
}

const TIMEOUT_MS = 120_000;

/** Makes exports without blocking answers. */
export interface ExportMaker {
  make(line: string, asker: Asker, folder: string): Promise<ExportResult>;
  /** Accepts no more exports. One that is not finished within `timeoutMs` is killed and its folder removed. */
  stop(timeoutMs: number): Promise<void>;
}

/**
 * Makes exports one after another in a child process, so that answers go on. `command` is the `export` program; folder,
 * asker and line are appended to it.
 */
export function createExportMaker(command: readonly [string, ...string[]]): ExportMaker {
  const stopping = new AbortController();
  let queue: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const make = async (line: string, asker: Asker, folder: string): Promise<ExportResult> => {
    try {
      stopping.signal.throwIfAborted();
      return await runProgram(command, line, asker, folder, stopping.signal);
    } catch (cause) {
      if (!stopping.signal.aborted) throw cause;
      await rm(folder, { recursive: true, force: true });
      return stoppedProblem(line);
    }
  };
  return {
    make(line, asker, folder) {
      if (stopped) return Promise.resolve(stoppedProblem(line));
      const made = queue.then(() => make(line, asker, folder));
      queue = made.catch(() => undefined);
      return made;
    },
    async stop(timeoutMs) {
      stopped = true;
      const timer = setTimeout(() => stopping.abort(), timeoutMs);
      await queue;
      clearTimeout(timer);
    },
  };
}

const stoppedProblem = (line: string): ExportResult => ({
  kind: 'problem',
  message: 'The desk was stopped before the file was made. Ask again in a moment.',
  choices: [{ label: 'Ask again', words: `export ${line}` }],
});

function runProgram(
  [program, ...args]: readonly [string, ...string[]],
  line: string,
  { channelId, userId, role, zone }: Asker,
  folder: string,
  signal: AbortSignal,
): Promise<ExportResult> {
  const options = ['--json', '--folder', folder, '--channel', channelId, '--user', userId, '--role', role];
  if (zone) options.push('--zone', zone);
  const workspace = workspaceAtHand();
  if (workspace) options.push('--workspace', workspace.id);
  const child = spawn(program, [...args, ...options, '--', line], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
  });
  const end = () => child.kill();
  signal.addEventListener('abort', end);
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    output += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    errors = (errors + piece).slice(-1000);
  });
  return new Promise<ExportResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(output) as ExportResult);
      else reject(new Error(`the export program ended with ${code ?? 'a signal'}: ${errors.trim()}`));
    });
  }).finally(() => signal.removeEventListener('abort', end));
}
