import type { Db } from './connect.ts';
import type { Tables } from './schema.ts';

const TABLES: Record<string, keyof Tables> = {
  'ice-detainers': 'detainers',
  policies: 'policies',
  releases: 'releases',
  figures: 'figures',
  places: 'aliases',
  'agreements-287g': 'agreements',
  lists: 'list_entries',
  facilities: 'facility_corrections',
};

/** Counts the rows in a source's table. */
export async function countRowsOfSource(db: Db, source: string): Promise<number> {
  const table = TABLES[source];
  if (!table) return 0;
  const row = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}
