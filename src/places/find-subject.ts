import type { Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import type { DetainerFilter } from '../db/detainers.ts';
import { type Facility, findAllFacilitiesByWords, findFacilityByCode } from '../db/facilities.ts';
import { facilityWords } from '../rules/facility-words.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import { titleCase } from '../rules/wording.ts';
import { findPlace } from './find-place.ts';
import { placeLabel } from './labels.ts';
import { placeQuestion } from './place-question.ts';

/**
 * Finds what words name: a facility by code or words (inside the place `within`), otherwise a place or an agency.
 * Otherwise returns a question back, whose choices are the command line with the words, or `in:`, replaced. Throws
 * UserError when nothing matches.
 */
export async function findSubject(
  context: Context,
  words: string,
  within: string | undefined,
  commandLine: (placeWords: string, key: 'words' | 'in') => string,
): Promise<RecordsSubject | Notice> {
  const coded = /^[A-Za-z0-9]{5,8}$/.test(words) ? await findFacilityByCode(context.db, words) : undefined;
  if (coded) return facilitiesSubject([coded]);
  const around = within === undefined ? undefined : await findPlace(context.db, within);
  if (around && around.outcome !== 'answer')
    return placeQuestion(around, within ?? '', (name) => commandLine(name, 'in'));
  const place = await findPlace(context.db, words);
  if (place.outcome === 'answer' && place.meaning.kind !== 'facility' && !around)
    return placeSubject(place.meaning, place.also);
  if (place.outcome !== 'ask' || around) {
    const { tokens, state } = facilityWords(words);
    const found = (await findAllFacilitiesByWords(context.db, tokens, 60)).filter(
      (facility) => (!state || facility.state === state) && (!around || isIn(facility, around.meaning)),
    );
    if (found.length > 0 && tokens.length > 0) return facilitiesSubject(found);
  }
  if (place.outcome === 'answer') return placeSubject(place.meaning, place.also);
  return placeQuestion(place, words, (name) => commandLine(name, 'words'));
}

function isIn(facility: Facility, place: PlaceMeaning): boolean {
  if (place.level === 'state') return facility.state === place.placeId;
  return facility.place_id === place.placeId || facility.county_fips === place.fips;
}

function placeSubject(meaning: PlaceMeaning, also: PlaceMeaning[]): RecordsSubject {
  const placeIds = [meaning, ...also].map((each) => each.placeId).filter((id) => id !== undefined);
  return {
    title: placeLabel(meaning),
    meaning,
    also,
    filter: placeIds.length > 0 ? { placeIds } : { facilityIds: [] },
  };
}

function facilitiesSubject(facilities: Facility[]): RecordsSubject {
  const [first] = facilities;
  const title =
    facilities.length === 1 && first
      ? `${first.name} (${first.kind === 'not known' ? 'kind of facility not known' : first.kind}${first.code ? `; ICE code ${first.code}` : ''}), ${[first.city ? titleCase(first.city) : '', first.state ?? ''].filter(Boolean).join(', ')}`
      : `${facilities.length} facilities`;
  return { title, facilities, filter: { facilityIds: facilities.map((facility) => facility.facility_id) } };
}
/** The subject of a list of records: a place or agency, or facilities. */

export interface RecordsSubject {
  title: string;
  meaning?: PlaceMeaning;
  /** Other places that are counted with it: a city's counties. */
  also?: PlaceMeaning[];
  facilities?: Facility[];
  filter: DetainerFilter;
}
