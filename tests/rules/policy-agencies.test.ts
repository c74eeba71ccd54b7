import { expect, test } from 'vitest';
import { isLaw, jailRunBy, runsItsJails, signerKinds } from '../../src/rules/policy-agencies.ts';

test.each([
  ['Cobb County Sheriff’s Office', 'County', ['jail', 'sheriff']],
  ['Las Vegas Metropolitan Police Department', 'Municipality', ['jail', 'metro police']],
  ['Prince William-Manassas Regional Jail', 'County', ['jail']],
  ['Hudson County Department of Corrections', 'County', ['jail']],
  ['Polk County Detention Facility', 'County', ['jail']],
  ['Mesa Police Department', 'Municipality', ['city police', 'metro police']],
  ['Town Marshal of Clinton', 'Municipality', ['city police', 'metro police']],
  ['Department of Public Safety of Clinton', 'Municipality', ['city police', 'metro police']],
  ['Cobb County Police Department', 'County', ['county police', 'metro police']],
  ['Department of Corrections', 'State', ['state prisons']],
  ['Division of Prisons', 'State Agency', ['state prisons']],
  ['Highway Patrol', 'State', ['state police']],
  ['Department of Public Safety', 'State', ['state police']],
  ['State College Police', 'State', ['state agency']],
  ['University Police', 'State', ['state agency']],
  ['Department of Financial Services', 'State', ['state agency']],
  ['District Attorney', 'County', []],
  ['Sheriff’s Office', 'Interstate', ['jail', 'sheriff']],
])('%s (%s) signs for %j', (agency, agency_type, kinds) => {
  expect(signerKinds({ agency, agency_type })).toEqual(kinds);
});

test.each([
  ['AK', '02020', 'state'],
  ['RI', undefined, 'state'],
  ['MD', '24510', 'state'],
  ['MD', '24031', 'county'],
  ['NM', '35001', 'county'],
  ['PA', undefined, 'county'],
  ['FL', '12086', 'county'],
  ['FL', '12011', 'sheriff'],
  ['TX', '48201', 'sheriff'],
  [undefined, undefined, 'sheriff'],
  [undefined, '51153', 'county'],
])('the jail of %s %s is run by the %s', (state, fips, by) => {
  expect(jailRunBy(state, fips)).toBe(by);
});

test('New York City runs its own jails, and no other place does', () => {
  expect(runsItsJails('NY/new york city')).toBe(true);
  expect(runsItsJails('NY/albany')).toBe(false);
  expect(runsItsJails(undefined)).toBe(false);
});

test('opinions, resolutions that bind nobody and pending suits are no law', () => {
  expect(isLaw({ kind: 'statute', agencies: 'all agencies' })).toBe(true);
  expect(isLaw({ kind: 'resolution', agencies: 'all agencies' })).toBe(true);
  expect(isLaw({ kind: 'attorney general opinion', agencies: 'opinion only' })).toBe(false);
  expect(isLaw({ kind: 'resolution (non-binding)', agencies: 'sheriff' })).toBe(false);
  expect(isLaw({ kind: 'pending lawsuit', agencies: 'sheriff' })).toBe(false);
});
