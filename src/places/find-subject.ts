import type { Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import { type Facility, findAllFacilitiesByCode, findAllFacilitiesByWords } from '../db/facilities.ts';
import { facilityWords } from '../rules/facility-words.ts';
import type { PlaceOutcome } from '../rules/place-choice.ts';
import { findState } from '../rules/states.ts';
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
  const coded = /^[A-Za-z0-9]{5,8}$/.test(words) ? await findAllFacilitiesByCode(context.db, words) : [];
  const ofCode = within === undefined ? coded : await inState(context.db, coded, within);
  if (ofCode.length === 1) return facilitiesSubject(ofCode, words);
  if (ofCode.length > 1 && within === undefined) return codeQuestion(ofCode, words, commandLine);
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

/** Those of the facilities that stand in the state which words name, or in the state of the place that they name. */
async function inState(db: Context['db'], facilities: Facility[], within: string): Promise<Facility[]> {
  if (facilities.length === 0) return [];
  const around = await findPlace(db, within);
  if (around.outcome !== 'answer') return facilities.length === 1 ? facilities : [];
  const { level, placeId, state } = around.meaning;
  return facilities.filter((facility) => facility.state === (level === 'state' ? placeId : state));
}

/** One ICE code that rows of several states carry: the desk asks for the state. */
function codeQuestion(facilities: Facility[], code: string, commandLine: LineWithPlace): Notice {
  return {
    kind: 'notice',
    title: `Which ${code.toUpperCase()}?`,
    summary: `Rows of ${facilities.length} states carry ICE's code ${code.toUpperCase()}.`,
    parts: [
      {
        kind: 'choices',
        question: 'Choose one.',
        choices: facilities.slice(0, 8).map(({ name, state }) => ({
          label: `${name}, ${state ?? 'state not given'}`.slice(0, 70),
          words: commandLine(findState(state ?? '')?.name ?? state ?? '', 'in'),
        })),
      },
    ],
    followUps: [],
    words: commandLine(code, 'words'),
  };
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
