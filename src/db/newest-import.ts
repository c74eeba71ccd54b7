import { CompiledQuery } from 'kysely';
import type { Db } from './connect.ts';

/** It is asked several times for each answer: built once, it takes a third of the time. */
const NEWEST = CompiledQuery.raw('select max(import_id) as newest from imports');

/** The id of the newest import, 0 before the first. Anything from a later import is new. */
export async function findNewestImportId(db: Db): Promise<number> {
  const { rows } = await db.executeQuery<{ newest: number | null }>(NEWEST);
  return rows[0]?.newest ?? 0;
}

/** The id of the newest import that had ended by an instant (ISO, UTC), 0 for none. */
export async function findNewestImportIdAt(db: Db, at: string): Promise<number> {
  const row = await db
    .selectFrom('imports')
    .select(({ fn }) => fn.max<number | null>('import_id').as('newest'))
    .where('finished_at', '<=', at)
    .executeTakeFirst();
  return Number(row?.newest ?? 0);
}
