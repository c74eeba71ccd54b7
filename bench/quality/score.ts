import type { ProposedCase } from '../../src/intake/found.ts';
import { spanOf } from '../../src/rules/dates.ts';

/** A case as the careful coder records it. See releases/README.md. */
export interface GoldCase {
  outcome: string;
  release_date?: { value: string; precision: string };
  releasing_agency?: string;
  detainer_date?: { value: string; precision: string };
  detainer_to?: string;
  arrest_date?: { value: string; precision: string };
  arresting_agency?: string;
  citizenship?: string;
  age?: number;
  sex?: 'male' | 'female';
  offences?: { text: string; standing: string }[];
  how_released?: string;
  later_events?: string[];
  prior_removals?: number;
  removal_order?: boolean;
}

/** Of one field: how many proposals were right and wrong, and how many of the coder's were missed. */
export interface Tally {
  right: number;
  wrong: number;
  missed: number;
  errors: string[];
}

const plain = (words: string): string =>
  words
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[’]/g, "'")
    .replace(/[^a-z0-9' ]/g, ' ')
    .replace(/\b(?:the|a|an)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const isAgency = (one: string, other: string): boolean => {
  const [a, b] = [plain(one), plain(other)].map((name) =>
    name.replace('new york city police department', 'nypd').replace('new york police department', 'nypd'),
  );
  return a === b;
};
const isOffence = (one: string, other: string): boolean => {
  const [a, b] = [plain(one), plain(other)];
  return a === b || (Math.min(a.length, b.length) > 2 && (` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `)));
};
const isDate = (said: string, gold: { value: string; precision: string }): boolean => {
  if (gold.precision !== 'range') return said === gold.value;
  const [from = '', to = ''] = gold.value.split('/');
  const span = spanOf(said);
  return span !== undefined && span.from <= to && span.to >= from;
};

const FIELDS = {
  release_date: ['release_date', isDate],
  releasing_agency: ['releasing_agency', isAgency],
  detainer_date: ['detainer_date', isDate],
  detainer_sent_to: ['detainer_to', isAgency],
  local_arrest_date: ['arrest_date', isDate],
  local_arrest_agency: ['arresting_agency', isAgency],
  citizenship: ['citizenship', (a: string, b: string) => a === b],
  age: ['age', (a: number, b: number) => a === b],
  sex: ['sex', (a: string, b: string) => ({ M: 'male', F: 'female' })[a] === b],
  how_released: ['how_released', (a: string, b: string) => a === b],
  prior_removals: ['prior_removals', (a: number | string, b: number) => a === b || (a === 'several' && b > 1)],
  removal_order: ['removal_order', (a: boolean, b: boolean) => a === b],
} as const;

/** How much two records agree in what tells people apart. */
function agreement(one: ProposedCase, each: GoldCase): number {
  const same = <T>(said: T | undefined, wanted: T | undefined): number =>
    said === wanted ? 3 : said !== undefined && wanted !== undefined ? -3 : 0;
  const isDay = (said: { value: string } | undefined, wanted: { value: string; precision: string } | undefined) =>
    said && wanted && isDate(said.value, wanted) ? 1 : 0;
  const isCharged = one.offences.some(({ value }) => each.offences?.some(({ text }) => isOffence(value, text)));
  return (
    same(one.citizenship?.value, each.citizenship) +
    same(one.age?.value, each.age) +
    (isCharged ? 2 : 0) +
    isDay(one.release_date, each.release_date) +
    isDay(one.detainer_date, each.detainer_date)
  );
}

/** Pairs the cases of a text: in order, the ones that agree most. */
function paired(
  made: readonly ProposedCase[],
  gold: readonly GoldCase[],
): [ProposedCase | undefined, GoldCase | undefined][] {
  const left = new Set(made);
  const pairs: [ProposedCase | undefined, GoldCase | undefined][] = gold.map((each) => {
    let best: ProposedCase | undefined;
    let most = 0;
    for (const one of left) {
      const points = agreement(one, each);
      if (points > most) [best, most] = [one, points];
    }
    if (best) left.delete(best);
    return [best, each];
  });
  return [...pairs, ...[...left].map((one): [ProposedCase, undefined] => [one, undefined])];
}

/** Compares what was read from one text with the coder's record, and adds it to the tallies. */
export function scoreText(
  id: string,
  made: readonly ProposedCase[],
  gold: readonly GoldCase[],
  tallies: Map<string, Tally>,
): void {
  const tally = (field: string): Tally => {
    const found = tallies.get(field) ?? { right: 0, wrong: 0, missed: 0, errors: [] };
    tallies.set(field, found);
    return found;
  };
  const note = (field: string, says: unknown, want: unknown, isRight: boolean) => {
    const each = tally(field);
    if (says !== undefined && isRight) each.right += 1;
    if (says !== undefined && !isRight) each.wrong += 1;
    if (want !== undefined && !isRight) each.missed += 1;
    if (!isRight && (says !== undefined || want !== undefined))
      each.errors.push(`${id}: said ${JSON.stringify(says) ?? '-'}, gold ${JSON.stringify(want) ?? '-'}`);
  };
  for (const [one, each] of paired(made, gold)) {
    note('case', one && 'case', each && 'case', one !== undefined && each !== undefined);
    const [says, want] = [one?.outcome.value, each?.outcome];
    note('outcome', says, want, says === want);
    note('declined', says === 'declined' ? says : undefined, want === 'declined' ? want : undefined, says === want);
    for (const [field, [name, same]] of Object.entries(FIELDS)) {
      const value = (one?.[field as keyof ProposedCase] as { value: unknown } | undefined)?.value;
      const wanted = each?.[name as keyof GoldCase];
      note(
        field,
        value,
        wanted,
        value !== undefined && wanted !== undefined && (same as (a: unknown, b: unknown) => boolean)(value, wanted),
      );
    }
    scoreOffences(one, each, note);
    scoreLater(one, each, note);
  }
}

type Note = (field: string, says: unknown, want: unknown, isRight: boolean) => void;

function scoreOffences(one: ProposedCase | undefined, each: GoldCase | undefined, note: Note): void {
  const left = [...(each?.offences ?? [])];
  for (const { value, standing } of one?.offences ?? []) {
    const at =
      left.findIndex(({ text }) => plain(text) === plain(value)) >= 0
        ? left.findIndex(({ text }) => plain(text) === plain(value))
        : left.findIndex(({ text }) => isOffence(text, value));
    const [found] = at < 0 ? [] : left.splice(at, 1);
    note('offence', value, found?.text, found !== undefined);
    if (found) note('standing', `${value}: ${standing}`, `${found.standing}`, standing === found.standing);
  }
  for (const { text } of left) note('offence', undefined, text, false);
}

function scoreLater(one: ProposedCase | undefined, each: GoldCase | undefined, note: Note): void {
  const left = new Set(each?.later_events ?? []);
  for (const { value } of one?.later_events ?? [])
    note('later_event', value, left.has(value) ? value : undefined, left.delete(value));
  for (const value of left) note('later_event', undefined, value, false);
}
