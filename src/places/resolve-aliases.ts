import { decidePlace, distinct, type PlaceMeaning, type PlaceOutcome, samePlace } from '../rules/place-choice.ts';
import type { AliasMeaning } from './alias-meanings.ts';

export const isUnresolved = (aliases: AliasMeaning[]) => aliases.some((each) => each.ambiguity === 'different places');

/**
 * Combines aliases with places of the name. Aliases that the data calls the same place take in only the city and county
 * that belong to them. When the data says "different places" and no state was given, the desk asks.
 */
export function resolveAliases(aliases: AliasMeaning[], places: PlaceMeaning[], narrowed = false): PlaceOutcome {
  if (aliases.length === 0) return decidePlace(places, explainEquivalence(places));
  const same = places.filter((place) =>
    aliases.some((alias) => samePlace(alias, place) || alias.placeId === place.placeId),
  );
  const open = isUnresolved(aliases) && !narrowed;
  const all = distinct([...aliases, ...(isUnresolved(aliases) ? places : same)]);
  const cities = all.filter((each) => each.level === 'city' && each.kind === 'jurisdiction');
  // A county row of rank 2 gives precedence to the city of that name.
  const [city] = cities;
  const lead =
    !isUnresolved(aliases) && city && aliases.every((alias) => alias.rank > 1 || !alias.hasCountyGovernment)
      ? distinct([city, ...all])
      : all;
  if (open && lead.length > 1) return { outcome: 'ask', why: explainEquivalence(lead), candidates: lead };
  return decidePlace(lead, explainEquivalence(lead));
}

export const explainEquivalence = (meanings: PlaceMeaning[]) =>
  shareCountyName(meanings) ? 'Several counties share the name.' : 'The words have more than one meaning.';

/** True when two of them are counties of one name. */
export function shareCountyName(meanings: readonly PlaceMeaning[]): boolean {
  const counties = meanings.filter(({ level, kind }) => level === 'county' && kind === 'jurisdiction');
  return new Set(counties.map(({ canonical }) => canonical)).size < counties.length;
}
