import { valuesOf } from '../command-line/parse.ts';
import type { Args } from '../command-line/subcommand.ts';
import type { Context } from '../context.ts';
import { findAllValues } from '../db/detainer-values.ts';
import { type DetainerFilter, VALUE_FILTERS } from '../db/detainers.ts';
import { UserError } from '../errors.ts';
import { FACILITY_KINDS, kindFromWord } from '../rules/facility.ts';
import { OUTCOME_WORDS, outcomeFromWord } from '../rules/outcome.ts';
import { repeatWords } from '../rules/private-text.ts';
import { matchValues, type ValueKind } from '../rules/value-words.ts';
import { titleCase } from '../rules/wording.ts';
import { vocabularyOf } from './vocabulary.ts';

/** What was typed for a filter, and ICE's values that it means. */
export interface FilterWords {
  kind: ValueKind;
  typed: string[];
  values: string[];
}

export interface ReadFilters {
  filter: Pick<DetainerFilter, 'outcomes' | 'kinds' | ValueKind>;
  words: FilterWords[];
  /** The first word that means none of the loaded values, although rows are loaded. */
  unknown?: { kind: ValueKind; typed: string };
}

const KINDS = Object.keys(VALUE_FILTERS) as ValueKind[];

/**
 * Reads `outcome:`, `kind:`, `citizenship:` and `charge:`. Words become the values that ICE wrote. Throws UserError for an
 * outcome or a kind that there is not.
 */
export async function readFilters({ db }: Pick<Context, 'db'>, args: Args): Promise<ReadFilters> {
  const outcomes = valuesOf(args, 'outcome').map((word) => {
    const group = outcomeFromWord(word);
    if (!group)
      throw new UserError(
        `\`outcome:${repeatWords(word, 30)}\` is not an outcome group. Use one of ${OUTCOME_WORDS}, for example outcome:declined.`,
      );
    return group;
  });
  const kinds = valuesOf(args, 'kind').flatMap((word) => {
    const named = kindFromWord(word);
    if (named.length === 0)
      throw new UserError(
        `\`kind:${repeatWords(word, 30)}\` is not a kind of facility. Use one of ${FACILITY_KINDS.join(', ')}, for example kind:"county jail".`,
      );
    return named;
  });
  const read: ReadFilters = {
    filter: { ...(outcomes.length > 0 ? { outcomes } : {}), ...(kinds.length > 0 ? { kinds } : {}) },
    words: [],
  };
  for (const kind of KINDS) await readValues(db, args, kind, read);
  return read;
}

async function readValues(db: Context['db'], args: Args, kind: ValueKind, read: ReadFilters): Promise<void> {
  const typed = args.filters[kind] ?? [];
  if (typed.length === 0) return;
  const values = (await findAllValues(db, VALUE_FILTERS[kind])).map(({ value }) => value);
  const found = new Set<string>();
  for (const text of typed) {
    const whole = matchValues(kind, text, values, vocabularyOf(kind));
    // ICE writes 'CHINA, PEOPLES REPUBLIC OF': a comma parts two words only where the whole means nothing.
    const parts = whole.length > 0 ? [text] : text.split(',').filter((part) => part.trim() !== '');
    for (const part of parts) {
      const meant = matchValues(kind, part, values, vocabularyOf(kind));
      if (meant.length === 0 && values.length > 0) read.unknown ??= { kind, typed: part.trim() };
      for (const value of meant) found.add(value);
    }
  }
  read.filter[kind] = [...found].sort();
  read.words.push({ kind, typed, values: [...found].sort() });
}

/** The filters as the answer says them: ICE's value instead of the word where it is only one. */
export function spellFilters(args: Args, { words }: Pick<ReadFilters, 'words'>): Args {
  const filters = { ...args.filters };
  for (const { kind, values } of words)
    if (values.length === 1) filters[kind] = values.map((value) => titleCase(value));
  return { ...args, filters };
}
