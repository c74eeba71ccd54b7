import { expect, test } from 'vitest';
import { allows, type ChangePlace, type Scope } from '../../src/rules/scope.ts';

const scope = (over: Partial<Scope>): Scope => ({
  kind: 'place',
  label: '',
  states: [],
  placeIds: [],
  governedBy: [],
  facilityIds: [],
  agencyKeys: [],
  ...over,
});
const news = (over: Partial<ChangePlace>): ChangePlace => ({
  kind: 'outcomes',
  class: null,
  state: 'TX',
  place_id: null,
  county_fips: null,
  facility_id: null,
  ...over,
});
const countiesOf = (id: string) => (id === 'TX/houston' ? ['48201'] : []);
const HARRIS = scope({ placeIds: ['48201'], governedBy: ['TX'] });
const TEXAS = scope({ states: ['TX'] });
const JAIL = scope({ kind: 'facility', facilityIds: ['TX:1'], states: ['TX'] });

test.each([
  ['all of a state', TEXAS, news({ county_fips: '48201' }), true],
  ['another state', TEXAS, news({ state: 'LA' }), false],
  ['no state', TEXAS, news({ state: null }), false],
  ['the county by its code', HARRIS, news({ county_fips: '48201' }), true],
  ['the county by its place', HARRIS, news({ place_id: '48201' }), true],
  ['a city in it', HARRIS, news({ place_id: 'TX/houston' }), true],
  ['another county', HARRIS, news({ place_id: '48113', county_fips: '48113' }), false],
  ['the rule of its state', HARRIS, news({ kind: 'policy', class: 'state' }), true],
  ['the rule of another state', HARRIS, news({ kind: 'policy', class: 'state', state: 'LA' }), false],
  ['a rule of another county', HARRIS, news({ kind: 'policy', class: 'county' }), false],
  ['other news of its state', HARRIS, news({ class: 'state' }), false],
  ['a facility by its id', JAIL, news({ facility_id: 'TX:1' }), true],
  ['another facility of the state', JAIL, news({ facility_id: 'TX:2' }), false],
  ['a facility of an agency', scope({ kind: 'agency', facilityIds: ['TX:1'] }), news({ facility_id: 'TX:1' }), true],
  [
    'a source takes none of it',
    scope({ kind: 'source', states: ['TX'], facilityIds: ['TX:1'] }),
    news({ facility_id: 'TX:1' }),
    false,
  ],
])('%s', (_, watched, happened, allowed) => expect(allows(watched, happened, countiesOf)).toBe(allowed));
