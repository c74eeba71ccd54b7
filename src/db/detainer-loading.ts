import { sql } from 'kysely';
import type { Db } from './connect.ts';
import type { Assignment } from './engine/engine.ts';
import { engineOf } from './engine/engine-of.ts';

export type DetainerValue = string | number | null;
export type KnownDetainer = {
  detainer_id: number;
  import_id: number;
  content: string;
  reference: string;
  not_counted: string | null;
  [column: string]: DetainerValue;
};

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

/** The imports that loaded rows come from, with the columns that their files lacked. */
export async function findAllLoadedImports(
  db: Db,
): Promise<{ import_id: number; absent_columns: string; unread_columns: string | null }[]> {
  return await db
    .selectFrom('imports')
    .select(['import_id', 'absent_columns', 'unread_columns'])
    .where('import_id', 'in', (rows) => rows.selectFrom('detainers').select('import_id').distinct())
    .orderBy('import_id')
    .execute();
}

/** Id, import, content, reference and counted flag of every row up to an id, in batches; more columns by name. */
export async function* findAllKnownDetainers(
  db: Db,
  lastId: number,
  more: readonly string[] = [],
): AsyncGenerator<KnownDetainer[]> {
  const columns = ['detainer_id', 'import_id', 'content', 'reference', 'not_counted', ...more].join(', ');
  let after = 0;
  for (;;) {
    const { rows } = await sql<KnownDetainer>`
      select ${sql.raw(columns)} from detainers
      where detainer_id > ${after} and detainer_id <= ${lastId} order by detainer_id limit ${PAGE}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.detainer_id;
  }
}

/** Inserts rows whose values are in the order of `columns`. */
export const insertDetainers = (db: Db, columns: readonly string[], rows: DetainerValue[][]): Promise<void> =>
  engineOf(db).insertMany(db, 'detainers', columns, rows);

/** Updates where rows were last found: [import id, file, sheet, row number, identifier, duplicate mark, row id]. */
export const touchDetainers = (db: Db, rows: DetainerValue[][]): Promise<void> => updateDetainers(db, SEEN, rows);

const SEEN = ['import_id', 'file', 'sheet', 'row_number', 'identifier', 'duplicate_likely'].map(
  (column) => [column, '?'] as const,
);

/** Sets columns of rows: the values of each row are in the order of the `?`, and its id is the last. */
export const updateDetainers = (db: Db, set: readonly Assignment[], rows: DetainerValue[][]): Promise<void> =>
  engineOf(db).updateMany(db, 'detainers', set, 'detainer_id', rows);

/** A loaded row that a file with other columns has: the values that it adds, all of its flags, and what it redacted. */
export interface EnrichedDetainer {
  detainerId: number;
  values: DetainerValue[];
  flags: string;
  redacted: string;
}

/** Sets columns of loaded rows, and those of their flags that the file has (`has`); the others stay as they are. */
export async function enrichDetainers(
  db: Db,
  columns: readonly string[],
  has: readonly boolean[],
  rows: readonly EnrichedDetainer[],
): Promise<void> {
  if (rows.length === 0) return;
  const pieces = flagPieces(has);
  const flags = pieces.map(({ isNew, from, count }) => (isNew ? '?' : `substr(flags, ${from + 1}, ${count})`));
  const set: Assignment[] = [
    ...columns.map((column) => [column, '?'] as const),
    ['flags', flags.join(' || ')],
    ['redacted', "trim(redacted || ',' || ?, ',')"],
  ];
  const values = rows.map((row) => [
    ...row.values,
    ...pieces.filter(({ isNew }) => isNew).map(({ from, count }) => row.flags.slice(from, from + count)),
    row.redacted,
    row.detainerId,
  ]);
  await updateDetainers(db, set, values);
}

/** Neighbouring flags that come from the same side. */
export function flagPieces(has: readonly boolean[]): { isNew: boolean; from: number; count: number }[] {
  const pieces: { isNew: boolean; from: number; count: number }[] = [];
  has.forEach((isNew, from) => {
    const last = pieces.at(-1);
    if (last?.isNew === isNew) last.count += 1;
    else pieces.push({ isNew, from, count: 1 });
  });
  return pieces;
}

/**
 * Sets whether rows are counted: [null or 'copy', row id]. Separate from `touchDetainers` because indexes depend on
 * this column.
 */
export const recountDetainers = (db: Db, rows: DetainerValue[][]): Promise<void> =>
  updateDetainers(db, RECOUNTED, rows);

const RECOUNTED: readonly Assignment[] = [
  ['not_counted', '?'],
  ['gone_import_id', 'null'],
];

/**
 * Runs work that fills the empty table of detainers, or many of its columns, and builds its indexes (or one of them)
 * afterwards, which is faster.
 */
export async function whileUnindexed(db: Db, work: () => Promise<void>, only?: string): Promise<void> {
  const all = await engineOf(db).findIndexes(db, 'detainers');
  const indexes = all.filter(({ name }) => only === undefined || name === only);
  for (const { name } of indexes) await sql`drop index ${sql.id(name)}`.execute(db);
  await work();
  for (const index of indexes) await sql.raw(index.sql).execute(db);
}
