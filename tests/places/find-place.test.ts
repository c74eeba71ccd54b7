import { beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { findPlace } from '../../src/places/find-place.ts';
import { placeQuestion } from '../../src/places/place-question.ts';
import type { PlaceMeaning, PlaceOutcome } from '../../src/rules/place-choice.ts';
import { bundledDesk, readRows } from '../_util/desk.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});

interface Wanted {
  canonical: string;
  level: string;
  state: string;
}

/** 'Orange County (county, CA, 06059);...' as in the file. */
const wantedList = (cell: string): Wanted[] =>
  [...cell.matchAll(/([^;]+?) \((state|county|city|federal)(?:, ([A-Z]{2}))?[^)]*\)/g)].map((found) => ({
    canonical: (found[1] ?? '').trim(),
    level: found[2] ?? '',
    state: found[3] ?? '',
  }));
const is = (meaning: PlaceMeaning, wanted: Wanted) =>
  meaning.canonical === wanted.canonical && meaning.level === wanted.level && (meaning.state ?? '') === wanted.state;

function judge(row: Record<string, string>, found: PlaceOutcome): 'right' | 'wrong answer' | 'other' {
  if (row['outcome'] === 'none')
    return found.outcome === 'none' ? 'right' : found.outcome === 'answer' ? 'wrong answer' : 'other';
  if (row['outcome'] === 'ask') {
    if (found.outcome === 'answer') return 'wrong answer';
    const first = wantedList(row['candidates'] ?? '').slice(0, 3);
    return found.outcome === 'ask' && first.every((wanted) => found.candidates.some((each) => is(each, wanted)))
      ? 'right'
      : 'other';
  }
  if (found.outcome !== 'answer') return 'other';
  const wanted = { canonical: row['canonical'] ?? '', level: row['level'] ?? '', state: row['state'] ?? '' };
  const ours = [found.meaning, ...found.also];
  if (!ours.some((each) => is(each, wanted))) return 'wrong answer';
  const also = wantedList(row['also'] ?? '');
  return is(found.meaning, wanted) && also.every((other) => ours.some((each) => is(each, other))) ? 'right' : 'other';
}

test('the 150 typed queries: at least 98 % right, and no wrong answer given without asking', async () => {
  const rows = readRows('tests/place-queries.csv');
  const verdicts = [];
  for (const row of rows) {
    const found = await findPlace(desk.db, row['query'] ?? '');
    const verdict = judge(row, found);
    verdicts.push(verdict);
    if (verdict !== 'right') {
      const said =
        found.outcome === 'answer'
          ? [found.meaning, ...found.also]
          : found.outcome === 'ask'
            ? found.candidates
            : found.closest;
      process.stdout.write(
        `  ${verdict}: "${row['query']}" wanted ${row['outcome']} ${row['canonical'] || row['candidates']} ${row['also']}; got ${found.outcome} ${said.map((each) => `${each.canonical} (${each.level} ${each.state ?? ''})`).join('; ')}\n`,
      );
    }
  }
  const right = verdicts.filter((verdict) => verdict === 'right').length;
  const wrong = verdicts.filter((verdict) => verdict === 'wrong answer').length;
  process.stdout.write(
    `place queries: ${right} of ${rows.length} right, ${wrong} wrong answers given without asking\n`,
  );
  expect(wrong).toBe(0);
  expect(right / rows.length).toBeGreaterThanOrEqual(0.98);
});

