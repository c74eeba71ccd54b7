import { CompiledQuery } from 'kysely';
import type { Db } from './connect.ts';

/** It is asked several times for each answer: built once, it takes a third of the time. */
const NEWEST = CompiledQuery.raw('select max(import_id) as newest from imports');

/** The id of the newest import, 0 before the first. Anything from a later import is new. */
export async function findNewestImportId(db: Db): Promise<number> {
  const { rows } = await db.executeQuery<{ newest: number | null }>(NEWEST);
  return rows[0]?.newest ?? 0;
}
