import { expect, test } from 'vitest';
import { withThe } from '../../src/rules/with-the.ts';

test.each([
  ['United States', 'the United States'],
  ['District of Columbia', 'the District of Columbia'],
  ['Dominican Republic', 'the Dominican Republic'],
  ['Marshall Islands', 'the Marshall Islands'],
  ['Philippines', 'the Philippines'],
  ['Idaho State Police', 'the Idaho State Police'],
  ['Houston Police Department, TX', 'the Houston Police Department, TX'],
  ['Los Angeles field office', 'the Los Angeles field office'],
  ['Mobile County Sheriff, AL', 'the Mobile County Sheriff, AL'],
])('%s is %s in a sentence', (name, said) => {
  expect(withThe(name)).toBe(said);
  expect(withThe(said)).toBe(said);
});

test.each([
  'Ohio',
  'Cook County, IL',
  'Dominica',
  'Rikers Island, NY',
  'FCI Elkton',
  'Republic County, KS',
  'Police Village, OH',
  'Guam',
])('%s stands alone', (name) => expect(withThe(name)).toBe(name));
