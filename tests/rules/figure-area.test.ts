import { expect, test } from 'vitest';
import { isFigureOf, isOfPeriod, officeName } from '../../src/rules/figure-area.ts';

const figure = (over: Partial<Parameters<typeof isFigureOf>[0]> = {}) => ({
  jurisdiction: 'ERO Los Angeles field office',
  state: 'CA',
  place_id: null,
  period_from: '2022-10-01',
  period_to: '2023-09-30',
  ...over,
});
const LOS_ANGELES = { placeIds: ['06037'], names: ['Los Angeles County, CA'], state: 'CA', isState: false };

test.each([
  ['ERO Los Angeles', 'los angeles'],
  ['Los Angeles field office', 'los angeles'],
  ['ICE ERO New York City Field Office', 'new york city'],
  ['Miami Area of Responsibility', 'miami'],
  ['St. Paul AOR', 'st paul'],
  ['ICE ERO Boston', 'boston'],
  ['Los Angeles', undefined],
  ['Hero Boston', undefined],
])('%s is the office of %s', (words, name) => expect(officeName(words)).toBe(name));

test.each([
  ['the office that is named like it', {}, LOS_ANGELES, true],
  ['its state', {}, { placeIds: ['CA'], names: ['California'], state: 'CA', isState: true }, true],
  ['another place of the state', {}, { ...LOS_ANGELES, names: ['Orange County, CA'] }, false],
  ['another state', {}, { ...LOS_ANGELES, state: 'TX' }, false],
  ['one of its places', { place_id: '06037' }, LOS_ANGELES, true],
  ['another of its places', { place_id: '06059' }, LOS_ANGELES, false],
  [
    'the country',
    { jurisdiction: 'United States', state: '' },
    { placeIds: [], names: ['United States'], isState: false },
    true,
  ],
  ['the country, asked of a place', { jurisdiction: 'United States', state: '' }, LOS_ANGELES, false],
  [
    'the office by its own name',
    { state: '' },
    { placeIds: [], names: ['ERO Los Angeles field office'], isState: false },
    true,
  ],
])('%s', (_, over, area, is) => expect(isFigureOf(figure(over), area)).toBe(is));

test.each([
  [{}, {}, true],
  [{}, { from: '2023-09-30' }, true],
  [{}, { from: '2023-10-01' }, false],
  [{}, { to: '2022-10-01' }, true],
  [{}, { to: '2022-09-30' }, false],
  [{}, { from: '2020-01-01', to: '2026-01-01' }, true],
  [{ period_from: null }, { to: '2000-01-01' }, true],
  [{ period_to: null }, { from: '2100-01-01' }, true],
])('%j asked for %j: %s', (over, period, is) => expect(isOfPeriod(figure(over), period)).toBe(is));
