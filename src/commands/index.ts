import type { Answer, Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import { UserError } from '../errors.ts';
import { help } from './help.ts';
import { lookup } from './lookup.ts';
import { nearest, parseArgs, tidyLine } from './parse.ts';
import { policy } from './policy.ts';
import { releases } from './releases.ts';
import { sources } from './sources.ts';
import type { Subcommand } from './subcommand.ts';

/** What people can type; help, README and the manifest's hint follow this list. */
export const subcommands: readonly Subcommand[] = [lookup, releases, policy, sources, help(() => subcommands)];

/** Answers a command line such as `policy "Cook County, IL" on:2024-05`. Throws UserError, whose words are shown. */
export async function answerCommand(context: Context, text: string): Promise<Answer | Notice> {
  const line = tidyLine(text).replace(/^\/?detainer\b\s*/i, '');
  const [first = ''] = line.split(' ');
  const name = first.toLowerCase();
  if (name === '' || name === '?') return run(context, 'help', '');
  const found = subcommands.find((subcommand) => subcommand.name === name);
  if (found) return run(context, found.name, line.slice(first.length).trim());
  throw unknown(line, name);
}

function run(context: Context, name: string, rest: string): Promise<Answer | Notice> {
  const subcommand = subcommands.find((each) => each.name === name);
  if (!subcommand) throw new Error(`no subcommand ${name}`);
  return subcommand.run(context, parseArgs(subcommand, rest, context.now().toISOString().slice(0, 10)));
}

function unknown(line: string, name: string): UserError {
  const names = subcommands.map((subcommand) => subcommand.name);
  const near = nearest(name, names);
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
