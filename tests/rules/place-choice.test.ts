import { expect, test } from 'vitest';
import { decidePlace, distinct, type PlaceMeaning, samePlace } from '../../src/rules/place-choice.ts';

const meaning = (over: Partial<PlaceMeaning>): PlaceMeaning => ({
  kind: 'jurisdiction',
  canonical: 'Aurora',
  level: 'city',
  state: 'CO',
  fips: '08005',
  placeId: 'CO/aurora',
  countyFips: ['08005', '08001'],
  note: '',
  ...over,
});
const county = (fips: string, state = 'CO') =>
  meaning({ canonical: `County ${fips}`, level: 'county', state, fips, placeId: fips, countyFips: [fips] });
const AURORA = meaning({});
const ARAPAHOE = county('08005');
const ADAMS = county('08001');

test('a city and the counties that it is in are one place', () => {
  expect(samePlace(AURORA, ARAPAHOE)).toBe(true);
  expect(samePlace(ADAMS, AURORA)).toBe(true);
  expect(samePlace(AURORA, county('08031'))).toBe(false);
  expect(samePlace(ARAPAHOE, ADAMS)).toBe(false);
  expect(samePlace(ARAPAHOE, county('08005', 'NM'))).toBe(false);
  expect(samePlace(AURORA, meaning({ state: 'IL' }))).toBe(false);
  expect(samePlace(AURORA, meaning({ canonical: 'aurora' }))).toBe(true);
  expect(samePlace(AURORA, meaning({ placeId: 'CO/another' }))).toBe(false);
  expect(samePlace(AURORA, meaning({ kind: 'agency' }))).toBe(false);
  expect(samePlace(meaning({ kind: 'agency' }), AURORA)).toBe(false);
  expect(samePlace(AURORA, meaning({ level: 'state', countyFips: ['08005'] }))).toBe(false);
  expect(samePlace(meaning({ level: 'state', countyFips: ['08005'] }), ARAPAHOE)).toBe(false);
});

test('one meaning is the answer; others are asked about', () => {
  expect(decidePlace([], 'why')).toEqual({ outcome: 'none', closest: [] });
  expect(decidePlace([AURORA], 'why')).toEqual({ outcome: 'answer', meaning: AURORA, also: [] });
  expect(decidePlace([AURORA, AURORA], 'why')).toEqual({ outcome: 'answer', meaning: AURORA, also: [] });
  expect(decidePlace([ARAPAHOE, ADAMS], 'why')).toEqual({ outcome: 'ask', why: 'why', candidates: [ARAPAHOE, ADAMS] });
  // One city and its counties, whichever of them leads.
  expect(decidePlace([ARAPAHOE, ADAMS, AURORA], '')).toEqual({
    outcome: 'answer',
    meaning: ARAPAHOE,
    also: [ADAMS, AURORA],
  });
  expect(decidePlace([AURORA, ARAPAHOE, ADAMS], '').outcome).toBe('answer');
  expect(decidePlace([ARAPAHOE, county('08031'), AURORA], '').outcome).toBe('ask');
  expect(decidePlace([ARAPAHOE, ADAMS, AURORA, meaning({ state: 'IL', fips: '17089' })], '').outcome).toBe('ask');
  expect(decidePlace([ARAPAHOE, ADAMS, meaning({ kind: 'agency', canonical: 'Aurora Police' })], '').outcome).toBe(
    'ask',
  );
});

test('meanings are one by name, level, state and code, whatever the letter case', () => {
  expect(distinct([AURORA, meaning({ canonical: 'AURORA', note: 'another note' })])).toEqual([AURORA]);
  for (const over of [{ canonical: 'Aurora Hills' }, { level: 'county' as const }, { state: 'IL' }, { fips: '17089' }])
    expect(distinct([AURORA, meaning(over)])).toHaveLength(2);
});
