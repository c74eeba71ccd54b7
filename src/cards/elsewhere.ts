import type { Action } from '../answer.ts';
import type { Context } from '../context.ts';
import { countCells } from '../db/detainer-cells.ts';
import type { DetainerFilter } from '../db/detainers.ts';
import { findPlaceById } from '../db/places.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import { withThe } from '../rules/with-the.ts';
import { type Counted, sentTo, sumOf } from './count-sentence.ts';

/** What stands beside the facilities that a city or an agency runs: in its counties, or in its state. */
export interface Elsewhere {
  total: number;
  note: string;
  choices: Action[];
}

/**
 * Counts the rows at other facilities of the counties of a city (or of the county or state of an agency), with the same filter.
 * For a county that was named by its city: how many of its rows are the city's own. `lineOf` gives the command line for a place.
 */
export async function findElsewhere(
  { db }: Pick<Context, 'db'>,
  { meaning, also = [] }: { meaning?: PlaceMeaning; also?: PlaceMeaning[] },
  filter: DetainerFilter,
  own: readonly Counted[],
  lineOf: (place: string) => string,
): Promise<Elsewhere | undefined> {
  if (!meaning?.placeId) return undefined;
  if (!filter.own) return citiesOwn(db, meaning, also, filter, lineOf);
  const ids = meaning.level === 'city' ? meaning.countyFips : [meaning.placeId];
  const { own: _, ...wider } = filter;
  const cells = minus(await countCells(db, { ...wider, placeIds: [...ids, meaning.placeId] }), own);
  const total = sumOf(cells);
  const places = (await Promise.all(ids.map((id) => findPlaceById(db, id)))).flatMap((place) =>
    place ? [place.level === 'state' ? place.name : `${place.name}, ${place.state}`] : [],
  );
  if (places.length === 0) return undefined;
  const named =
    places.length > 3
      ? `${places.slice(0, 3).join('; ')} and ${places.length - 3} more ${places.length === 4 ? 'county' : 'counties'}`
      : places.map(withThe).join(' and ');
  return {
    total,
    note:
      total === 0
        ? `No others of those days were sent to another facility in ${named}.`
        : `Not counted here: ${total.toLocaleString('en-US')} more at other facilities in ${named}, ${sentTo(cells)}.`,
    choices: places
      .slice(0, 3)
      .map((place) => ({ label: `All in ${withThe(place)}`.slice(0, 70), words: lineOf(place) })),
  };
}

/** The part of a county's rows that the city runs by whose name the county was asked for. */
async function citiesOwn(
  db: Context['db'],
  meaning: PlaceMeaning,
  also: PlaceMeaning[],
  filter: DetainerFilter,
  lineOf: (place: string) => string,
): Promise<Elsewhere | undefined> {
  const city = also.find((each) => each.level === 'city' && each.placeId !== undefined);
  if (!city?.placeId) return undefined;
  const all = `These are all facilities of ${meaning.canonical}`;
  const name = `${city.canonical}, ${city.state}`;
  const own = await countCells(db, { ...filter, placeIds: [city.placeId], own: true });
  return {
    total: 0,
    note:
      sumOf(own) === 0
        ? `${all}; none of them is known here as run by the city of ${city.canonical} itself.`
        : `${all}; ${sumOf(own).toLocaleString('en-US')} of the detainers were sent to facilities that the city of ${city.canonical} runs.`,
    choices: sumOf(own) > 0 ? [{ label: `${name} alone`.slice(0, 70), words: lineOf(`City of ${name}`) }] : [],
  };
}

function minus(all: readonly Counted[], own: readonly Counted[]): Counted[] {
  const left = new Map<string, Counted>();
  const add = ({ facility_kind, outcome_group, n }: Counted, sign: number) => {
    const key = `${facility_kind} ${outcome_group}`;
    const known = left.get(key) ?? { facility_kind, outcome_group, n: 0 };
    left.set(key, { ...known, n: known.n + sign * n });
  };
  for (const cell of all) add(cell, 1);
  for (const cell of own) add(cell, -1);
  return [...left.values()].filter(({ n }) => n > 0);
}
