import { lineOf, parseArgs } from '../command-line/parse.ts';
import type { Subcommand } from '../command-line/subcommand.ts';
import type { Db } from '../db/connect.ts';
import { UserError } from '../errors.ts';
import { findPlace } from './find-place.ts';

// Greetings, questions and words of the desk that are also names of towns.
const NO_PLACE = new Set(
  'bye data detainer detainers early energy equality freedom friend friendly good guide hello help here hey hi home hope ice independence index jail justice law liberty media no now ok okay please police post press prison reform sheriff star start stop story success test thank thanks there today union welcome what who why yes you'.split(
    ' ',
  ),
);

/**
 * The line of a command for a line that is only a place, with that command's filters: `Denver`, `"Cook County, IL"`,
 * `Denver on:2019-03`. Undefined when the words are no place.
 */
export async function barePlaceLine(
  db: Db,
  command: Subcommand,
  line: string,
  today: string,
): Promise<string | undefined> {
  const args = readArgs(command, line, today);
  if (!args || args.words === '' || NO_PLACE.has(args.words.toLowerCase())) return undefined;
  const found = await findPlace(db, args.words);
  if (found.outcome === 'none') return undefined;
  return `${command.name} "${args.words.replace(/"/g, '')}"${lineOf('', [], args.filters)}`;
}

function readArgs(command: Subcommand, line: string, today: string) {
  try {
    return parseArgs(command, line, today);
  } catch (cause) {
    if (cause instanceof UserError) return undefined;
    throw cause;
  }
}
