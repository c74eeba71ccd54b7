import { expect, test } from 'vitest';
import { isNearName, type MatchedAgreement, matchSheet, mayBe, signings } from '../../src/rules/agreement-match.ts';
import { findStateNear } from '../../src/rules/states.ts';

const row = (over: Partial<MatchedAgreement> = {}): MatchedAgreement => ({
  state: 'FL',
  agency_key: 'baker county sheriffs office',
  other_keys: '',
  model: 'Task Force Model',
  model_code: 'TFM',
  signed_on: '2025-02-26',
  resigned_on: '',
  moa_url: 'https://www.ice.gov/doclib/287gMOA/baker.pdf',
  county_fips: '12003',
  ...over,
});

test('an agreement is one under another name, a former name, and two names on one sheet', () => {
  const open = [row()];
  const renamed = row({ agency_key: 'sheriff of baker' });
  expect(matchSheet(open, [renamed])).toMatchObject({ same: [{ now: renamed }], joined: [], missing: [] });
  expect(
    matchSheet([row({ other_keys: '|baker so|' })], [row({ agency_key: 'baker so', moa_url: null })]).joined,
  ).toEqual([]);
  expect(matchSheet(open, [row(), row({ agency_key: 'baker sheriff' })])).toMatchObject({ joined: [], repeated: [{}] });
});

test('another model, another agency of the county and another signing stay apart', () => {
  const open = [row()];
  const others = [
    row({ model: 'Warrant Service Officer', model_code: 'WSO', moa_url: null }),
    row({ agency_key: 'macclenny police department', signed_on: '2025-03-05', moa_url: null }),
  ];
  for (const other of others)
    expect(matchSheet(open, [other])).toMatchObject({ same: [], joined: [other], missing: open });
});

test("an agreement's own name goes before the former name of another", () => {
  const moved = row({ agency_key: 'fish commission', other_keys: '|parks department|' });
  const parks = row({ agency_key: 'parks department', moa_url: null, signed_on: '2025-04-24' });
  expect(matchSheet([moved, parks], [parks, moved])).toMatchObject({
    same: [{ was: parks }, { was: moved }],
    missing: [],
  });
});

test.each([
  ['the same memorandum, day and another place', { agency_key: 'bay sheriff', county_fips: '12005' }, true],
  [
    'the same memorandum in other letters',
    { agency_key: 'x', moa_url: 'https://www.ICE.gov/doclib/287gMOA/BAKER.pdf' },
    true,
  ],
  [
    'the same memorandum of another day and place',
    { agency_key: 'x', county_fips: '12005', signed_on: '2025-05-05' },
    false,
  ],
  ['the same memorandum under another state', { agency_key: 'x', state: 'GA' }, true],
  ['no memorandum, the day and place', { agency_key: 'x', moa_url: null }, true],
  ['no memorandum, the day, another place', { agency_key: 'x', moa_url: null, county_fips: '12005' }, false],
  ['no memorandum, the day and place of another state', { agency_key: 'x', moa_url: null, state: 'GA' }, false],
  [
    'a slip in the name, another day',
    { agency_key: 'baker conty sheriffs office', moa_url: null, signed_on: null },
    true,
  ],
  [
    'a slip in the name, no place',
    { agency_key: 'baker conty sheriffs office', moa_url: null, signed_on: null, county_fips: null },
    false,
  ],
  ['another name of another day', { agency_key: 'macclenny', moa_url: null, signed_on: '2025-05-05' }, false],
  ['the day and place by another model', { agency_key: 'x', model_code: 'WSO' as const, model: 'WSO' }, false],
])('a row is the spell that left, or not: %s', (_, over, is) => {
  const [was, now] = [row(), row(over)];
  expect(matchSheet([was], [now])).toEqual(
    is
      ? { same: [{ was, now }], joined: [], missing: [], repeated: [] }
      : { same: [], joined: [now], missing: [was], repeated: [] },
  );
});

test('a spell without a place is no other agency of its state', () => {
  const was = row({ county_fips: null });
  const now = row({ agency_key: 'bay sheriff', county_fips: null, moa_url: null });
  expect(matchSheet([was], [now])).toMatchObject({ joined: [now], missing: [was] });
});

