import { parseArgs } from './parse.ts';
import type { Args, Subcommand } from './subcommand.ts';

/** The words after a subcommand's name as its arguments. Throws UserError. */
export function argsOf(subcommand: Subcommand, rest: string, today: string): Args {
  if (!subcommand.takesLine) return parseArgs(subcommand, rest, today);
  const line = rest.replace(/\s+more:all$/i, '');
  const words = line.replace(/^"([^"]*)"?$/, '$1').trim();
  return { words, filters: {}, line: `${subcommand.name} ${words}`.trim(), page: 1, more: line !== rest, today };
}
