import { isLocal } from '../../cards/count-sentence.ts';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/connect.ts';
import type { Months } from '../../db/detainer-cells.ts';
import { countByFacilityAndOutcome, findAllFacilitiesWithPlaces, sumTotalsByPlace } from '../../db/detainer-places.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import { untilNextImport } from '../../db/until-import.ts';
import { type OutcomeGroup, UNRECORDED } from '../../rules/outcome.ts';
import { FEWEST_FOR_SHARE, type Ranked } from '../../rules/ranking.ts';
import { findState } from '../../rules/states.ts';
import { titleCase } from '../../rules/wording.ts';
import { areaOf, type Counts, monthsOfRollup } from './counts.ts';
import type { RankedPlaces, TopWords } from './top-words.ts';

/** A place with its counts: `n` rows with the outcomes asked for, out of `of` rows. */
export interface TopPlace extends Ranked {
  label: string;
}

export interface TopPlaces {
  places: TopPlace[];
  /** All rows that fit the filters. */
  total: number;
  /** Rows at facilities whose county, state or jurisdiction is not known. */
  unplaced: number;
  /** How many places have too few rows to be ranked by share. */
  tooFew: number;
  /** True if facilities that are not local were left out. */
  localOnly: boolean;
}

/** Rows of one outcome at one kind of facility in one place; undefined where the place is not known. */
interface Counted {
  place: { key: string; label: string } | undefined;
  facility_kind: string;
  outcome_group: OutcomeGroup;
  n: number;
}

/** The places that can be ranked, by name. Shares count local facilities only, or the kinds of facility asked for. */
export const findTopPlaces = (
  { db }: Pick<Context, 'db'>,
  { what, by }: Pick<TopWords, 'what' | 'by'>,
  filter: DetainerFilter,
  loaded: Counts['loaded'],
): Promise<Readonly<TopPlaces>> =>
  untilNextImport(db, ['top', what, by, filter, loaded], () => findAnew(db, { what, by }, filter, loaded));

async function findAnew(
  db: Db,
  { what, by }: Pick<TopWords, 'what' | 'by'>,
  filter: DetainerFilter,
  loaded: Counts['loaded'],
): Promise<TopPlaces> {
  const outcomes = filter.outcomes ?? (by === 'share' ? (['declined_recorded'] satisfies OutcomeGroup[]) : undefined);
  const localOnly = by === 'share' && !filter.kinds;
  const places = new Map<string, TopPlace>();
  let [total, unplaced] = [0, 0];
  const months = monthsOfRollup(filter, loaded);
  const counted =
    what === 'facilities' || !months
      ? await countFacilities(db, what, filter)
      : await sumPlaces(db, what, filter, months);
  for (const { place: named, facility_kind, outcome_group, n } of counted) {
    const isAsked = outcomes === undefined || outcomes.includes(outcome_group);
    if (isAsked) total += n;
    if (localOnly && !isLocal({ facility_kind })) continue;
    if (!named) {
      if (isAsked) unplaced += n;
      continue;
    }
    const place = places.get(named.key) ?? { label: named.label, n: 0, of: 0 };
    places.set(named.key, place);
    if (isAsked) place.n += n;
    if (by === 'count' || isOfShare(outcome_group, outcomes ?? [])) place.of += n;
  }
  const all = [...places.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
  const kept = by === 'share' ? all.filter(({ of }) => of >= FEWEST_FOR_SHARE) : all;
  return { places: kept, total, unplaced, tooFew: all.length - kept.length, localOnly };
}

/** From the rows, facility by facility. */
async function countFacilities(db: Db, what: RankedPlaces, filter: DetainerFilter): Promise<Counted[]> {
  const facilities = new Map((await findAllFacilitiesWithPlaces(db)).map((each) => [each.facility_id, each]));
  const names = new Map<string, Counted['place']>();
  return (await countByFacilityAndOutcome(db, filter)).flatMap(({ facility_id, outcome_group, n }) => {
    const facility = facilities.get(facility_id);
    if (!facility) return [];
    if (!names.has(facility_id)) names.set(facility_id, nameOfFacility(facility, what));
    return [{ place: names.get(facility_id), facility_kind: facility.kind, outcome_group, n }];
  });
}

type Facility = Awaited<ReturnType<typeof findAllFacilitiesWithPlaces>>[number];

function nameOfFacility(facility: Facility, what: RankedPlaces): Counted['place'] {
  const { facility_id, name, city, state, county_fips, county, place_id, runner, runner_level } = facility;
  if (what === 'states') return nameOf({ key: state, state, name: null, level: 'state' }, what);
  if (what === 'counties') return nameOf({ key: county_fips, state, name: county, level: 'county' }, what);
  if (what === 'agencies') return nameOf({ key: place_id, state, name: runner, level: runner_level }, what);
  return { key: facility_id, label: [name, city ? titleCase(city) : '', state ?? ''].filter(Boolean).join(', ') };
}

/** From the rollup of whole months. */
async function sumPlaces(
  db: Db,
  what: Exclude<RankedPlaces, 'facilities'>,
  filter: DetainerFilter,
  months: Months,
): Promise<Counted[]> {
  const rows = await sumTotalsByPlace(db, what, { ...areaOf(filter), months });
  return rows.map(({ facility_kind, outcome_group, n, ...place }) => ({
    place: nameOf(place, what),
    facility_kind,
    outcome_group,
    n,
  }));
}

interface Place {
  key: string | null;
  state: string | null;
  name: string | null;
  level: string | null;
}

function nameOf({ key, state, name, level }: Place, what: Exclude<RankedPlaces, 'facilities'>): Counted['place'] {
  if (key === null) return undefined;
  if (what === 'states') return { key, label: findState(key)?.name ?? key };
  if (what === 'agencies' && level === 'state') return { key, label: `${name ?? key} (the state)` };
  return { key, label: `${name ?? key}${state ? `, ${state}` : ''}` };
}

/** Shares are of rows with a recorded outcome; for rows without an outcome, of all rows. */
const isOfShare = (group: OutcomeGroup, asked: readonly OutcomeGroup[]): boolean =>
  !UNRECORDED.includes(group) || isOfAll(asked);
export const isOfAll = (asked: readonly OutcomeGroup[]): boolean => asked.some((each) => UNRECORDED.includes(each));
