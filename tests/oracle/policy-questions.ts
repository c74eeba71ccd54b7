import { type Body, ofPlace, type Place, type Row } from './policy-reading.ts';

/** One question of the policy rule: a body of a place on a day, and how it is typed. */
export interface Asked {
  place: Place;
  body: Body;
  day: string;
  fips: string;
  typed: string;
}

const STATES_THAT_RUN_JAILS = ['AK', 'CT', 'DE', 'HI', 'RI', 'VT'];
/** Where the record's notes or the state's law say that the county, and not the sheriff, runs the jail. */
const COUNTIES_THAT_RUN_JAILS: Record<string, string[]> = {
  FL: ['Miami-Dade County', 'Orange County'],
  KY: ['Jefferson County'],
  MD: ['Anne Arundel County', 'Baltimore County', 'Howard County', 'Montgomery County', "Prince George's County"],
  NE: ['Douglas County'],
  NJ: ['Hudson County'],
  NY: ['Westchester County'],
  VA: ['Prince William County'],
  WA: ['Spokane County'],
};
const STATES_WHOSE_COUNTIES_RUN_JAILS = ['NM', 'PA'];
const NAMED_COUNTY_POLICE = ['Arlington County', 'Fairfax County', 'Nassau County', 'Baltimore County'];
const CITY_COUNTIES = ['Denver', 'Philadelphia', 'San Francisco'];

function keeperOf({ state, county }: Place): Body {
  if (STATES_THAT_RUN_JAILS.includes(state) || county === 'Baltimore city') return "state's jail";
  const named = COUNTIES_THAT_RUN_JAILS[state]?.includes(county ?? '');
  return named || STATES_WHOSE_COUNTIES_RUN_JAILS.includes(state) ? "county's jail" : "sheriff's jail";
}

/** Each place of the record once, with the bodies of it that can be asked about and how. */
function subjects(rows: Row[], stateNames: Map<string, string>): Omit<Asked, 'day'>[] {
  const found = new Map<string, Omit<Asked, 'day'>>();
  const add = (place: Place, body: Body, typed: string, fips = '') => found.set(typed, { place, body, typed, fips });
  for (const { state, name, level, fips } of rows) {
    const whole = stateNames.get(state) ?? state;
    add({ state }, keeperOf({ state }), `"State of ${whole}"`);
    if (state !== 'DC') {
      add({ state }, 'state police', `"${whole} State Police"`);
      add({ state }, 'state prisons', `"${whole} Department of Corrections"`);
    }
    if (level === 'city' && name !== 'New York City')
      add({ state, city: name }, 'city police', `"${name} Police, ${state}"`);
    if (level !== 'county') continue;
    const place = { state, county: name };
    add(place, keeperOf(place), `"${name}, ${state}"`, fips);
    if (NAMED_COUNTY_POLICE.includes(name) && state !== 'NC')
      add(place, 'county police', `"${name} Police, ${state}"`, fips);
    if (CITY_COUNTIES.includes(name)) add(place, 'metro police', `"${name} Police, ${state}"`, fips);
  }
  for (const county of ['Bronx', 'Kings', 'New York', 'Queens', 'Richmond'])
    add({ state: 'NY', county: `${county} County` }, "sheriff's jail", `"${county} County, NY"`);
  add({ state: 'NY', city: 'New York City' }, 'city police', 'NYPD');
  return [...found.values()];
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The first day of a partial date, and its last. */
function ends(date: string): [string, string] {
  const first =
    `${date}-01-01`.slice(0, 4) +
    (date.length > 4 ? date.slice(4, 7) : '-01') +
    (date.length > 7 ? date.slice(7) : '-01');
  if (date.length === 10) return [first, first];
  const next =
    date.length === 4
      ? `${Number(date) + 1}-01-01`
      : date.slice(5) === '12'
        ? `${Number(date.slice(0, 4)) + 1}-01-01`
        : `${date.slice(0, 5)}${String(Number(date.slice(5)) + 1).padStart(2, '0')}-01`;
  return [first, shift(next, -1)];
}

/** Every day on which something begins, ends or is signed in that place, with the day before and the day after. */
function boundaryDays(rows: Row[], place: Place): string[] {
  const dates = rows
    .filter((row) => ofPlace(row, place))
    .flatMap((row) => [row.enacted_date, row.effective_date, row.ended_date, row.as_of]);
  const days = dates
    .filter((date): date is string => Boolean(date))
    .flatMap((date) => ends(date).flatMap((day) => [shift(day, -1), day, shift(day, 1)]));
  return [...new Set(days)].sort();
}

/** Every place of the record at every day on which something begins, ends, is signed or read, and the days around it. */
export const questions = (rows: Row[], stateNames: Map<string, string>): Asked[] =>
  subjects(rows, stateNames).flatMap((asked) => boundaryDays(rows, asked.place).map((day) => ({ ...asked, day })));
