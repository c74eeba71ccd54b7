import type { Db } from './connect.ts';
import { AFTER_COLUMNS, type AfterSource, countFollowedDetainers } from './detainer-after.ts';
import type { Tables } from './schema.ts';

const TABLES: Record<string, keyof Tables> = {
  policies: 'policies',
  releases: 'releases',
  figures: 'figures',
  places: 'aliases',
  'agreements-287g': 'agreements',
  lists: 'list_entries',
  facilities: 'facility_corrections',
};

/** Counts the rows in a source's table. The counted detainers come from the totals. */
export async function countRowsOfSource(db: Db, source: string): Promise<number> {
  if (source === 'ice-detainers') return countDetainers(db);
  if (source in AFTER_COLUMNS) return countFollowedDetainers(db, source as AfterSource);
  const table = TABLES[source];
  if (!table) return 0;
  const row = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

async function countDetainers(db: Db): Promise<number> {
  const counted = await db
    .selectFrom('facility_totals')
    .select(({ fn }) => fn.sum<number | null>('rows').as('n'))
    .executeTakeFirstOrThrow();
  const others = await db
    .selectFrom('detainers')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('not_counted', 'is not', null)
    .executeTakeFirstOrThrow();
  return (counted.n ?? 0) + others.n;
}
