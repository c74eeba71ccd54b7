import type { Db } from '../../src/db/connect.ts';
import { findPlaceById } from '../../src/db/places.ts';
import { findAllPolicies } from '../../src/db/policies.ts';

const STATES = [
  'Texas',
  'Florida',
  'California',
  'Georgia',
  'Arizona',
  'Illinois',
  'Virginia',
  'Colorado',
  'Minnesota',
  '"New York"',
];
const COUNTIES = [
  '"Harris County, TX"',
  '"Miami-Dade County, FL"',
  '"Cook County, IL"',
  '"Mecklenburg County, NC"',
  '"Denver, CO"',
];
const PLACES = [...STATES, ...COUNTIES];
const BREAKDOWNS = ['', ' by:month', ' by:outcome', ' by:facility', ' by:citizenship', ' by:charge'];

/** The command lines whose first messages are measured, by kind. */
export async function qualityLines(db: Db): Promise<Record<string, string[]>> {
  const ids = [...new Set((await findAllPolicies(db)).map((row) => row.place_id))];
  const places = await Promise.all(ids.map((id) => findPlaceById(db, id ?? '')));
  return {
    policy: places.flatMap((place) =>
      place ? [`policy "${place.level === 'state' ? place.name : `${place.name}, ${place.state}`}"`] : [],
    ),
    stats: PLACES.slice(0, 5).flatMap((place) => BREAKDOWNS.map((by) => `stats ${place}${by}`)),
    lookup: PLACES.flatMap((place) => [`lookup ${place}`, `lookup ${place} since:2026`]),
    releases: [
      ...PLACES.flatMap((place) => [
        `releases in:${place}`,
        `releases in:${place} since:2018`,
        `releases in:${place} disputed:yes`,
      ]),
      'releases',
      'releases since:2020',
      'releases citizenship:Mexico',
      'releases charge:theft',
      'releases by:LASD',
    ],
    agreements: PLACES.flatMap((place) => [`agreements in:${place}`, `agreements in:${place} on:2025-07-18`]),
  };
}
