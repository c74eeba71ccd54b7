import { expect, test } from 'vitest';
import { harmlessCells } from '../../bench/mask/harmless.ts';
import { plantedCells } from '../../bench/mask/planted.ts';
import { scoreMask } from '../../bench/mask/score.ts';
import { maskPersonalData } from '../../src/rules/private-text.ts';

test('of planted personal data 99 % is withheld and masked whole; of harmless cells fewer than 1 in 1,000', () => {
  const { planted, missed, left, harmless, alarms } = scoreMask(plantedCells(1500, 7), harmlessCells(6000, 7));
  expect([planted, harmless]).toEqual([1500, 6000]);
  expect({ missed: missed.length / planted, list: missed }).toMatchObject({ missed: expect.toSatisfy(isUnder(0.01)) });
  expect({ left: left.length / planted, list: left }).toMatchObject({ left: expect.toSatisfy(isUnder(0.01)) });
  expect({ alarms: alarms.length / harmless, list: alarms }).toMatchObject({
    alarms: expect.toSatisfy(isUnder(0.001)),
  });
});
const isUnder = (most: number) => (share: number) => share <= most;

test.each([
  ['Subject name: Juan Perez', '(personal)'],
  ['DOB: 01/02/1990', '(personal)'],
  ['released; subject: juan perez lopez, was not held', 'released; (personal), was not held'],
  ['A 123-456-789 per jail', '(personal) per jail'],
  ['mail first.last_99@ice.dhs.gov today', 'mail (personal) today'],
  ['he lives at 12 Elm St, Austin, TX 78701-1234', 'he (personal)'],
  ['tel. +1 (213) 555-0143 ext. 22.', '(personal).'],
  ['Detainer declined by LEA on 11 Feb 2026', 'Detainer declined by LEA on 11 Feb 2026'],
])('the mask takes the whole and no more: %s', (text, masked) => expect(maskPersonalData(text)).toBe(masked));
