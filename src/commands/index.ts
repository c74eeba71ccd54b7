import type { Answer, FullTable, Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import { isBusy } from '../db/connect.ts';
import { UnknownCommand, UserError } from '../errors.ts';
import { cite } from './cite.ts';
import { digest } from './digest.ts';
import { exportRows } from './export.ts';
import { askedForExport, tableOfAnswer } from './full-table.ts';
import { help } from './help.ts';
import { keepAnswer } from './keep-answer.ts';
import { lookup } from './lookup.ts';
import { nearest, parseArgs, tidyLine } from './parse.ts';
import { policy } from './policy.ts';
import { releases } from './releases.ts';
import { show } from './show.ts';
import { sources } from './sources.ts';
import { type Args, type Asker, LOCAL, type Subcommand } from './subcommand.ts';
import { unwatch } from './unwatch.ts';
import { watch } from './watch.ts';
import { watches } from './watches.ts';

/** What people can type; help, README and the manifest's hint follow this list. */
export const subcommands: readonly Subcommand[] = [
  lookup,
  releases,
  policy,
  digest,
  watch,
  unwatch,
  watches,
  sources,
  show(answerLine),
  cite(answerLine),
  exportRows,
  help(() => subcommands),
];

/**
 * Answers a command line such as `policy "Cook County, IL" on:2024-05`. Throws UserError, whose words are shown. What
 * belongs to a channel (its digest, its watches) is the asker's channel's.
 */
export async function answerCommand(context: Context, text: string, asker: Asker = LOCAL): Promise<Answer | Notice> {
  const { subcommand, rest } = readLine(text);
  const answer = await run(context, subcommand, rest, asker);
  return keepAnswer(context, answer, subcommand, asker);
}

/** The same, and the answer gets no id. */
async function answerLine(context: Context, text: string, asker: Asker): Promise<Answer | Notice> {
  const { subcommand, rest } = readLine(text);
  return run(context, subcommand, rest, asker);
}

/** All that a command line finds, for an export; a notice when there are no rows, or when the words need a choice. */
export async function findFullTable(context: Context, text: string, asker: Asker): Promise<FullTable | Notice> {
  const { subcommand, rest } = readLine(text);
  const args = argsOf(context, subcommand, rest);
  const found = subcommand.table
    ? await subcommand.table(context, args, asker)
    : tableOfAnswer(await subcommand.run(context, args, asker));
  return found.kind === 'notice' ? askedForExport(found) : found;
}

/** The subcommand that a line begins with, and what follows. */
function readLine(text: string): { subcommand: Subcommand; rest: string } {
  const line = tidyLine(text).replace(/^\/?detainer\b\s*/i, '');
  const [first = ''] = line.split(' ');
  const name = first.toLowerCase().replace(/^\?$/, '') || 'help';
  const subcommand = subcommands.find((each) => each.name === name);
  if (subcommand) return { subcommand, rest: line.slice(first.length).trim() };
  throw unknown(line, name);
}

function run(context: Context, subcommand: Subcommand, rest: string, asker: Asker): Promise<Answer | Notice> {
  const args = argsOf(context, subcommand, rest);
  return whenFree(() => subcommand.run(context, args, asker));
}

const argsOf = (context: Context, subcommand: Subcommand, rest: string): Args =>
  subcommand.takesLine
    ? { words: rest, filters: {}, line: `${subcommand.name} ${rest}`.trim(), page: 1 }
    : parseArgs(subcommand, rest, context.now().toISOString().slice(0, 10));

/** An import holds SQLite's write lock for a while; what writes (a digest, a watch) waits up to two seconds for it. */
async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 20; ; left -= 1) {
    try {
      return await work();
    } catch (cause) {
      if (!isBusy(cause)) throw cause;
      if (left === 0)
        throw new UserError('Facts are being loaded just now, so nothing was changed. Ask again in a minute.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** What people of other tools type. */
const OTHER_WORDS: Record<string, string> = {
  subscribe: 'digest on',
  unsubscribe: 'digest off',
  follow: 'watch',
  unfollow: 'unwatch',
  alerts: 'watches',
};

function unknown(line: string, name: string): UnknownCommand {
  const names = subcommands.map((subcommand) => subcommand.name);
  const near = OTHER_WORDS[name] ?? nearest(name, names);
  const rest = line.slice(name.length).trim();
  if (near) {
    return new UnknownCommand(
      `There is no \`${name.slice(0, 40)}\`. Did you mean \`${near}\`? For all commands: help.`,
      {
        choices: [{ label: `${near} ${rest}`.trim().slice(0, 70), words: `${near} ${rest}`.trim() }],
      },
    );
  }
  const plain = line.replace(/"/g, '').slice(0, 80);
  return new UnknownCommand(
    `There is no command \`${name.slice(0, 40)}\`. The commands are ${names.join(', ')}. To ask about a place: policy "Cook County, IL".`,
    {
      choices: [
        { label: `policy ${plain}`.slice(0, 70), words: `policy "${plain}"` },
        { label: `lookup ${plain}`.slice(0, 70), words: `lookup "${plain}"` },
      ],
    },
  );
}
