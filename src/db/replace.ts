import { sql } from 'kysely';
import { insertChanges, type NewChange } from './changes.ts';
import type { Db } from './connect.ts';
import type { Value } from './engine/engine.ts';
import { engineOf } from './engine/engine-of.ts';
import type { Tables } from './schema.ts';

/** What an import did to one kind of fact, in rows. */
export interface Changes {
  inserted: number;
  updated: number;
  unchanged: number;
  removed: number;
}

export const noChanges = (): Changes => ({ inserted: 0, updated: 0, unchanged: 0, removed: 0 });

/** The tables whose rows carry a `content` fingerprint, with their key. */
const KEYS = {
  policies: 'policy_id',
  releases: 'case_id',
  figures: 'figure_id',
  aliases: 'alias_id',
  list_entries: 'entry_id',
  facility_corrections: 'correction_id',
} as const;
type ReplaceableTable = keyof typeof KEYS;
type Row<T extends ReplaceableTable> = Tables[T] & { content: string };

/** How to log rows that were added, changed or removed: their kind and where they belong. */
interface History<T extends ReplaceableTable> {
  importId: number;
  changeLog: (row: Tables[T]) => Pick<NewChange, 'kind' | 'class' | 'state' | 'place_id'>;
  /** Logs nothing while the table is empty. */
  skipFirstLoad?: true;
}

/**
 * Makes a table hold exactly `rows`, by key. A row with the same `content` stays as it was, with the import that added
 * it. With `history`, each difference is logged as a change of the import. Must run inside a transaction.
 */
export async function replaceRows<T extends ReplaceableTable>(
  db: Db,
  table: T,
  rows: Row<T>[],
  history?: History<T>,
): Promise<Changes> {
  const idOf = (row: Row<T>) => String(Reflect.get(row, KEYS[table]));
  const known = new Map((await findAllRows(db, table)).map((row) => [idOf(row), row]));
  const isNews = history !== undefined && !(history.skipFirstLoad && known.size === 0);
  const changes = noChanges();
  const logged: NewChange[] = [];
  const added: Row<T>[] = [];
  const record = (change: NewChange['change'], fact: string, was: Row<T> | undefined, now: Row<T> | undefined) => {
    const row = now ?? was;
    if (isNews && row)
      logged.push({
        import_id: history.importId,
        change,
        fact,
        county_fips: null,
        facility_id: null,
        ...history.changeLog(row),
        ...describeChange(was, now),
      });
  };
  for (const row of rows) {
    const id = idOf(row);
    const was = known.get(id);
    if (!was) {
      added.push(row);
      changes.inserted += 1;
      record('added', id, undefined, row);
    } else if (was.content !== row.content) {
      await updateRow(db, table, id, row);
      changes.updated += 1;
      record('changed', id, was, row);
    } else changes.unchanged += 1;
    known.delete(id);
  }
  await insertRows(db, table, added);
  for (const [id, row] of known) {
    await deleteRow(db, table, id);
    record('removed', id, row, undefined);
  }
  changes.removed = known.size;
  await insertChanges(db, logged);
  return changes;
}

// Kysely cannot type a table chosen at run time, so these are written as SQL.
const findAllRows = async <T extends ReplaceableTable>(db: Db, table: T): Promise<Row<T>[]> =>
  (await sql<Row<T>>`select * from ${sql.table(table)} order by ${sql.ref(KEYS[table])}`.execute(db)).rows;

async function insertRows(db: Db, table: ReplaceableTable, rows: object[]): Promise<void> {
  const alike = new Map<string, { columns: string[]; values: Value[][] }>();
  for (const row of rows) {
    const columns = Object.keys(row);
    const known = alike.get(columns.join()) ?? { columns, values: [] };
    alike.set(columns.join(), known);
    known.values.push(Object.values(row));
  }
  for (const { columns, values } of alike.values()) await engineOf(db).insertMany(db, table, columns, values);
}

function updateRow(db: Db, table: ReplaceableTable, id: string, row: object) {
  const values = sql.join(Object.entries(row).map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
  return sql`update ${sql.table(table)} set ${values} where ${sql.ref(KEYS[table])} = ${id}`.execute(db);
}

const deleteRow = (db: Db, table: ReplaceableTable, id: string) =>
  sql`delete from ${sql.table(table)} where ${sql.ref(KEYS[table])} = ${id}`.execute(db);

const OURS = new Set(['content', 'import_id', 'place_id']);

/**
 * The two sides of a change, as JSON. An added or removed row is stored whole; a changed row is stored with the new row
 * and the old values that differ.
 */
function describeChange(was: object | undefined, now: object | undefined): Pick<NewChange, 'was' | 'now'> {
  const ours = (row: object) => Object.entries(row).filter(([column]) => !OURS.has(column));
  const current = new Map(Object.entries(now ?? {}));
  const before = was && ours(was).filter(([column, value]) => !now || value !== current.get(column));
  return {
    was: before ? JSON.stringify(Object.fromEntries(before)) : null,
    now: now ? JSON.stringify(Object.fromEntries(ours(now))) : null,
  };
}
