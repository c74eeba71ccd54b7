import type { Action, Notice, NoticePart } from '../answer.ts';
import { lineOf } from '../command-line/parse.ts';
import type { Args } from '../command-line/subcommand.ts';
import type { Context } from '../context.ts';
import { countByTrait } from '../db/detainer-traits.ts';
import { findAllValues } from '../db/detainer-values.ts';
import { type DetainerFilter, VALUE_FILTERS } from '../db/detainers.ts';
import { nameKey } from '../rules/name-key.ts';
import { repeatWords } from '../rules/private-text.ts';
import { matchValues, nearestValues, type ValueKind } from '../rules/value-words.ts';
import { withThe } from '../rules/with-the.ts';
import { titleCase } from '../rules/wording.ts';
import type { FilterWords } from './read-filters.ts';
import { vocabularyOf } from './vocabulary.ts';

const NEAREST = 3;
const MOST = 6;

/** Says that no loaded row has a word's value, with the nearest and the most frequent values there as buttons. */
export async function unknownWord(
  { db }: Pick<Context, 'db'>,
  args: Args,
  { kind, typed }: { kind: ValueKind; typed: string },
  { title, filter }: { title: string; filter: DetainerFilter },
): Promise<Notice> {
  const word = repeatWords(typed);
  return {
    kind: 'notice',
    title,
    summary: `No ${kind} in the loaded records is written "${word}"${meaning(kind, typed)}.`,
    parts: [
      {
        kind: 'choices',
        question: `Written in the records of ${withThe(title)}:`,
        choices: await choicesOf(db, args, { kind, typed }, filter),
      },
    ],
    followUps: [],
    words: args.line,
  };
}

/** Says that rows are loaded there, but none that all filters match; with the values that there are. */
export async function noneMatches(
  { db }: Pick<Context, 'db'>,
  args: Args,
  words: readonly FilterWords[],
  { title, filter, total, filterWords }: { title: string; filter: DetainerFilter; total: number; filterWords: string },
): Promise<Notice> {
  const parts: NoticePart[] = [];
  for (const { kind, typed } of words) {
    const choices = await choicesOf(db, args, { kind, typed: typed[0] ?? '' }, filter);
    if (choices.length > 0) parts.push({ kind: 'choices', question: `Values of ${kind} among them:`, choices });
  }
  return {
    kind: 'notice',
    title,
    summary: `None of the ${total.toLocaleString('en-US')} detainers loaded for ${withThe(title)} matches${filterWords}.`,
    parts,
    followUps: [],
    words: args.line,
  };
}

/** What the vocabulary takes the word for: ', nor driving under influence'. */
function meaning(kind: ValueKind, typed: string): string {
  const entry = vocabularyOf(kind).find((each) => matchValues(kind, typed, each.values, [each]).length > 0);
  const [value] = entry?.values ?? [];
  return value && nameKey(value) !== nameKey(typed) ? `, nor ${titleCase(value)}` : '';
}

async function choicesOf(
  db: Context['db'],
  args: Args,
  { kind, typed }: { kind: ValueKind; typed: string },
  filter: DetainerFilter,
): Promise<Action[]> {
  const there = (await countByTrait(db, filter, VALUE_FILTERS[kind])).flatMap(({ value, n }) =>
    value === null ? [] : [{ value, n }],
  );
  const all =
    there.length > 0
      ? there
      : (await findAllValues(db, VALUE_FILTERS[kind])).map(({ value, rows }) => ({ value, n: rows }));
  const near = nearestValues(
    typed,
    all.map(({ value }) => value),
  ).slice(0, NEAREST);
  const first = near.flatMap((value) => all.filter((each) => each.value === value));
  const rest = all.filter(({ value }) => !near.includes(value));
  return [...first, ...rest].slice(0, MOST).map(({ value, n }) => ({
    label: `${titleCase(value)} (${n.toLocaleString('en-US')})`.slice(0, 70),
    words: lineWith(args, kind, value),
  }));
}

/** The command line with another value of the filter, meant exactly. */
function lineWith(args: Args, kind: ValueKind, value: string): string {
  const name = args.line.split(' ')[0] ?? '';
  const exact = kind === 'charge' ? `only ${value}` : titleCase(value);
  return lineOf(name, args.words === '' ? [] : [args.words], { ...args.filters, [kind]: [exact] });
}
