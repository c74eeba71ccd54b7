import { expect, test } from 'vitest';
import { daysInTerms } from '../../src/rules/term-days.ts';
import { readRows } from '../_util/desk.ts';

test.each([
  ['for sheriffs who run a jail, by 1 Dec 2026; to be asked for again each year', ['2026-12-01']],
  ['with existing agreements to be ended by 1 July 2026 at the latest', ['2026-07-01']],
  ['only in writing; until 30 Jun 2028', ['2028-06-30']],
  ['by 3 Mar 2027, and until 4 Sept 2027', ['2027-03-03', '2027-09-04']],
  // A day from which is counted, a day of signing, and no day at all.
  ['within 120 days of 1 July 2026', []],
  ['for officers under the agreement of 17 Feb 2026', []],
  ['by 31 Feb 2027', []],
  ['by state law, which bars localities from forbidding it', []],
  ['', []],
])('%s', (terms, days) => {
  expect(daysInTerms(terms)).toEqual(days);
});

test('the record sets the Texas deadline of Dec 1, 2026', () => {
  const rows = readRows('data/policies.csv').filter(({ agreement_terms = '' }) =>
    daysInTerms(agreement_terms).includes('2026-12-01'),
  );
  expect(rows.some(({ level, state }) => level === 'state' && state === 'TX')).toBe(true);
});