test('an agreement that was signed again is known by any of its days', () => {
  expect(signings(row({ resigned_on: '2025-06-01;2026-01-02' }))).toEqual(['2025-02-26', '2025-06-01', '2026-01-02']);
  expect(signings(row({ signed_on: null }))).toEqual([]);
  const was = row({ resigned_on: '2026-01-02' });
  const now = row({ agency_key: 'x', signed_on: '2026-01-02', moa_url: null });
  expect(matchSheet([was], [now]).same).toEqual([{ was, now }]);
});

test.each([
  ['another name, the same memorandum, day and place', { agency_key: 'x' }, true],
  ['another memorandum', { agency_key: 'x', moa_url: 'https://www.ice.gov/other.pdf' }, false],
  ['no memorandum', { agency_key: 'x', moa_url: null }, false],
  ['another day', { agency_key: 'x', signed_on: '2025-05-05' }, false],
  ['no day', { agency_key: 'x', signed_on: null }, false],
  ['another place', { agency_key: 'x', county_fips: '12005' }, false],
  ['no place', { agency_key: 'x', county_fips: null }, false],
  ['another state', { agency_key: 'x', state: 'GA' }, false],
  ['another model', { agency_key: 'x', model_code: 'WSO' as const }, false],
  ['the very same row', {}, true],
])('a second row of a new sheet is printed again, or not: %s', (_, over, again) => {
  const [one, other] = [row(), row(over)];
  expect(matchSheet([], [one, other])).toEqual({
    same: [],
    joined: again ? [one] : [one, other],
    missing: [],
    repeated: again ? [other] : [],
  });
});

test('a second row without what tells agreements apart is no repetition of one like it', () => {
  for (const over of [{ moa_url: null }, { county_fips: null }, { signed_on: null }]) {
    const [one, other] = [row({ ...over }), row({ ...over, agency_key: 'x' })];
    expect(matchSheet([], [one, other]).joined).toEqual([one, other]);
  }
});

test('a spell that is printed under two of its names is continued once', () => {
  const was = row({ other_keys: '|baker so|' });
  const [one, other] = [row(), row({ agency_key: 'baker so' })];
  expect(matchSheet([was], [one, other])).toEqual({
    same: [{ was, now: one }],
    joined: [],
    missing: [],
    repeated: [other],
  });
});

test.each([
  ['baker sheriff', 'baker county so', true],
  ['baker county sheriffs office', 'baker conty sheriffs ofice', true],
  ['city of mesa police department', 'mesa police', true],
  ['mesa police department', 'mesa county sheriffs office', false],
  ['mesa pd', 'mesa police department', true],
  ['sheriffs office', 'county police', false],
  ['bay sheriff', 'baker sheriff', false],
])('%s and %s: near %s', (one, other, near) => {
  expect(isNearName(one, other)).toBe(near);
  expect(isNearName(other, one)).toBe(near);
});

test('a row that cannot be read may be whatever its readable parts allow', () => {
  const half = { state: undefined, agency_key: 'baker county sheriffs office', model: 'TFM' };
  expect(mayBe(row(), half)).toBe(true);
  expect(mayBe(row({ agency_key: 'bay county sheriffs office' }), half)).toBe(false);
  expect(mayBe(row(), { ...half, model: 'WSO' })).toBe(false);
  expect(mayBe(row(), { state: 'GA', agency_key: undefined, model: undefined })).toBe(false);
  expect(mayBe(row(), { state: 'FL', agency_key: undefined, model: undefined })).toBe(true);
  expect(mayBe(row({ other_keys: '|baker so|' }), { ...half, agency_key: 'baker so' })).toBe(true);
  expect(mayBe(row({ other_keys: '|baker so|' }), { ...half, agency_key: 'baker' })).toBe(false);
});

test.each([
  ['PENNSLYVANIA', 'PA'],
  ['WEST VIRGINA', 'WV'],
  ['MCHIGAN', 'MI'],
  ['UTAHJ', 'UT'],
  ['NOUTH CAROLINA', undefined],
  ['ATLANTIS', undefined],
])('a state written %s', (words, code) => {
  expect(findStateNear(words)?.code).toBe(code);
});
