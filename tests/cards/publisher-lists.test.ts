import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { findLatestLoaded, findRejectedRows } from '../../src/db/imports.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk, readRows } from '../_util/desk.ts';
import { subscribe } from '../_util/news.ts';

const desk = await bundledDesk();
afterAll(() => desk.close());
const said = async (words: string) => JSON.stringify(await answerCommand(desk, `${words} more:all`));

/** Loads a file of lists on a desk of its own; returns what `policy` says of lists for a line. */
async function withLists(rows: string[]) {
  const own = await bundledDesk();
  const header = 'list,publisher,place,level,state,listed_on,removed_on,as_of,citation,source_url,note';
  const file = join(mkdtempSync(join(tmpdir(), 'desk-lists-')), 'lists.csv');
  writeFileSync(file, [header, ...rows].join('\n'));
  const result = await importFile(own.db, findSource('lists'), file, { now: own.now });
  const listed = async (words: string) => {
    const { parts } = await answerCommand(own, `${words} more:all`);
    const facts = parts.find((part) => part.kind === 'facts' && part.title === "On publishers' lists");
    return facts?.kind === 'facts' ? facts.facts.map((fact) => fact.value).join(' | ') : '';
  };
  const rejected = async () => {
    const latest = await findLatestLoaded(own.db, 'lists');
    return findRejectedRows(own.db, latest?.import_id ?? 0, 9);
  };
  return { result, listed, rejected, close: () => own.close() };
}
const row = (place: string, level: string, state: string, dates = '2025-05-29,') =>
  `Made list,Made publisher,${place},${level},${state},${dates},,A made list,,`;

test('every place on the bundled list is said to be on it when it is asked about', async () => {
  const entries = readRows('data/lists.csv');
  const wrong: string[] = [];
  for (const { place = '', level, state } of entries) {
    const words = level === 'state' ? `policy "State of ${place}"` : `policy "${place}, ${state}"`;
    const text = await said(`${words} on:2025-08-20`);
    const name = place.replace('San Francisco County', 'San Francisco');
    if (!text.includes(`${name}: on it`)) wrong.push(words);
  }
  expect(entries).toHaveLength(35);
  expect(wrong).toEqual([]);
});

test('the list at its dates: Nevada on it until 26 September 2025, and nothing is said before the list', async () => {
  expect(await said('policy Nevada on:2025-09-25')).toContain('Nevada: on it at that date; removed Sep 26, 2025');
  expect(await said('policy Nevada on:2025-09-26')).toContain('Nevada: no longer on it, removed Sep 26, 2025');
  expect(await said('policy Nevada on:2025-08-04')).not.toContain('Executive Order 14287');
});

test('a city that is also a county is found under each of its names', async () => {
  const { result, listed, close } = await withLists([
    row('Denver', 'city', 'CO'),
    row('City and County of San Francisco', 'city', 'CA'),
    row('Philadelphia County', 'county', 'PA'),
    row('Baltimore', 'city', 'MD'),
    row('Alexandria', 'city', 'VA'),
    row('Richmond city', 'county', 'VA'),
    row('St. Louis County', 'county', 'MO'),
    row('New York', 'city', 'NY'),
    row('New Orleans', 'city', 'LA'),
    row('City of Boston', 'city', 'MA'),
    row('Louisville', 'city', 'KY'),
    row('Anchorage', 'city', 'AK'),
  ]);
  expect(result).toMatchObject({ rows: 12, inserted: 12, rejected: 0 });
  const on: [string, string][] = [
    ['"Denver, CO"', 'Denver: on it'],
    ['"Denver County, CO"', 'Denver: on it'],
    ['"San Francisco, CA"', 'San Francisco: on it'],
    ['"Philadelphia, PA"', 'Philadelphia: on it'],
    ['"Baltimore city, MD"', 'Baltimore city: on it'],
    ['"Baltimore County, MD"', 'Baltimore County: not on it'],
    ['"Alexandria, VA"', 'Alexandria city: on it'],
    ['"Richmond city, VA"', 'Richmond city: on it'],
    ['"Richmond County, VA"', 'Richmond County: not on it'],
    ['"St. Louis County, MO"', 'St. Louis County: on it'],
    ['"St. Louis city, MO"', 'St. Louis city: not on it'],
    ['"New York City, NY"', 'New York City: on it'],
    ['"Orleans Parish, LA"', 'Orleans Parish: not on it (a city in it, New Orleans: on it)'],
    ['"Suffolk County, MA"', 'Suffolk County: not on it (a city in it, Boston: on it)'],
    ['"Jefferson County, KY"', 'Jefferson County: not on it (a city in it, Louisville: on it)'],
    ['"Anchorage, AK"', 'Anchorage Municipality: on it'],
  ];
  for (const [words, wanted] of on) expect(await listed(`policy ${words}`), words).toContain(wanted);
  await close();
});

