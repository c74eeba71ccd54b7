import type { Db } from '../../db/connect.ts';
import { findAliasesByKey, findPlaceById, findPlaceByName, type Place } from '../../db/places.ts';
import { nameKey } from '../../rules/name-key.ts';
import type { ListEntryRow } from '../lists/schema.ts';

/**
 * The place that a row of a publisher's list names; undefined when the desk knows none of that name and level. A city that
 * is also a county (Denver, an independent city) is kept as a county here.
 */
export async function findListedPlace(
  db: Db,
  { level, state, place }: Pick<ListEntryRow, 'level' | 'state' | 'place'>,
): Promise<Place | undefined> {
  const name = nameKey(place).replace(/^(?:city and county|state|commonwealth|city|town|county) of (?:the )?/, '');
  if (level === 'state') {
    const found = await findPlaceById(db, state);
    return found && nameKey(found.name) === name ? found : undefined;
  }
  const found = await findPlaceByName(db, { level, state, name });
  if (found || level === 'county') return found;
  const town = name.replace(/ city$/, '');
  const merged = await findPlaceByName(db, { level: 'county', state, name: `${town} city` });
  if (merged) return merged;
  const alone = await findPlaceByName(db, { level: 'county', state, name: town });
  if (alone && !/ (?:County|Parish|Borough|Census Area|Planning Region|Municipio)$/.test(alone.name)) return alone;
  const [alias] = (await findAliasesByKey(db, name, state)).filter(
    (each) => each.kind === 'jurisdiction' && each.level === 'city' && each.place_id !== null,
  );
  return alias?.place_id ? findPlaceById(db, alias.place_id) : findPlaceByName(db, { level, state, name: town });
}
