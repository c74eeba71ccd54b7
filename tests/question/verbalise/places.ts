import type { Db } from '../../../src/db/connect.ts';
import { findState, states } from '../../../src/rules/states.ts';
import type { Pick, Said } from './random.ts';

/** Names that a verbaliser takes its places from. */
export interface Gazetteer {
  counties: readonly { name: string; state: string }[];
  cities: readonly { name: string; state: string }[];
  agencies: readonly string[];
}

/** Every county and city of the desk, and the agencies whose name is of one place alone. */
export async function readGazetteer(db: Db, isTaken: (key: string) => boolean): Promise<Gazetteer> {
  // Towns called August, Arab or Nevada are left out: their names are other words.
  const isPlain = (name: string) =>
    /^[A-Za-z .'-]+$/.test(name) && findState(name) === undefined && !name.toLowerCase().split(' ').every(isTaken);
  const of = async (level: 'county' | 'city') =>
    (await db.selectFrom('places').select(['name', 'state']).where('level', '=', level).execute()).flatMap(
      ({ name, state }) => (state && !OUTSIDE.has(state) && isPlain(name) ? [{ name, state }] : []),
    );
  const agencies = await db
    .selectFrom('aliases')
    .select('canonical')
    .distinct()
    .where('kind', '=', 'agency')
    .where('level', 'in', ['county', 'city'])
    .where('ambiguity', '=', 'none')
    .execute();
  return { counties: await of('county'), cities: await of('city'), agencies: agencies.map((row) => row.canonical) };
}

const OUTSIDE = new Set(['PR', 'VI', 'GU', 'MP', 'AS']);
const OWN_STATES = states.filter(({ code }) => !OUTSIDE.has(code) && code !== 'DC');
const nameOf = (code: string): string => states.find((state) => state.code === code)?.name ?? code;
const small = (text: string): string => text.toLowerCase();

export function state(pick: Pick, inList = false): Said {
  const { name, code } = pick.one(OWN_STATES);
  // 'washington' alone is the city too, and 'new york'; LA is Los Angeles, SD San Diego.
  const forms = /^(?:Washington|New York)$/.test(name)
    ? [`${name} state`, ...(inList ? [] : [code])]
    : [name, small(name), ...(inList || /^(?:LA|SD)$/.test(code) ? [] : [code])];
  return { line: /^(?:Washington|New York)$/.test(name) ? code : `"${name}"`, words: pick.one(forms) };
}

/** Codes that are words in small letters. */
const WORDS_TOO = /^(?:IN|OR|ME|HI|OK|OH|MO|PA|MA|CO|AL|DE|LA|ID|MI)$/;

/** A county or a city, always with its state. In a list of places, none as 'Cook County in Illinois'. */
function local(pick: Pick, { counties, cities }: Gazetteer, inList: boolean): Said {
  const { name, state: code } = pick.one(pick.is(0.7) ? counties : cities);
  const whole = nameOf(code);
  const words = pick.one([
    `${name}, ${code}`,
    `${name}, ${whole}`,
    `${small(name)} ${small(whole)}`,
    `${name} (${code})`,
    ...(WORDS_TOO.test(code) ? [] : [`${small(name)} ${small(code)}`]),
    ...(inList ? [] : [`${name} in ${whole}`]),
  ]);
  return { line: `"${name}, ${code}"`, words };
}

/** A place with rules of its own: a state, a county or a city. */
export const place = (pick: Pick, gazetteer: Gazetteer, inList = false): Said =>
  pick.is(0.3) ? state(pick, inList) : local(pick, gazetteer, inList);

/** The same, or the whole country. */
export const anywhere = (pick: Pick, gazetteer: Gazetteer): Said =>
  pick.is(0.1)
    ? { line: 'us', words: pick.one(['the US', 'the United States', 'the whole country']) }
    : place(pick, gazetteer);

/** Different places, as many as asked. */
export function severalPlaces(pick: Pick, gazetteer: Gazetteer, count: number): Said[] {
  const chosen = new Map<string, Said>();
  while (chosen.size < count) {
    const next = place(pick, gazetteer, true);
    chosen.set(next.line, next);
  }
  return [...chosen.values()];
}
