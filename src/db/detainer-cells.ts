import { sql } from 'kysely';
import type { OutcomeGroup } from '../rules/outcome.ts';
import type { Db } from './connect.ts';
import {
  type Area,
  type DetainerFilter,
  hasArea,
  isInArea,
  matching,
  namesTraits,
  namesValues,
} from './detainer-filter.ts';
import { countInSlices, findFacilityRanges, findMonthSlices, rowsOfRange } from './detainer-slices.ts';
import { untilNextImport } from './until-import.ts';

/** The number of counted detainer rows for one month, kind of facility and outcome group. */
export interface Cell {
  month: string;
  facility_kind: string;
  outcome_group: OutcomeGroup;
  n: number;
}

/** Whole months, 'YYYY-MM', inclusive; absent means open. */
export interface Months {
  from?: string;
  to?: string;
}

/** Cells from the rollup, for some places or for all. Takes milliseconds, whatever the number of rows. */
export const sumTotals = (
  db: Db,
  asked: Area & { outcomes?: OutcomeGroup[]; months: Months },
): Promise<readonly Cell[]> => untilNextImport(db, ['totals', asked], () => sumTotalsAnew(db, asked));

function sumTotalsAnew(
  db: Db,
  { outcomes, months, ...area }: Area & { outcomes?: OutcomeGroup[]; months: Months },
): Promise<Cell[]> {
  let query = db
    .selectFrom('detainer_totals')
    .select(({ fn }) => ['month', 'facility_kind', 'outcome_group', fn.sum<number>('rows').as('n')])
    .groupBy(['month', 'facility_kind', 'outcome_group'])
    .orderBy('month')
    .orderBy('facility_kind')
    .orderBy('outcome_group');
  if (hasArea(area)) query = query.where((eb) => isInArea(eb, area, 'detainer_totals.facility_kind'));
  if (outcomes?.length) query = query.where('outcome_group', 'in', outcomes);
  if (months.from) query = query.where('month', '>=', months.from);
  if (months.to) query = query.where('month', '<=', months.to);
  return query.execute();
}

/**
 * Cells of a filter: from the rollup if it can answer, otherwise from the rows. When days cut a month, only that
 * month's rows are counted.
 */
export async function countCells(db: Db, filter: DetainerFilter): Promise<Cell[]> {
  if (filter.facilityIds || namesValues(filter)) return [...(await countRows(db, filter))];
  const { from: _, to: __, ...where } = filter;
  const { whole, cut } = wholeAndCut(filter);
  const cells = whole ? [...(await sumTotals(db, { ...where, months: whole }))] : [];
  for (const days of cut) cells.push(...(await countByMonths(db, { ...where, ...days })));
  return cells.sort((a, b) => b.n - a.n || (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Reads each facility through its own index, which is fastest. With outcomes, uses their index, which holds no traits. */
const countRows = (db: Db, filter: DetainerFilter): Promise<readonly Cell[]> =>
  filter.outcomes?.length && !namesTraits(filter) ? countByMonths(db, filter) : countByFacilities(db, filter);

async function countByFacilities(db: Db, { outcomes, ...filter }: DetainerFilter): Promise<readonly Cell[]> {
  const cells = await countInSlices(
    db,
    ['cells by facility', filter],
    () => findFacilityRanges(db, filter),
    (range) => rowsOfRange(db, filter, range).select(columns).groupBy(groups).execute(),
    keyOf,
  );
  return outcomes?.length ? cells.filter((cell) => outcomes.includes(cell.outcome_group)) : cells;
}

const countByMonths = (db: Db, filter: DetainerFilter): Promise<readonly Cell[]> =>
  countInSlices(
    db,
    ['cells by month', filter],
    () => findMonthSlices(db, filter),
    (slice) =>
      matching(db.selectFrom('detainers'), slice)
        .innerJoin('facilities', 'facilities.facility_id', 'detainers.facility_id')
        .select(columns)
        .groupBy(groups)
        .execute(),
    keyOf,
  );

const month = sql<string>`substr(detainers.prepared_on, 1, 7)`;
const columns = [
  month.as('month'),
  'facilities.kind as facility_kind',
  'detainers.outcome_group',
  sql<number>`count(*)`.as('n'),
] as const;
const groups = [month, 'facilities.kind', 'detainers.outcome_group'] as const;

const keyOf = ({ month, facility_kind, outcome_group }: Cell) => `${month} ${facility_kind} ${outcome_group}`;

/** The whole months of a filter's days, if there may be any, and the days in months that it cuts. */
function wholeAndCut({ from, to }: DetainerFilter): { whole?: Months; cut: { from?: string; to?: string }[] } {
  const [first, last] = [from?.slice(0, 7), to?.slice(0, 7)];
  const cutsFirst = first !== undefined && from !== `${first}-01`;
  const cutsLast = last !== undefined && to !== dayBefore(`${monthAfter(last)}-01`);
  if (first !== undefined && first === last && (cutsFirst || cutsLast))
    return { cut: [{ ...(from ? { from } : {}), ...(to ? { to } : {}) }] };
  return {
    whole: {
      ...(first === undefined ? {} : { from: cutsFirst ? monthAfter(first) : first }),
      ...(last === undefined ? {} : { to: cutsLast ? dayBefore(`${last}-01`).slice(0, 7) : last }),
    },
    cut: [
      ...(cutsFirst && from ? [{ from, to: dayBefore(`${monthAfter(first)}-01`) }] : []),
      ...(cutsLast && to ? [{ from: `${last}-01`, to }] : []),
    ],
  };
}

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
const monthAfter = (month: string) => new Date(Date.parse(`${month}-01`) + 31 * 86_400_000).toISOString().slice(0, 7);

/** Sums cells by one of their columns, largest first. */
export function sumCells(cells: readonly Cell[], by: 'month' | 'facility_kind' | 'outcome_group') {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(cell[by], (sums.get(cell[by]) ?? 0) + cell.n);
  return [...sums].map(([key, n]) => ({ key, n })).sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1));
}
