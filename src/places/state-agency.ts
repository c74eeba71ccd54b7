import type { Db } from '../db/connect.ts';
import { findPlaceById } from '../db/places.ts';
import { nameKey } from '../rules/name-key.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import { findState } from '../rules/states.ts';
import { meaningOf } from './alias-meanings.ts';

/** Usual names of a state's agencies after the state's own name, and how they are shown. */
const FORMS: [RegExp, string][] = [
  [/^(.+?) (?:state )?(?:police|troopers?)$/, 'State Police'],
  [/^(.+?) highway patrol$/, 'Highway Patrol'],
  [/^(.+?) state patrol$/, 'State Patrol'],
  [/^(.+?) (?:department|dept) of public safety$/, 'Department of Public Safety'],
  [/^(.+?) (?:(?:department|dept) of corrections?|doc|state prisons?|prison system)$/, 'Department of Corrections'],
];

/** An agency of a state by the usual form of its name: 'Virginia State Police', 'Ohio DOC'. Undefined when it is none. */
export async function findStateAgency(db: Db, words: string): Promise<PlaceMeaning | undefined> {
  const key = nameKey(words).replace(/^the /, '');
  for (const [pattern, name] of FORMS) {
    const named = pattern.exec(key)?.[1] ?? '';
    const state = /^[a-z]{2}$/.test(named) && !/ state /.test(key) ? undefined : findState(named);
    const place = state && (await findPlaceById(db, state.code));
    if (place) return { ...(await meaningOf(db, place)), kind: 'agency', canonical: `${place.name} ${name}` };
  }
  return undefined;
}
