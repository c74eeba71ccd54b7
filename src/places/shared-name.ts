import type { Db } from '../db/connect.ts';
import {
  decidePlace,
  distinct,
  type Interpretation,
  type PlaceMeaning,
  type PlaceOutcome,
  samePlace,
} from '../rules/place-choice.ts';
import { wellKnown } from '../rules/well-known.ts';
import { findSiteMeanings } from './alias-meanings.ts';
import { findCandidatePlaces } from './candidate-places.ts';
import { exactWords, placeLabel } from './labels.ts';
import { meaningsOf } from './place-question.ts';
import { explainEquivalence } from './resolve-aliases.ts';

/**
 * A bare name that several places bear: the stated list decides, or the desk asks. Counties, towns and sites count; a
 * county and the town in it are one. `aliased`: the file of aliases has the name.
 */
export async function settleSharedName(
  db: Db,
  found: PlaceOutcome,
  { key, words, aliased }: { key: string; words: string; aliased: boolean },
): Promise<PlaceOutcome> {
  if (found.outcome === 'none') return found;
  const bearers = isAcronym(words)
    ? await findSiteMeanings(db, key)
    : await findCandidatePlaces(db, { base: key, form: 'plain' });
  const settled = settle(found, bearers, key);
  const isTown =
    settled.outcome === 'answer' && settled.meaning.level === 'city' && settled.meaning.kind === 'jurisdiction';
  return isTown && !aliased && !wellKnown(key)
    ? {
        outcome: 'ask',
        why: 'Towns share names, and the desk does not know them all.',
        candidates: [settled.meaning],
      }
    : settled;
}

/** The same without the town's own caution, for words that say 'city': 'City of Houston', 'Baltimore city'. */
export function settle(found: PlaceOutcome, bearers: PlaceMeaning[], key: string): PlaceOutcome {
  const all = distinct([...meaningsOf(found), ...bearers]);
  const known = wellKnown(key);
  const listed = known && all.find((each) => each.placeId === known.placeId && each.kind === 'jurisdiction');
  const own = found.outcome === 'answer' ? meaningsOf(found) : listed ? [listed] : [];
  const meant = all.filter((each) => own.some((other) => isSame(other, each)));
  const others = all.filter((each) => !meant.includes(each));
  const borough = boroughOf(found);
  if (others.length === 0) return borough ? { ...borough.found, reading: readingOf(borough, []) } : found;
  const decided = listed && meant.includes(listed) ? decidePlace(meant, '') : undefined;
  if (decided?.outcome !== 'answer')
    return { outcome: 'ask', why: found.outcome === 'ask' ? found.why : explainEquivalence(all), candidates: all };
  if (borough) return { ...borough.found, reading: readingOf(borough, others) };
  const said = `Of ${all.length - meant.length + 1} places of this name, ${placeLabel(listed ?? decided.meaning)} is meant: ${known?.reason}.`;
  return {
    ...decided,
    reading: { kind: 'well known', said, words: exactWords(decided.meaning, decided.also), others },
  };
}

const BOROUGHS: Record<string, string> = {
  '36005': 'The Bronx',
  '36047': 'Brooklyn',
  '36061': 'Manhattan',
  '36081': 'Queens',
  '36085': 'Staten Island',
};

/** The borough whose name was typed, where the file of aliases leads from it to New York City. */
function boroughOf(found: PlaceOutcome) {
  if (found.outcome !== 'answer') return undefined;
  const { level, kind, placeId, countyFips } = found.meaning;
  const name = countyFips.length === 1 ? BOROUGHS[countyFips[0] ?? ''] : undefined;
  return name && level === 'city' && kind === 'jurisdiction' && placeId === 'NY/new york city'
    ? { name, found }
    : undefined;
}

const readingOf = (
  { name, found }: { name: string; found: { meaning: PlaceMeaning; also: PlaceMeaning[] } },
  others: PlaceMeaning[],
): Interpretation => ({
  kind: 'well known',
  said: `${name} is a borough of New York City: this is about all of the city.`,
  words: exactWords(found.meaning, found.also),
  others,
});

// Typed in capitals, a short name is an acronym of the file of aliases and not a town: OPP.
const isAcronym = (words: string) => /^[A-Z]{2,5}$/.test(words.trim());

const isSame = (a: PlaceMeaning, b: PlaceMeaning) =>
  a === b || samePlace(a, b) || (a.placeId !== undefined && a.placeId === b.placeId && !b.site);
