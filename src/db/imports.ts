import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db } from './connect.ts';
import { engineOf } from './engine/engine-of.ts';
import type { ImportTable } from './schema.ts';
import { keeping } from './until-import.ts';

export type Import = Selectable<ImportTable>;

/** The row of an import that has counted nothing yet. */
export const newImport = (
  given: Pick<Insertable<ImportTable>, 'source' | 'file' | 'publisher' | 'started_at'> &
    Partial<Insertable<ImportTable>>,
): Insertable<ImportTable> => ({
  sha256: '',
  published_on: null,
  finished_at: given.started_at,
  outcome: 'loaded',
  rows: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  removed: 0,
  rejected: 0,
  absent_columns: '',
  message: null,
  ...given,
});

/** Inserts an import row and returns its id. Run it first in a transaction: it takes the write lock. */
export async function insertImport(db: Db, row: Insertable<ImportTable>): Promise<number> {
  await engineOf(db).lockImports(db);
  const { import_id } = await db
    .insertInto('imports')
    .values({ ...row, import_id: sql<number>`(select coalesce(max(import_id), 0) + 1 from imports)` })
    .returning('import_id')
    .executeTakeFirstOrThrow();
  return import_id;
}

/** Sets the counts and the outcome of an import that has started. */
export async function updateImport(db: Db, importId: number, row: Partial<Insertable<ImportTable>>): Promise<void> {
  await db.updateTable('imports').set(row).where('import_id', '=', importId).execute();
}

/** Stores rows that could not be used, with their row number and the reason. */
export async function insertRejectedRows(
  db: Db,
  importId: number,
  rows: { rowNumber: number; reason: string }[],
): Promise<void> {
  for (const row of rows) {
    await db
      .insertInto('rejected_rows')
      .values({ import_id: importId, row_number: row.rowNumber, reason: row.reason })
      .execute();
  }
}

/** The newest loaded import of a source; undefined when there is none. */
export const findLatestLoaded = keeping((db, source: string, before?: number): Promise<Import | undefined> => {
  return db
    .selectFrom('imports')
    .selectAll()
    .where('source', '=', source)
    .where('outcome', '=', 'loaded')
    .where('import_id', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('import_id', 'desc')
    .limit(1)
    .executeTakeFirst();
});

/** True when this exact file (by hash) has ever been loaded for the source. */
export async function existsLoadedFile(db: Db, source: string, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('imports')
    .select('import_id')
    .where('source', '=', source)
    .where('sha256', '=', sha256)
    .where('outcome', '=', 'loaded')
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest imports that loaded something, newest first. */
export const findAllLatestLoads = (db: Db, limit: number): Promise<Import[]> =>
  db
    .selectFrom('imports')
    .selectAll()
    .where('outcome', '=', 'loaded')
    .orderBy('import_id', 'desc')
    .limit(limit)
    .execute();

/** The newest import of each source, loaded or refused. */
export async function findAllLatestImports(db: Db): Promise<Import[]> {
  return await db
    .selectFrom('imports')
    .selectAll()
    .where('import_id', 'in', (latest) =>
      latest
        .selectFrom('imports')
        .select(({ fn }) => fn.max('import_id').as('import_id'))
        .groupBy(['source', 'outcome']),
    )
    .orderBy('source')
    .orderBy('import_id', 'desc')
    .execute();
}

/** The first rejected rows of an import, in file order. */
export function findRejectedRows(db: Db, importId: number, limit: number) {
  return db
    .selectFrom('rejected_rows')
    .select(['row_number', 'reason'])
    .where('import_id', '=', importId)
    .orderBy('row_number')
    .orderBy('reason')
    .limit(limit)
    .execute();
}

/** Finds an import by its id. */
export const findImport = keeping((db, importId: number): Promise<Import | undefined> => {
  return db.selectFrom('imports').selectAll().where('import_id', '=', importId).executeTakeFirst();
});

/** Imports of a span, loaded or refused, newest first. */
export function findAllImportsBetween(db: Db, span: { after: number; through: number }): Promise<Import[]> {
  return db
    .selectFrom('imports')
    .selectAll()
    .where('import_id', '>', span.after)
    .where('import_id', '<=', span.through)
    .orderBy('import_id', 'desc')
    .execute();
}

/** The imports that ended between two instants (ISO; the second excluded), as a span of ids. */
export async function findSpanOfInstants(
  db: Db,
  from: string,
  before: string,
): Promise<{ after: number; through: number }> {
  const newestBefore = async (instant: string): Promise<number> => {
    const row = await db
      .selectFrom('imports')
      .select(({ fn }) => fn.max<number | null>('import_id').as('newest'))
      .where('finished_at', '<', instant)
      .executeTakeFirst();
    return row?.newest ?? 0;
  };
  return { after: await newestBefore(from), through: await newestBefore(before) };
}

/**
 * The first loaded import of each source: what it brought is where the record begins, and no change. What people enter
 * (accepted cases, entries of the ledger) is news from the first.
 */
export async function findFirstLoadedIds(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('imports')
    .select(({ fn }) => fn.min('import_id').as('first'))
    .where('outcome', '=', 'loaded')
    .where('source', 'not in', ['intake', 'ledger'])
    .groupBy('source')
    .execute();
  return rows.map((row) => row.first);
}

/** The id of the newest loaded import of each source, by source. */
export const findNewestLoadedIds = keeping(async (db): Promise<Record<string, number>> => {
  const rows = await db
    .selectFrom('imports')
    .select(({ fn }) => ['source', fn.max('import_id').as('newest')])
    .where('outcome', '=', 'loaded')
    .groupBy('source')
    .orderBy('source')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.source, row.newest]));
});