test('a row of no known place is rejected with its number; then nobody is said to be off the list', async () => {
  const states = readRows('data/policies.csv').filter(({ level, state }) => level === 'state' && state !== 'TX');
  const known = [...new Set(states.map(({ name = '', state = '' }) => row(name, 'state', state)))];
  const { result, listed, rejected, close } = await withLists([...known, row('Atlantis', 'city', 'NJ')]);
  expect(result).toMatchObject({ rows: known.length + 1, inserted: known.length, rejected: 1 });
  expect(await rejected()).toMatchObject([
    {
      row_number: known.length + 2,
      reason: expect.stringContaining('place "Atlantis" is no city of NJ that the desk knows'),
    },
  ]);
  expect(await listed('policy Illinois')).toBe('Illinois: on it');
  expect(await listed('policy Texas')).toBe('Texas: not found on it, but the place of 1 row of the lists is not known');
  await close();
});

test.each([
  ['Atlantis', 'city', 'NJ'],
  ['Cook County', 'county', 'VT'],
  ['Texas', 'state', 'CA'],
  ['Chicago', 'county', 'IL'],
])('%s as a %s of %s is nothing that the desk knows', async (place, level, state) => {
  await expect(withLists([row(place, level, state)])).rejects.toThrow(
    `Row 2: place "${place}" is no ${level} of ${state}`,
  );
});

test('days are as precise as the source, and a place listed again is on the list again', async () => {
  const { listed, close } = await withLists([
    row('Nevada', 'state', 'NV', '2025-05,2025-09'),
    row('Cook County', 'county', 'IL', '2025-05-29,2025-06-01'),
    row('Cook County', 'county', 'IL', '2025-08-05,'),
  ]);
  const nevada = async (on: string) => (await listed(`policy Nevada on:${on}`)).split(' (')[0];
  expect(await nevada('2025-04-30')).toBe('');
  expect(await nevada('2025-05-10')).toBe('Nevada: listed in May 2025, the day is not known');
  expect(await nevada('2025-06-01')).toBe('Nevada: on it at that date; removed September 2025');
  expect(await nevada('2025-09-10')).toBe('Nevada: removed in September 2025, the day is not known');
  expect(await nevada('2025-09-30')).toBe('Nevada: no longer on it, removed September 2025');
  const cook = async (on: string) => (await listed(`policy "Cook County, IL" on:${on}`)).split(' · ')[0];
  expect(await cook('2025-05-28')).toBe('Cook County: not on it at that date; listed May 29, 2025');
  expect(await cook('2025-05-30')).toBe('Cook County: on it at that date; removed Jun 1, 2025');
  expect(await cook('2025-07-01')).toBe('Cook County: no longer on it, removed Jun 1, 2025');
  expect(await cook('2025-08-05')).toBe('Cook County: on it');
  await close();
});

test('city, county and state are each said, with the publisher cited and no label of our own', async () => {
  const portland = await said('policy "Portland, OR"');
  expect(portland).toContain('Portland: on it · Multnomah County: not on it · Oregon: on it');
  expect(portland).toContain('U.S. Department of Justice');
  expect(await said('policy "Baltimore County, MD"')).toContain('Baltimore County called its entry an error');
});

test('an edited list comes with its differences, and a row that does not cite is rejected', async () => {
  await subscribe(desk, 'C1', 'at:08:00 tz:UTC in:Nevada', desk.now().toISOString());
  const text = readFileSync(join(import.meta.dirname, '../../data/lists.csv'), 'utf8');
  const lines = text.trimEnd().split('\n');
  const edited = lines.map((line) =>
    line.includes(',Nevada,') ? line.replace(',2025-09-26,2025-09-26,', ',,2025-09-26,') : line,
  );
  const uncited = 'Some list,Somebody,Reno,city,NV,2025-01-01,,2025-01-01,,,';
  const file = join(mkdtempSync(join(tmpdir(), 'desk-lists-')), 'lists.csv');
  writeFileSync(file, [...edited, uncited].join('\n'));
  const result = await importFile(desk.db, findSource('lists'), file, { now: desk.now });
  expect(result).toMatchObject({ rows: 36, updated: 1, unchanged: 34, rejected: 1 });
  const later = { ...desk, now: () => new Date('2026-11-25T08:00:00Z') };
  const digest = JSON.stringify(
    await answerCommand(later, 'digest preview', { channelId: 'C1', userId: 'U7', role: 'editor' as const }),
  );
  expect(digest).toContain('removed on: was \\"2025-09-26\\" → now blank');
});
