import type { Answer, Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import { isBusy } from '../db/connect.ts';
import { UserError } from '../errors.ts';
import { chart } from './chart.ts';
import { compare } from './compare.ts';
import { digest } from './digest.ts';
import { help } from './help.ts';
import { lookup } from './lookup.ts';
import { nearest, parseArgs, tidyLine } from './parse.ts';
import { policy } from './policy.ts';
import { releases } from './releases.ts';
import { sources } from './sources.ts';
import { stats } from './stats.ts';
import { type Asker, LOCAL, type Subcommand } from './subcommand.ts';
import { unwatch } from './unwatch.ts';
import { watch } from './watch.ts';
import { watches } from './watches.ts';

/** What people can type; help, README and the manifest's hint follow this list. */
export const subcommands: readonly Subcommand[] = [
  lookup,
  releases,
  policy,
  stats,
  compare,
  chart,
  digest,
  watch,
  unwatch,
  watches,
  sources,
  help(() => subcommands),
];

/**
 * Answers a command line such as `policy "Cook County, IL" on:2024-05`. Throws UserError, whose words are shown. What
 * belongs to a channel (its digest, its watches) is the asker's channel's.
 */
export async function answerCommand(context: Context, text: string, asker: Asker = LOCAL): Promise<Answer | Notice> {
  const line = tidyLine(text).replace(/^\/?detainer\b\s*/i, '');
  const [first = ''] = line.split(' ');
  const name = first.toLowerCase();
  if (name === '' || name === '?') return run(context, 'help', '', asker);
  const found = subcommands.find((subcommand) => subcommand.name === name);
  if (found) return run(context, found.name, line.slice(first.length).trim(), asker);
  throw unknown(line, name);
}

function run(context: Context, name: string, rest: string, asker: Asker): Promise<Answer | Notice> {
  const subcommand = subcommands.find((each) => each.name === name);
  if (!subcommand) throw new Error(`no subcommand ${name}`);
  const args = parseArgs(subcommand, rest, context.now().toISOString().slice(0, 10));
  return whenFree(() => subcommand.run(context, args, asker));
}

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
  statistics: 'stats',
  count: 'stats',
  graph: 'chart',
  plot: 'chart',
  map: 'chart map',
};

function unknown(line: string, name: string): UserError {
  const names = subcommands.map((subcommand) => subcommand.name);
  const near = OTHER_WORDS[name] ?? nearest(name, names);
  const rest = line.slice(name.length).trim();
  if (near) {
    return new UserError(`There is no \`${name.slice(0, 40)}\`. Did you mean \`${near}\`? For all commands: help.`, {
      choices: [{ label: `${near} ${rest}`.trim().slice(0, 70), words: `${near} ${rest}`.trim() }],
    });
  }
  const plain = line.replace(/"/g, '').slice(0, 80);
  return new UserError(
    `There is no command \`${name.slice(0, 40)}\`. The commands are ${names.join(', ')}. To ask about a place: policy "Cook County, IL".`,
    {
      choices: [
        { label: `policy ${plain}`.slice(0, 70), words: `policy "${plain}"` },
        { label: `lookup ${plain}`.slice(0, 70), words: `lookup "${plain}"` },
      ],
    },
  );
}
