import { expect, test } from 'vitest';
import { type Described, mayBeSamePerson } from '../../src/rules/same-person.ts';

const LA: Described = {
  case_id: 'LA-1',
  row_kind: 'case',
  address: 'a list',
  state: 'CA',
  citizenship: 'Pakistan',
  age: '36',
  sex: '',
  release_date: '2020-09-09',
  detainer_date: '',
};
const other = (changes: Partial<Described>): Described => ({
  ...LA,
  case_id: 'PR20-1',
  address: 'a release',
  ...changes,
});

test.each([
  [{}, true],
  [{ age: '37' }, true],
  [{ release_date: '2020-09' }, true],
  [{ sex: 'M' }, true],
  [{ age: '38' }, false],
  [{ citizenship: 'India' }, false],
  [{ state: 'NV' }, false],
  [{ release_date: '2020-09-10' }, false],
  [{ release_date: '' }, false],
  [{ row_kind: 'aggregate' }, false],
  [{ address: 'a list' }, false],
  [{ citizenship: '' }, false],
])('%j of another publication: %s', (changes, may) => {
  expect(mayBeSamePerson(LA, other(changes))).toBe(may);
  expect(mayBeSamePerson(other(changes), LA)).toBe(may);
});
