import { expect, test } from 'vitest';
import { type MatchedAgreement, matchSheet, mayBe } from '../../src/rules/agreement-match.ts';
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

test('a row that cannot be read may be whatever its readable parts allow', () => {
  const half = { state: undefined, agency_key: 'baker county sheriffs office', model: 'TFM' };
  expect(mayBe(row(), half)).toBe(true);
  expect(mayBe(row({ agency_key: 'bay county sheriffs office' }), half)).toBe(false);
  expect(mayBe(row(), { ...half, model: 'WSO' })).toBe(false);
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
