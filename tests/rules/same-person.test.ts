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

test('what one of the two does not say joins nobody, whichever of them it is', () => {
  for (const changes of [{ age: '' }, { state: '' }, { citizenship: '' }]) {
    expect(mayBeSamePerson({ ...LA, ...changes }, other(changes))).toBe(false);
    expect(mayBeSamePerson({ ...LA, ...changes }, other({}))).toBe(false);
  }
  // An age of 0 or 1 is no missing one.
  expect(mayBeSamePerson({ ...LA, age: '1' }, other({ age: '' }))).toBe(false);
  expect(mayBeSamePerson({ ...LA, sex: 'F' }, other({ sex: 'M' }))).toBe(false);
  expect(mayBeSamePerson({ ...LA, sex: 'M' }, other({ sex: 'M' }))).toBe(true);
});

test('a case is not its own double, nor an other case of one release', () => {
  expect(mayBeSamePerson(LA, { ...LA, address: 'another' })).toBe(false);
  expect(mayBeSamePerson(LA, { ...LA, case_id: 'LA-2' })).toBe(false);
});

test('a day of the detainer in common is enough', () => {
  const one = { ...LA, release_date: '', detainer_date: '2020-08-30' };
  expect(mayBeSamePerson(one, other({ release_date: '', detainer_date: '2020-08' }))).toBe(true);
  expect(mayBeSamePerson(one, other({ release_date: '2020-08-30', detainer_date: '' }))).toBe(false);
});
