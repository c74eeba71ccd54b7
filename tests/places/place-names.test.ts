import { afterAll, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { UserError } from '../../src/errors.ts';
import { findPlace } from '../../src/places/find-place.ts';
import { meaningsOf } from '../../src/places/place-question.ts';
import type { PlaceOutcome } from '../../src/rules/place-choice.ts';
import { wellKnown, wellKnownNames } from '../../src/rules/well-known.ts';
import { bundledDesk, readRows } from '../_util/desk.ts';

const desk = await bundledDesk();
afterAll(() => desk.close());

type Row = Record<string, string>;
const names = (row: Row, found: PlaceOutcome) =>
  meaningsOf(found).some((each) => each.canonical === row['place'] && (each.state ?? '') === row['state']);

/** What the desk did with a row, in the words of the file's column `outcome`. */
function outcomeOf(row: Row, found: PlaceOutcome): string {
  if (found.outcome !== 'answer') return found.outcome;
  const { site } = found.meaning;
  if (row['outcome'] === 'site') {
    const isIt = site?.kind === row['site'] && site?.counties.includes(row['place'] ?? '');
    return isIt && found.meaning.state === row['state'] ? 'site' : `answer ${found.meaning.canonical}`;
  }
  if (!names(row, found)) return `answer ${found.meaning.canonical}, ${found.meaning.state}`;
  return found.reading?.kind === 'spelling' ? 'repaired' : 'answer';
}

test.each(readRows('tests/place-names.csv'))('"$query": $outcome $place $site ($why)', async (row) => {
  const found = await findPlace(desk.db, row['query'] ?? '');
  expect(outcomeOf(row, found)).toBe(row['outcome']);
  if (row['outcome'] === 'ask' && row['place'] !== '') expect(names(row, found)).toBe(true);
});

test('every name of the stated list is answered, and the words that it is read as name the same places', async () => {
  expect(wellKnownNames.length).toBeGreaterThan(100);
  for (const name of wellKnownNames) {
    const found = await findPlace(desk.db, name);
    expect(found.outcome, name).toBe('answer');
    if (found.outcome !== 'answer') continue;
    const ids = meaningsOf(found).map((each) => each.placeId);
    expect(ids, name).toContain(wellKnown(name)?.placeId);
    expect(found.reading?.kind ?? 'well known', name).toBe('well known');
    if (!found.reading) continue;
    if (!/^(?:bronx|queens)$/.test(name)) expect(found.reading.others.length, name).toBeGreaterThan(0);
    const again = await findPlace(desk.db, found.reading.words);
    expect(again.outcome === 'answer' && again.reading, `${name}: ${found.reading.words}`).toBeUndefined();
    expect(meaningsOf(again).map((each) => each.placeId)).toEqual(expect.arrayContaining(ids));
  }
});

test('every name of every site means the site, or asks', async () => {
  const rows = readRows('data/sites.csv');
  expect(rows.length).toBeGreaterThan(500);
  for (const row of rows)
    for (const name of [row['name'] ?? '', ...(row['also'] ?? '').split('; ').filter(Boolean)]) {
      const found = await findPlace(desk.db, name);
      expect(['answer', 'ask'], name).toContain(found.outcome);
      expect(
        meaningsOf(found).some((each) => each.site?.kind === row['kind'] && each.state === row['state']),
        name,
      ).toBe(true);
    }
});

const ask = async (line: string) => {
  try {
    const answer = await answerCommand(desk, line);
    const parts = JSON.stringify(answer.parts);
    return { title: answer.title, summary: answer.summary, parts, words: answer.words };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { title: 'error', summary: cause.message, parts: JSON.stringify(cause.choices), words: '' };
  }
};

describe('how a name was read is said', () => {
  test('a repaired spelling in the first line, in every command that answers', async () => {
    for (const line of ['policy Devner', 'lookup Devner', 'stats Devner', 'releases in:Devner', 'chart stats Devner'])
      expect((await ask(line)).summary, line).toMatch(/^Read as Denver, CO\. /);
    expect((await ask('policy Chcago')).title).toBe('Cook County, IL (Chicago)');
  });

  test('a well-known name says which place is meant and why, and offers the others', async () => {
    const said = await ask('policy Houston');
    expect(said.title).toBe('Harris County, TX (Houston)');
    expect(said.parts).toContain('Houston, TX is meant: a city of 2,305,000 people.');
    expect(said.parts).toContain('policy \\"Houston County, GA\\"');
  });

  test('what sets something up is not guessed from a misspelling, and is from the stated list', async () => {
    expect((await ask('watch Devner')).summary).toContain('Nothing is set up yet');
    expect((await ask('digest on at:08:00 tz:UTC in:Devner')).summary).toContain('Nothing is set up yet');
    expect((await ask('watches')).summary).not.toContain('Denver');
    expect((await ask('watch Denver')).summary).toContain('hears of Denver, CO');
  });
});

describe('sites are not the county around them', () => {
  test.each([
    ['policy "FCI Dublin"', 'is a federal prison (Bureau of Prisons) in Alameda County, CA'],
    ['policy LAX', 'is an airport in Los Angeles County, CA'],
    ['policy "Stewart Detention Center"', 'an ICE detention site, often run by a contractor, in Stewart County, GA'],
    ['policy "Navajo Police"', 'is the police of a tribal nation, whose land lies in Apache County'],
  ])('%s', async (line, says) => {
    const said = await ask(line);
    expect(said.summary).toContain(says);
    expect(said.summary).not.toMatch(/hold (?:required|prohibited|permitted)/);
  });

  test('a state prison follows the rules of the state for its prisons, and its records and cases are not those of the state', async () => {
    const said = await ask('policy "Sing Sing"');
    expect(said.title).toContain('state prison in Westchester County');
    expect(said.parts).toContain('rules of counties and cities do not reach them');
    expect((await ask('releases in:"Sing Sing"')).summary).toContain('No published case matches');
    expect((await ask('releases in:"New York"')).summary).not.toContain('No published case');
    expect((await ask('watch "Sing Sing"')).summary).toContain('cannot be watched');
  });
});

test('an unknown name asks for the state, offers what is near, and does not answer', async () => {
  const said = await ask('policy Atlantis');
  expect(said.summary).toBe(
    'I don\'t know a place called "Atlantis". In which state is it? For example "Franklin County, PA". Closest: Atlantis, FL (city).',
  );
  expect((await ask('policy "Hobbiton, TX"')).summary).toContain('Check the spelling');
  expect((await ask('policy "A123456789"')).summary).not.toContain('123456789');
});
