import { parseArgs } from '../command-line/parse.ts';
import type { Subcommand } from '../command-line/subcommand.ts';
import { readAnswerId } from '../rules/reference.ts';
import { generic, READERS, type Read } from './command-readers.ts';
import type { Desk } from './desk.ts';
import type { Reading } from './reading.ts';
import { ask, explained, toReading } from './said.ts';

/** A line that begins with a command's name, read as that command. */
interface Begun {
  reading: Reading;
  /** False where it may be English that begins so ("show me ..."). */
  isSure: boolean;
}

/**
 * A line that begins with a command's name. It is sure to be that command where it has filters or quotes, or where its
 * words are all of the command's grammar, and where the line that is made of it is read as the same again: a stray quote
 * in English makes no command of it.
 */
export async function readCommand(desk: Desk, text: string, today: string): Promise<Begun | undefined> {
  const found = await readOnce(desk, text, today);
  if (!found?.isSure || found.reading.outcome !== 'run' || found.reading.line === text) return found;
  const again = await readOnce(desk, found.reading.line, today);
  if (again?.isSure && again.reading.line === found.reading.line) return found;
  return { reading: doesNotRead(desk, text), isSure: false };
}

async function readOnce(desk: Desk, text: string, today: string): Promise<Begun | undefined> {
  const found = text === '' || text.length > 1000 ? undefined : desk.commandOf(text);
  if (!found) return undefined;
  const { subcommand, rest } = found;
  const typed = /"|(?:^|\s)[a-z-]+:[^\s/]/i.test(rest);
  try {
    const read = await draftOf(desk, subcommand, rest, today);
    if (read?.draft.command === 'define' && read.draft.words)
      return { reading: explained(read.draft.words), isSure: true };
    if (read) {
      // English has a last week of its own, from Monday to Sunday.
      const isSure = typed || (read.fits && !/^compare .* last week$/i.test(text));
      const reading = await toReading(desk, read.draft, []);
      // English that begins with a command's name is never run as that command.
      if (isSure || reading.outcome !== 'run') return { reading, isSure };
    }
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : '';
    return { reading: ask(said, ''), isSure: typed };
  }
  return { reading: doesNotRead(desk, text), isSure: typed };
}

const doesNotRead = (desk: Desk, text: string): Reading =>
  ask(`\`${desk.commandOf(text)?.subcommand.name}\` does not read these words.`, '');

/** True for a line that is a command with its own grammar, and no English that begins like one. */
export async function isCommandLine(desk: Desk, words: string, today: string): Promise<boolean> {
  const line = words.trim().replace(/^\/?detainer\b\s*/i, '');
  if (line === '' || line === '?') return true;
  return (await readCommand(desk, line, today))?.isSure === true;
}

/** The command line as a draft; undefined where its words are none of the command's. */
export async function draftOf(
  desk: Desk,
  subcommand: Subcommand,
  rest: string,
  today: string,
): Promise<Read | undefined> {
  if (subcommand.takesLine) return wrapped(desk, subcommand.name, rest, today);
  const args = parseArgs(subcommand, rest, today);
  return await (READERS[subcommand.name] ?? generic)(desk, args, today);
}

async function wrapped(desk: Desk, name: string, rest: string, today: string): Promise<Read | undefined> {
  const id = readAnswerId(rest.replace(/"/g, ''));
  if (id) return { draft: { command: name, words: id }, fits: true };
  const inner = desk.commandOf(rest.replace(/^"([^"]*)"?$/, '$1'));
  if (!inner || rest.trim() === '') return undefined;
  const read = await draftOf(desk, inner.subcommand, inner.rest, today);
  return read && { draft: { ...read.draft, wrap: [name, read.draft.wrap].filter(Boolean).join(' ') }, fits: read.fits };
}
