import type { OutcomeGroup } from '../rules/outcome.ts';
import type { Db } from './connect.ts';
import { type DetainerFilter, matching } from './detainer-filter.ts';
import { findFacilityRanges } from './detainer-slices.ts';
import { untilNextImport } from './until-import.ts';

/** What the row itself dates, and the columns that hold the days. */
const OWN = {
  apprehended: 'apprehension_on',
  ordered: 'final_order_on',
  departed: 'departed_on',
  lifted: 'lifted_on',
} as const;
export type OwnEvent = keyof typeof OWN;

/** What was matched from other files of the release: the column of the days, and the one of the import that looked. */
const MATCHED = {
  arrest: ['arrested_after_days', 'arrests_import_id'],
  stay: ['stay_after_days', 'stays_import_id'],
  departure: ['departed_after_days', 'stays_import_id'],
} as const;
export type MatchedEvent = keyof typeof MATCHED;

/** Detainers of one outcome by the days to an event; null where there is none. */
export interface AfterCount {
  outcome_group: OutcomeGroup;
  days: number | null;
  n: number;
}

const COLUMNS = [
  'detainers.outcome_group',
  'detainers.prepared_on',
  ...Object.values(OWN).map((column) => `detainers.${column}` as const),
  'detainers.arrests_import_id',
  'detainers.arrested_after_days',
  'detainers.stays_import_id',
  'detainers.stay_after_days',
  'detainers.departed_after_days',
] as const;

/**
 * Counts detainers by the days to each event: those that their own rows date (-1 is any day before the detainer), and those
 * that were matched with other files. Reads each row of the index of traits once, facility by facility, so that other answers
 * can run in between.
 */
export const countAfterDetainers = (db: Db, filter: DetainerFilter): Promise<AfterCounts> =>
  untilNextImport(db, ['after', filter], () => countAnew(db, filter));

type AfterCounts = Readonly<Record<OwnEvent | MatchedEvent, readonly AfterCount[]>>;

async function countAnew(db: Db, { outcomes, ...filter }: DetainerFilter): Promise<AfterCounts> {
  const events = Object.fromEntries(
    [...Object.keys(OWN), ...Object.keys(MATCHED)].map((event) => [event, createTally()]),
  );
  const dayOf = createDays();
  for (const { first, last } of await findFacilityRanges(db, filter)) {
    // SQLite runs a cross join in the order in which it is written.
    const rows = await matching(db.selectFrom('facilities').crossJoin('detainers'), filter)
      .whereRef('detainers.facility_id', '=', 'facilities.facility_id')
      .where('facilities.facility_id', '>=', first)
      .where('facilities.facility_id', '<=', last)
      .select(COLUMNS)
      .execute();
    for (const row of rows) {
      if (outcomes?.length && !outcomes.includes(row.outcome_group)) continue;
      const prepared = dayOf(row.prepared_on);
      for (const [event, column] of Object.entries(OWN)) {
        const on = row[column];
        events[event]?.add(row.outcome_group, on === null ? null : Math.max(-1, dayOf(on) - prepared));
      }
      for (const [event, [days, by]] of Object.entries(MATCHED))
        if (row[by] !== null) events[event]?.add(row.outcome_group, row[days]);
    }
    await new Promise(setImmediate);
  }
  return Object.fromEntries(Object.entries(events).map(([event, tally]) => [event, tally.counts()])) as Record<
    OwnEvent | MatchedEvent,
    AfterCount[]
  >;
}

function createTally() {
  const groups = new Map<OutcomeGroup, Map<number | null, number>>();
  return {
    add(group: OutcomeGroup, days: number | null): void {
      const counts = groups.get(group) ?? new Map<number | null, number>();
      groups.set(group, counts);
      counts.set(days, (counts.get(days) ?? 0) + 1);
    },
    counts: (): AfterCount[] =>
      [...groups].flatMap(([outcome_group, counts]) => [...counts].map(([days, n]) => ({ outcome_group, days, n }))),
  };
}

/** Few days fill a release. */
function createDays(): (day: string) => number {
  const known = new Map<string, number>();
  return (day) => {
    const number = known.get(day) ?? Date.parse(day) / 86_400_000;
    known.set(day, number);
    return number;
  };
}
