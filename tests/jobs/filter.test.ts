import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import type { NewChange } from '../../src/db/changes.ts';
import { upsertFacility } from '../../src/db/facilities.ts';
import { findCountiesOfCities } from '../../src/db/places.ts';
import { collectNews } from '../../src/news/collect-news.ts';
import { findScopes } from '../../src/places/find-scope.ts';
import { allows, type ChangePlace, NEWS_KINDS, type NewsKind, type Scope } from '../../src/rules/scope.ts';
import { bundledDesk } from '../_util/desk.ts';
import { madeImport, rows } from '../_util/news.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
  for (const [id, state, place_id, county_fips] of [
    ['CA:A', 'CA', '06037', '06037'],
    ['CA:B', 'CA', null, '06059'],
    ['MN:C', 'MN', 'MN', null],
  ] as const)
    await upsertFacility(desk.db, {
      facility_id: id,
      code: null,
      name: id,
      city: null,
      state,
      kind: 'county jail',
      place_id,
      county_fips,
      search_key: ` ${id} `,
      import_id: 1,
    });
});
afterAll(() => desk.close());

const PLACES = [
  'California',
  'Minnesota',
  'Los Angeles County, CA',
  'Orange County, CA',
  'Cook County, IL',
  'Aurora, CO',
  'LASD',
];
const SPOTS: Pick<ChangePlace, 'state' | 'place_id' | 'county_fips' | 'facility_id'>[] = [
  { state: 'CA', place_id: 'CA', county_fips: null, facility_id: null },
  { state: 'CA', place_id: '06037', county_fips: null, facility_id: null },
  { state: 'CA', place_id: 'CA/los angeles', county_fips: null, facility_id: null },
  { state: 'CA', place_id: null, county_fips: null, facility_id: null },
  { state: 'CA', place_id: '06037', county_fips: '06037', facility_id: 'CA:A' },
  { state: 'CA', place_id: null, county_fips: '06059', facility_id: 'CA:B' },
  { state: 'CO', place_id: 'CO/aurora', county_fips: null, facility_id: null },
  { state: 'CO', place_id: '08005', county_fips: null, facility_id: null },
  { state: 'CO', place_id: 'CO', county_fips: null, facility_id: null },
  { state: 'IL', place_id: 'IL/chicago', county_fips: null, facility_id: null },
  { state: 'MN', place_id: 'MN', county_fips: null, facility_id: 'MN:C' },
  { state: null, place_id: null, county_fips: null, facility_id: null },
];

const made = fc.record({
  spot: fc.constantFrom(...SPOTS),
  kind: fc.constantFrom(...NEWS_KINDS),
  change: fc.constantFrom('added' as const, 'changed' as const, 'removed' as const),
  level: fc.constantFrom('state', 'county', 'city'),
});

test('a digest holds everything that its filter allows, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(made, { minLength: 1, maxLength: 30 }),
      fc.subarray(PLACES, { minLength: 1, maxLength: 3 }),
      fc.subarray([...NEWS_KINDS], { minLength: 1 }),
      async (facts, places, kinds) => {
        const scopes = (await findScopes(desk.db, places, () => '')) as Scope[];
        const changes: Partial<NewChange>[] = facts.map(({ spot, kind, change, level }, at) => ({
          ...spot,
          kind,
          change,
          class: kind === 'policy' ? level : 'declined',
          fact: `F${at}`,
          was: JSON.stringify({ outcome_group: 'no_outcome', lift_reason: null, at }),
          now: JSON.stringify({ outcome_group: 'declined_recorded', lift_reason: 'x', releasing_agency: 'LASD', at }),
        }));
        const importId = await madeImport(desk.db, changes);
        const news = await collectNews(desk.db, { after: importId - 1, through: importId }, undefined, {
          kinds,
          scopes,
        });
        const got = [
          ...news.changes.map((each) => each.fact),
          ...news.outcomes.map((each) => `F${(each.was as unknown as { at: number }).at}`),
        ].sort();
        const cities = await findCountiesOfCities(
          desk.db,
          SPOTS.flatMap((spot) => spot.place_id ?? []),
        );
        const allowed = changes
          .filter((change) => kinds.includes(change.kind as NewsKind))
          .filter((change) =>
            scopes.some((scope) => allows(scope, change as ChangePlace, (placeId) => cities.get(placeId) ?? [])),
          )
          .map((change) => change.fact)
          .sort();
        expect(got).toEqual(allowed);
      },
    ),
    { numRuns: 150, endOnFailure: true },
  );
  expect((await rows(desk.db, 'select 1 from changes limit 1')).length).toBe(1);
});

test("a county's digest never holds another county, nor a state's another state", () => {
  const scope: Scope = {
    kind: 'place',
    label: 'Los Angeles County, CA',
    states: [],
    placeIds: ['06037'],
    governedBy: ['CA'],
    facilityIds: [],
    agencyKeys: [],
  };
  const news = (over: Partial<ChangePlace>): ChangePlace => ({
    kind: 'releases',
    class: null,
    state: 'CA',
    place_id: '06037',
    county_fips: null,
    facility_id: null,
    ...over,
  });
  const inLa = (id: string) => (id === 'CA/pasadena' ? ['06037'] : ['06059']);
  expect(allows(scope, news({}), inLa)).toBe(true);
  expect(allows(scope, news({ place_id: 'CA/pasadena' }), inLa)).toBe(true);
  expect(allows(scope, news({ place_id: 'CA/irvine' }), inLa)).toBe(false);
  expect(allows(scope, news({ place_id: null }), inLa)).toBe(false);
  expect(allows(scope, news({ kind: 'policy', class: 'state', place_id: 'CA' }), inLa)).toBe(true);
  expect(allows(scope, news({ kind: 'policy', class: 'state', state: 'TX', place_id: 'TX' }), inLa)).toBe(false);
  expect(allows(scope, news({ kind: 'agreements', place_id: 'CA' }), inLa)).toBe(false);
  expect(
    allows({ ...scope, kind: 'facility', placeIds: [], governedBy: [], facilityIds: ['CA:A'] }, news({}), inLa),
  ).toBe(false);
});
