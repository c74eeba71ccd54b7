import { expect, test } from 'vitest';
import { hasEndedBy, isKnownUnlisted, isListedOn, isStandingOn } from '../../src/rules/agreement-at-date.ts';

type Spell = Parameters<typeof isListedOn>[0];
const spell = (over: Partial<Spell> = {}): Spell => ({
  signed_on: '2025-03-01',
  listed_on: '2025-03-10',
  left_on: null,
  ended_on: null,
  ...over,
});
/** A list of some days ago, so that absence from it says little. */
const OLD = { day: '2025-02-01', covers: false, next: '2025-03-10' };

test.each([
  [{}, '2025-03-09', false],
  [{}, '2025-03-10', true],
  [{ left_on: '2025-06-01' }, '2025-05-31', true],
  [{ left_on: '2025-06-01' }, '2025-06-01', false],
  [{ listed_on: null }, '2025-06-01', false],
])('%j on %s: listed %s', (over, day, listed) => expect(isListedOn(spell(over), day)).toBe(listed));

test.each([
  [null, '2030-01-01', false],
  ['2025-06-01', '2025-05-31', false],
  ['2025-06-01', '2025-06-01', true],
  ['2025-06', '2025-06-15', true],
])('an end of %s by %s: %s', (ended_on, day, ended) => expect(hasEndedBy(spell({ ended_on }), day)).toBe(ended));

test.each([
  ['signed, on a later list only', {}, '2025-03-05', OLD, true],
  ['on the day that it was signed', {}, '2025-03-01', OLD, true],
  ['before it was signed', {}, '2025-02-28', OLD, false],
  ['known by its memorandum alone', { listed_on: null }, '2025-03-05', OLD, true],
  ['listed by then', {}, '2025-03-10', OLD, false],
  ['no signing is known', { signed_on: null }, '2025-03-05', OLD, false],
  ['the list covers the day', {}, '2025-03-05', { ...OLD, covers: true }, false],
  ['signed before the list, which lacks it', { signed_on: '2025-01-20' }, '2025-03-05', OLD, false],
  ['signed on the day of the list', { signed_on: '2025-02-01' }, '2025-03-05', OLD, false],
  ['before the first list', {}, '2025-03-05', { ...OLD, day: undefined }, true],
  ['it had left', { listed_on: null, left_on: '2025-03-04' }, '2025-03-05', OLD, false],
  ['it left on the day', { listed_on: null, left_on: '2025-03-05' }, '2025-03-05', OLD, false],
  ['it leaves later', { listed_on: null, left_on: '2025-03-06' }, '2025-03-05', OLD, true],
  ['it had ended', { listed_on: null, ended_on: '2025-03-04' }, '2025-03-05', OLD, false],
])('known beside the lists, %s', (_, over, day, list, known) => {
  expect(isKnownUnlisted(spell(over), day, list)).toBe(known);
  expect(isStandingOn(spell(over), day, list)).toBe(known || isListedOn(spell(over), day));
});

test('what ICE lists does not stand once a source says that it has ended', () => {
  const list = { day: '2025-07-01', covers: true, next: undefined };
  expect(isStandingOn(spell(), '2025-07-01', list)).toBe(true);
  expect(isStandingOn(spell({ ended_on: '2025-06-30' }), '2025-07-01', list)).toBe(false);
});
