import { expect, test } from 'vitest';
import { describeConvictions } from '../../../src/commands/stats/convictions.ts';
import { criminalityOf } from '../../../src/rules/criminality.ts';

const rows = (counts: Record<string, number>) =>
  Object.entries(counts).map(([value, n]) => ({ value: value === '' ? null : value, n }));

test.each([
  ['1 Convicted Criminal', 'convicted'],
  ['Convicted Criminal', 'convicted'],
  ['2 Pending Criminal Charges', 'pending'],
  ['3 Other Immigration Violator', 'neither'],
  ['Not Convicted Criminal', 'not recorded'],
  ['', 'not recorded'],
  [null, 'not recorded'],
])('ICE writes %s: %s', (text, category) => expect(criminalityOf(text)).toBe(category));

test('charges are not convictions, and a row without a category is in no share', () => {
  expect(
    describeConvictions(
      rows({
        '1 Convicted Criminal': 60,
        '2 Pending Criminal Charges': 30,
        '3 Other Immigration Violator': 10,
        '': 25,
      }),
    ),
  ).toBe(
    "By ICE's category when it prepared the detainer, 40 of 100 (40%) had no conviction, 30 with pending charges; 25 more (20% of all) have no category.",
  );
});

test('a text that is not known says nothing about a conviction; without any category there is no sentence', () => {
  expect(describeConvictions(rows({ 'Some new category': 7, '': 3 }))).toBeUndefined();
  expect(describeConvictions([])).toBeUndefined();
});
