import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../errors.ts';

/** Parses the options and words of a command line. Throws UserError with the usage. */
export function readOptions(argv: string[], known: Record<string, { type: 'boolean' | 'string' }>, usage: string) {
  try {
    return parseArgs({ args: argv, options: known, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new UserError(`${messageOf(cause)}\n${usage}`);
  }
}
