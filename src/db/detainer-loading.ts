import { CompiledQuery, sql } from 'kysely';
import { type Db, FOR_EACH_ROW } from './connect.ts';

export type DetainerValue = string | number | null;
export type KnownDetainer = { detainer_id: number; content: string; reference: string; not_counted: string | null };

const PAGE = 10_000;

/**
 * What is loaded: the number of rows, the last id (0 when there are none) and the newest publication date of a loaded
 * file.
 */
export async function findLoadedDetainers(
  db: Db,
): Promise<{ count: number; lastId: number; newestPublished: string | null }> {
  const { count, lastId } = await db
    .selectFrom('detainers')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max<number | null>('detainer_id').as('lastId')])
    .executeTakeFirstOrThrow();
  const { newest } = await db
    .selectFrom('imports')
    .select(({ fn }) => fn.max('published_on').as('newest'))
    .where('source', '=', 'ice-detainers')
    .where('outcome', '=', 'loaded')
    .executeTakeFirstOrThrow();
  return { count, lastId: lastId ?? 0, newestPublished: newest };
}

/** Id, content, reference and counted flag of every row, in batches of some thousands. */
export async function* findAllKnownDetainers(db: Db): AsyncGenerator<KnownDetainer[]> {
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom('detainers')
      .select(['detainer_id', 'content', 'reference', 'not_counted'])
      .where('detainer_id', '>', after)
      .orderBy('detainer_id')
      .limit(PAGE)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.detainer_id;
  }
}

/** Inserts rows whose values are in the order of `columns`. */
export async function insertDetainers(db: Db, columns: readonly string[], rows: DetainerValue[][]): Promise<void> {
  if (rows.length === 0) return;
  const text = `insert into detainers (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`;
  await db.executeQuery(CompiledQuery.raw(`${FOR_EACH_ROW} ${text}`, rows));
}

/** Updates where rows were last found: [import id, file, sheet, row number, identifier, duplicate mark, row id]. */
export async function touchDetainers(db: Db, rows: DetainerValue[][]): Promise<void> {
  const text = `update detainers set import_id = ?, file = ?, sheet = ?, row_number = ?, identifier = ?, duplicate_likely = ?
    where detainer_id = ?`;
  if (rows.length > 0) await db.executeQuery(CompiledQuery.raw(`${FOR_EACH_ROW} ${text}`, rows));
}

/**
 * Sets whether rows are counted: [null or 'copy', row id]. Separate from `touchDetainers` because indexes depend on
 * this column.
 */
export async function recountDetainers(db: Db, rows: DetainerValue[][]): Promise<void> {
  const text = 'update detainers set not_counted = ?, gone_import_id = null where detainer_id = ?';
  if (rows.length > 0) await db.executeQuery(CompiledQuery.raw(`${FOR_EACH_ROW} ${text}`, rows));
}

/** Runs work that fills the empty table of detainers, and builds its indexes afterwards, which is faster. */
export async function whileUnindexed(db: Db, work: () => Promise<void>): Promise<void> {
  const { rows: indexes } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where type = 'index' and tbl_name = 'detainers' and sql is not null`.execute(
    db,
  );
  for (const { name } of indexes) await sql`drop index ${sql.id(name)}`.execute(db);
  await work();
  for (const index of indexes) await sql.raw(index.sql).execute(db);
}
