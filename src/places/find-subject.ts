import type { Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import { type Facility, findAllFacilitiesByWords, findFacilityByCode } from '../db/facilities.ts';
import { facilityWords } from '../rules/facility-words.ts';
import type { PlaceOutcome } from '../rules/place-choice.ts';
import { isWholeCountry } from '../rules/whole-country.ts';
import { findPlace } from './find-place.ts';
import { findSubjectWithin } from './find-subject-within.ts';
import { placeQuestion } from './place-question.ts';
import { facilitiesSubject, type LineWithPlace, placeSubject, type RecordsSubject } from './records-subject.ts';

/**
 * Finds what words name: a facility by code or words (inside the place `within`), otherwise a place or an agency.
 * Otherwise returns a question back, whose choices are the command line with the words, or `in:`, replaced. Throws
 * UserError when nothing matches.
 */
export async function findSubject(
  context: Context,
  words: string,
  within: string | undefined,
  commandLine: LineWithPlace,
): Promise<RecordsSubject | Notice> {
  if (isWholeCountry(words))
    return placeQuestion({ outcome: 'none', closest: [] }, words, (name) => commandLine(name, 'words'));
  const coded = /^[A-Za-z0-9]{5,8}$/.test(words) ? await findFacilityByCode(context.db, words) : undefined;
  if (coded) return facilitiesSubject([coded], words);
  if (within !== undefined && !isWholeCountry(within)) {
    const around = await findPlace(context.db, within);
    return around.outcome === 'answer' && !around.reading
      ? findSubjectWithin(context, words, [around.meaning, ...around.also], commandLine)
      : placeQuestion(around, within, (name) => commandLine(name, 'in'));
  }
  const place = await findPlace(context.db, words);
  if (place.outcome === 'answer' && place.reading?.kind === 'well known')
    return placeQuestion(place, words, (name) => commandLine(name, 'words'));
  if (place.outcome === 'answer' && place.meaning.kind !== 'facility' && !place.reading)
    return placeSubject(place.meaning, place.also);
  if (place.outcome !== 'ask') {
    const found = await findFacilities(context.db, words, place);
    if (found.length > 0) return facilitiesSubject(found, words);
  }
  if (place.outcome === 'answer' && !place.reading) return placeSubject(place.meaning, place.also);
  return placeQuestion(place, words, (name) => commandLine(name, 'words'));
}

/** Loaded facilities with these words; for a site known by another name, with its own words as well, in its state. */
async function findFacilities(db: Context['db'], words: string, place: PlaceOutcome): Promise<Facility[]> {
  const site = place.outcome === 'answer' && place.meaning.site ? place.meaning : undefined;
  for (const typed of [words, ...(site ? [site.canonical] : [])]) {
    const { tokens, state } = facilityWords(typed);
    const within = state ?? site?.state;
    const found = await findAllFacilitiesByWords(db, tokens, within ? { state: within } : {});
    if (found.length > 0) return found;
  }
  return [];
}
