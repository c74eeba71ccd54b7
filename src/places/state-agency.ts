import type { Db } from '../db/connect.ts';
import { findAllAgenciesByPlace, findPlaceById, type Place } from '../db/places.ts';
import { nameKey } from '../rules/name-key.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import { findState } from '../rules/states.ts';
import { meaningOf } from './alias-meanings.ts';

/** Usual names of a state's agencies after the state's own name, and how they are shown. */
const FORMS: [RegExp, string][] = [
  [/^(.+?) (?:state )?(?:police|troopers?)$/, 'State Police'],
  [/^(.+?) (?:state )?highway patrol$/, 'Highway Patrol'],
  [/^(.+?) state patrol$/, 'State Patrol'],
  [/^(.+?) (?:department|dept) of public safety$/, 'Department of Public Safety'],
  [/^(.+?) (?:(?:department|dept) of corrections?|doc|state prisons?|prison system)$/, 'Department of Corrections'],
];

// 'Ohio State Highway Patrol', where most say 'Highway Patrol'.
const STATE_HIGHWAY_PATROL = new Set(['MO', 'NC', 'OH']);

// 'Department of Correction', without an s.
const SINGULAR = new Set(['CT', 'DE', 'ID', 'IN', 'MA', 'TN']);

/** An agency of a state by the usual form of its name: 'Virginia State Police', 'Ohio DOC'. Undefined when it is none. */
export async function findStateAgency(db: Db, words: string): Promise<PlaceMeaning | undefined> {
  const key = nameKey(words).replace(/^the /, '');
  for (const [pattern, name] of FORMS) {
    const named = pattern.exec(key)?.[1] ?? '';
    const state = /^[a-z]{2}$/.test(named) && !/ state /.test(key) ? undefined : findState(named);
    const place = state && (await findPlaceById(db, state.code));
    if (!place) continue;
    const isPrisons = name === 'Department of Corrections';
    const usual =
      isPrisons && SINGULAR.has(place.place_id)
        ? 'Department of Correction'
        : name === 'Highway Patrol' && STATE_HIGHWAY_PATROL.has(place.place_id)
          ? `State ${name}`
          : name;
    const canonical = (isPrisons && (await prisonsOf(db, place))) || `${place.name} ${usual}`;
    return { ...(await meaningOf(db, place)), kind: 'agency', canonical };
  }
  return undefined;
}

/** The name of a state's prison agency where the file of aliases has it: 'Texas Department of Criminal Justice'. */
async function prisonsOf(db: Db, { place_id, name }: Place): Promise<string | undefined> {
  for (const word of ['Correction', 'Criminal Justice'])
    for (const agency of await findAllAgenciesByPlace(db, place_id, word))
      if (agency.level === 'state' && agency.name.startsWith(name)) return agency.name;
  return undefined;
}
