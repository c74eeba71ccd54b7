import { isLocal } from '../../cards/count-sentence.ts';
import type { Context } from '../../context.ts';
import { countByFacilityAndOutcome, findAllFacilitiesWithPlaces } from '../../db/detainer-places.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import { type OutcomeGroup, UNRECORDED } from '../../rules/outcome.ts';
import { FEWEST_FOR_SHARE, type Ranked } from '../../rules/ranking.ts';
import { findState } from '../../rules/states.ts';
import { titleCase } from '../../rules/wording.ts';
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

type Facility = Awaited<ReturnType<typeof findAllFacilitiesWithPlaces>>[number];

/** The places that can be ranked, by name. Shares count local facilities only, or the kinds of facility asked for. */
export async function findTopPlaces(
  { db }: Pick<Context, 'db'>,
  { what, by }: Pick<TopWords, 'what' | 'by'>,
  filter: DetainerFilter,
): Promise<TopPlaces> {
  const outcomes = filter.outcomes ?? (by === 'share' ? (['declined_recorded'] satisfies OutcomeGroup[]) : undefined);
  const facilities = new Map((await findAllFacilitiesWithPlaces(db)).map((each) => [each.facility_id, each]));
  const localOnly = by === 'share' && !filter.kinds;
  const places = new Map<string, TopPlace>();
  let [total, unplaced] = [0, 0];
  for (const { facility_id, outcome_group, n } of await countByFacilityAndOutcome(db, filter)) {
    const facility = facilities.get(facility_id);
    const isAsked = outcomes === undefined || outcomes.includes(outcome_group);
    if (isAsked) total += n;
    if (!facility || (localOnly && !isLocal({ facility_kind: facility.kind }))) continue;
    const named = nameOf(facility, what);
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

/** Shares are of rows with a recorded outcome; for rows without an outcome, of all rows. */
const isOfShare = (group: OutcomeGroup, asked: readonly OutcomeGroup[]): boolean =>
  !UNRECORDED.includes(group) || isOfAll(asked);
export const isOfAll = (asked: readonly OutcomeGroup[]): boolean => asked.some((each) => UNRECORDED.includes(each));

function nameOf(facility: Facility, what: RankedPlaces): { key: string; label: string } | undefined {
  const { facility_id, name, city, state, county_fips, county, place_id, runner, runner_level } = facility;
  const inState = state ? `, ${state}` : '';
  if (what === 'facilities')
    return { key: facility_id, label: [name, city ? titleCase(city) : '', state ?? ''].filter(Boolean).join(', ') };
  if (what === 'states') return state ? { key: state, label: findState(state)?.name ?? state } : undefined;
  if (what === 'counties')
    return county_fips ? { key: county_fips, label: `${county ?? county_fips}${inState}` } : undefined;
  if (!place_id) return undefined;
  return {
    key: place_id,
    label: runner_level === 'state' ? `${runner ?? place_id} (the state)` : `${runner ?? place_id}${inState}`,
  };
}
