import type { Selectable } from 'kysely';
import { builtOnce } from './built-once.ts';
import type { Db } from './connect.ts';
import { type Cell, sumCells } from './detainer-cells.ts';
import { columns } from './detainer-columns.ts';
import { type DetainerFilter, matching, narrow } from './detainer-filter.ts';
import type { DetainerTable } from './schema.ts';
import { keeping } from './until-import.ts';

/** What came after is told in aggregate only, so that no record has it. */
type Detainer = Omit<
  Selectable<DetainerTable>,
  | 'identifier'
  | 'arrests_import_id'
  | 'arrested_after_days'
  | 'stays_import_id'
  | 'stay_after_days'
  | 'departed_after_days'
>;
export type DetainerWithFacility = Detainer & {
  facility_name: string;
  facility_code: string | null;
  facility_city: string | null;
  facility_state: string | null;
  facility_kind: string;
  facility_place_id: string | null;
  facility_county_fips: string | null;
};

export {
  type Area,
  type DetainerFilter,
  namesTraits,
  namesValues,
  VALUE_FILTERS,
  type ValueFilter,
} from './detainer-filter.ts';

/** The day of a month ('2026-02') that most rows carry; the first one if several tie. This reveals a batch entry. */
export const findBusiestDay = keeping(
  (db, filter: DetainerFilter, month: string): Promise<{ prepared_on: string; n: number } | undefined> => {
    return matching(db.selectFrom('detainers'), withinMonths(filter, month, month))
      .select(({ fn }) => ['detainers.prepared_on', fn.countAll<number>().as('n')])
      .groupBy('detainers.prepared_on')
      .orderBy('n', 'desc')
      .orderBy('detainers.prepared_on')
      .limit(1)
      .executeTakeFirst();
  },
);

/** The part of a filter's days within some months. */
const withinMonths = (filter: DetainerFilter, first: string, last: string): DetainerFilter => ({
  ...filter,
  from: filter.from && filter.from > `${first}-01` ? filter.from : `${first}-01`,
  to: filter.to && filter.to < `${last}-31` ? filter.to : `${last}-31`,
});

/**
 * A page of rows with their facility, newest first. `cells` are the filter's counts: they show which months the page is
 * in, so a late page costs no more than the first.
 */
export async function findAllDetainers(
  db: Db,
  filter: DetainerFilter,
  page: { limit: number; offset: number },
  cells: readonly Cell[],
): Promise<DetainerWithFacility[]> {
  const months: string[] = [];
  let [seen, before] = [0, 0];
  for (const { key, n } of sumCells(cells, 'month').sort((a, b) => (a.key < b.key ? 1 : -1))) {
    if (seen >= page.offset + page.limit) break;
    seen += n;
    if (seen > page.offset) months.push(key);
    else before = seen;
  }
  const [last, first] = [months[0], months.at(-1)];
  if (!first || !last) return [];
  // The ids are sorted inside an index before whole rows are read.
  const ids = await matching(db.selectFrom('detainers'), withinMonths(filter, first, last))
    .select('detainers.detainer_id')
    .orderBy('detainers.prepared_on', 'desc')
    .orderBy('detainers.detainer_id')
    .limit(page.limit)
    .offset(page.offset - before)
    .execute();
  return joined(db)
    .where(
      'detainers.detainer_id',
      'in',
      ids.map((row) => row.detainer_id),
    )
    .select(columns)
    .orderBy('detainers.prepared_on', 'desc')
    .orderBy('detainers.detainer_id')
    .execute();
}
/** Rows whose reference starts with the prefix, at most `limit`. */
export const findAllDetainersByReference = (db: Db, prefix: string, limit: number): Promise<DetainerWithFacility[]> =>
  findByReference(db, prefix, `${prefix}~`, limit);

const findByReference = builtOnce((db) =>
  joined(db)
    .where('detainers.reference', '>=', 'from')
    .where('detainers.reference', '<', 'to')
    .select(columns)
    .orderBy('detainers.reference')
    .limit(1),
);

/**
 * The number of counted rows with the first and last prepare date (null when there are none). Reads the totals and both
 * ends of an index.
 */
export const findDetainerCoverage = keeping(
  async (db): Promise<{ rows: number; oldest: string | null; newest: string | null }> => {
    const end = (direction: 'asc' | 'desc') =>
      db
        .selectFrom('detainers')
        .select('prepared_on')
        .where('not_counted', 'is', null)
        .orderBy('prepared_on', direction)
        .limit(1)
        .executeTakeFirst();
    const { rows } = await db
      .selectFrom('detainer_totals')
      .select(({ fn }) => fn.sum<number | null>('rows').as('rows'))
      .executeTakeFirstOrThrow();
    return {
      rows: rows ?? 0,
      oldest: (await end('asc'))?.prepared_on ?? null,
      newest: (await end('desc'))?.prepared_on ?? null,
    };
  },
);

const joined = (db: Db) =>
  db.selectFrom('detainers').innerJoin('facilities', 'facilities.facility_id', 'detainers.facility_id');

/** Rows inside a filter that are loaded but not counted: likely copies, and rows that a later release lacks. */
export const countUncounted = keeping((db, filter: DetainerFilter): Promise<{ why: string | null; n: number }[]> => {
  return narrow(db.selectFrom('detainers').where('detainers.not_counted', 'is not', null), filter)
    .select(({ fn }) => ['detainers.not_counted as why', fn.countAll<number>().as('n')])
    .groupBy('detainers.not_counted')
    .execute();
});