describe('more words that people type', () => {
  test.each([
    ['Dona Ana County', 'Doña Ana'],
    ['doña ana nm', 'Doña Ana'],
    ['saint louis county mn', 'St. Louis County'],
    ['st. joseph county, indiana', 'St. Joseph County'],
    ['prince georges county', "Prince George's County"],
    ['obrien county iowa', "O'Brien County"],
    ['city of chicago', 'Chicago'],
    ['Texas', 'Texas'],
    ['state of texas', 'Texas'],
    ['TX', 'Texas'],
    ['wake county', 'Wake County'],
    ['wake cty nc', 'Wake County'],
    ['travis co tx', 'Travis County'],
    ['travis county jail', 'Travis County'],
    ['County of Maui', 'Maui County'],
    ['jefferson parish', 'Jefferson Parish'],
    ['fairfax city va', 'Fairfax city'],
    ['fairfax county', 'Fairfax County'],
    ['baltimore city', 'Baltimore city'],
    ['juneau ak', 'Juneau City and Borough'],
    ['multnomah', 'Multnomah County'],
    ['mulnomah county', 'Multnomah County'],
    ['Philadelpia', 'Philadelphia'],
    ['Maricopa County Arizona', 'Maricopa County'],
    ['San Bernadino county', 'San Bernardino County'],
    ['hillsboro county fl', 'Hillsborough County'],
    ['cuyahoga', 'Cuyahoga County'],
    ['la county sheriff', "Los Angeles County Sheriff's Department"],
    ['Travis County Sheriff', 'Travis County Sheriff'],
    ['yonkers ny', 'Yonkers'],
    ['Tacoma, Washington', 'Tacoma'],
    ['New York, NY', 'New York City'],
    ['nyc', 'New York City'],
    ['Seattle PD', 'Seattle Police Department'],
    ['denver police', 'Denver Police Department'],
    ['Cook County IL sheriff', "Cook County Sheriff's Office"],
    ['cook county, illinois sheriff', "Cook County Sheriff's Office"],
    ['Portland, Oregon police', 'Portland Police Bureau'],
    ['kansas city missouri police', 'Kansas City Police Department'],
    ['Fairfax County VA police', 'Fairfax County Police Department'],
    ['Washington County OR jail', 'Washington County'],
    ['West Virginia police', 'West Virginia State Police'],
  ])('%s -> %s', async (words, canonical) => {
    const found = await findPlace(desk.db, words);
    expect(found.outcome, JSON.stringify(found).slice(0, 300)).toBe('answer');
    if (found.outcome === 'answer')
      expect([found.meaning, ...found.also].map((each) => each.canonical).join('; ')).toContain(canonical);
  });

  test.each([
    'washington county',
    'jackson county',
    'harris county sheriff',
    'lincoln county',
    'marion county jail',
    'Union',
    'clay county',
    'MCJ',
    'madison',
  ])('%s asks', async (words) => expect((await findPlace(desk.db, words)).outcome).toBe('ask'));

  test.each([
    'in',
    'me',
    'Atlantis',
    'Paris, France',
    "x'; drop table places; --",
    '<!channel>',
    '🙂',
    '()',
    '"',
    'qwertyuiop',
    'Narnia County',
    'the jail',
    'county',
    'Ontario Canada',
  ])('%s is no place', async (words) => expect((await findPlace(desk.db, words)).outcome).not.toBe('answer'));
});

test('every choice that is offered leads to what its button says', async () => {
  for (const words of [
    'orange county',
    'MCSO',
    'LA',
    'CPD',
    'rochester',
    'Metro',
    'MDC',
    'KC',
    'richmond county',
    'fairfax',
    'New York',
    'jackson',
    'springfield',
    'crescent city',
  ]) {
    const found = await findPlace(desk.db, words);
    if (found.outcome !== 'ask') throw new Error(`${words} does not ask`);
    const question = placeQuestion(found, words, (name) => name);
    const choices = question.parts.flatMap((part) => (part.kind === 'choices' ? part.choices : []));
    expect(choices.length).toBeGreaterThan(1);
    for (const [at, choice] of choices.entries()) {
      const meant = found.candidates[at];
      const again = await findPlace(desk.db, choice.words.replace(/"/g, ''));
      expect(again.outcome, `${words}: ${choice.words}`).toBe('answer');
      if (again.outcome === 'answer' && meant) {
        const all = [again.meaning, ...again.also];
        expect(
          all.some((each) => each.canonical === meant.canonical && each.state === meant.state),
          `${choice.words} -> ${again.meaning.canonical}`,
        ).toBe(true);
      }
    }
  }
});

test('a borough by the name of its county is New York City; a city keeps the word City before its police', async () => {
  const found = async (words: string) => {
    const outcome = await findPlace(desk.db, words);
    return outcome.outcome === 'answer' ? outcome.meaning.canonical : outcome.outcome;
  };
  for (const county of ['Bronx', 'Kings', 'New York', 'Queens', 'Richmond'])
    expect(await found(`${county} County, NY`)).toBe('New York City');
  expect(await found('Jersey City Police, NJ')).toBe('Jersey City Police Department');
  expect(await found('Iowa City Police, IA')).toBe('Iowa City Police');
  expect(await found('Chicago City Police, IL')).toBe('Chicago Police Department');
});
