import type { Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import { type Facility, findAllFacilities, findAllFacilitiesByWords } from '../db/facilities.ts';
import { UserError } from '../errors.ts';
import { facilityWords } from '../rules/facility-words.ts';
import { nameKey } from '../rules/name-key.ts';
import { distinct, type PlaceMeaning, samePlace } from '../rules/place-choice.ts';
import { findPlace } from './find-place.ts';
import { placeLabel } from './labels.ts';
import { meaningsOf, placeQuestion } from './place-question.ts';
import {
  facilitiesSubject,
  type LineWithPlace,
  nothingWithin,
  placeSubject,
  type RecordsSubject,
} from './records-subject.ts';

/** Words that name a kind of facility, and no place: they are looked for among all facilities of the place. */
const KIND_WORDS =
  /^(jails?|prisons?|police|sheriffs?|hospitals?|federal|juvenile|detention|county jail|city jail|state prison|hold room)$/;

/**
 * Finds what words name inside places: a county, city or agency there, or facilities there. Throws UserError when the words
 * name a place that lies elsewhere, or nothing.
 */
export async function findSubjectWithin(
  context: Context,
  words: string,
  around: [PlaceMeaning, ...PlaceMeaning[]],
  commandLine: LineWithPlace,
): Promise<RecordsSubject | Notice> {
  const [where] = around;
  const place = KIND_WORDS.test(nameKey(words)) ? undefined : await findPlace(context.db, words);
  const meant = place && place.outcome !== 'none' ? meaningsOf(place).filter(({ kind }) => kind !== 'facility') : [];
  const inside = distinct(meant.filter((each) => around.some((outer) => liesIn(each, outer))));
  const [first, ...also] = inside;
  if (first && also.every((other) => samePlace(first, other))) return placeSubject(first, also);
  if (first)
    return placeQuestion({ outcome: 'ask', why: '', candidates: inside }, words, (name) => commandLine(name, 'alone'));
  const { tokens, state } = facilityWords(words);
  const code = where.level === 'state' ? where.placeId : where.state;
  const found = await findFacilities(context, state && state !== code ? [] : tokens, around);
  if (found.length > 0) return facilitiesSubject(found, words, placeLabel(where));
  if (place?.outcome === 'answer' && meant.length > 0) throw contradiction(place.meaning, where, commandLine);
  const [any] = await findFacilities(context, undefined, around);
  throw nothingWithin(words, where, any !== undefined, commandLine);
}

/** Facilities in any of the places; all of them without words. */
async function findFacilities(
  { db }: Context,
  words: string[] | undefined,
  around: PlaceMeaning[],
): Promise<Facility[]> {
  const state = around[0]?.level === 'state' ? around[0].placeId : around[0]?.state;
  const all = words ? await findAllFacilitiesByWords(db, words, state ? { state } : {}) : await findAllFacilities(db);
  return all.filter((facility) => around.some((outer) => standsIn(facility, outer)));
}

function standsIn(facility: Facility, { level, placeId, fips, state, canonical, site }: PlaceMeaning): boolean {
  if (site) return false;
  if (level === 'state') return facility.state === placeId;
  if (facility.state !== state) return false;
  if (facility.place_id === placeId || (level === 'county' && facility.county_fips === fips)) return true;
  return level === 'city' && nameKey(facility.city ?? '') === nameKey(canonical);
}

function liesIn(inner: PlaceMeaning, outer: PlaceMeaning): boolean {
  if (inner.placeId !== undefined && inner.placeId === outer.placeId) return true;
  if (outer.level === 'state') return inner.state === outer.placeId;
  if (outer.level === 'county') return outer.fips !== undefined && inner.countyFips.includes(outer.fips);
  return false;
}

function contradiction(named: PlaceMeaning, where: PlaceMeaning, commandLine: LineWithPlace): UserError {
  const [inner, outer] = [placeLabel(named), placeLabel(where)];
  return new UserError(
    `${inner} does not lie in ${outer}: the words and \`in:\` contradict each other. Name one of the two, or a facility or county of ${outer}.`,
    {
      choices: [inner, outer].map((label) => ({
        label: label.slice(0, 70),
        words: commandLine(`"${label}"`, 'alone'),
      })),
    },
  );
}
