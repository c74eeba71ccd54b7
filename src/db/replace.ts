import type { Kysely } from 'kysely';
import { insertChanges, type NewChange } from './changes.ts';
import type { Db } from './connect.ts';
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

/** How to log a row that was added, changed or removed: its kind and where it belongs. */
export type ChangeLog = (
  row: Record<string, string | null>,
) => Pick<NewChange, 'kind' | 'class' | 'state' | 'place_id'>;

/**
 * Makes a table hold exactly `rows`, by key. A row with the same `content` stays as it was, with the import that added
 * it. With `history`, each difference is logged as a change of the import. Must run inside a transaction.
 */
export async function replaceRows<T extends ReplaceableTable>(
  db: Db,
  table: T,
  rows: Tables[T][],
  history?: { importId: number; changeLog: ChangeLog; skipFirstLoad?: true },
): Promise<Changes> {
  const key: string = KEYS[table];
  // These tables share the two columns used here. Kysely cannot type a table chosen at run time.
  const plain = db as unknown as Kysely<Record<ReplaceableTable, Record<string, string>>>;
  const known = new Map<string, Row>();
  for (const row of await plain
    .selectFrom(table as 'policies')
    .selectAll()
    .execute())
    known.set(row[key] ?? '', row);
  const isNews = history !== undefined && !(history.skipFirstLoad && known.size === 0);
  const changes = noChanges();
  const logged: NewChange[] = [];
  const record = (change: NewChange['change'], was: Row | undefined, now: Row | undefined) => {
    const row = now ?? was;
    if (isNews && row) logged.push(changeOf(history, row[key] ?? '', change, was, now));
  };
  for (const row of rows as unknown as Record<string, string>[]) {
    const id = row[key] ?? '';
    if (!known.has(id)) {
      await plain
        .insertInto(table as 'policies')
        .values(row)
        .execute();
      changes.inserted += 1;
      record('added', undefined, row);
    } else if (known.get(id)?.['content'] !== row['content']) {
      await plain
        .updateTable(table as 'policies')
        .set(row)
        .where(key, '=', id)
        .execute();
      changes.updated += 1;
      record('changed', known.get(id), row);
    } else changes.unchanged += 1;
    known.delete(id);
  }
  for (const [id, row] of known) {
    await plain
      .deleteFrom(table as 'policies')
      .where(key, '=', id)
      .execute();
    record('removed', row, undefined);
  }
  changes.removed = known.size;
  await insertChanges(db, logged);
  return changes;
}

type Row = Record<string, string>;
const OURS = new Set(['content', 'import_id', 'place_id']);

/**
 * Describes one change. An added or removed row is stored whole; a changed row is stored with the new row and the old
 * values that differ.
 */
function changeOf(
  { importId, changeLog }: { importId: number; changeLog: ChangeLog },
  fact: string,
  change: NewChange['change'],
  was: Row | undefined,
  now: Row | undefined,
): NewChange {
  const plain = (row: Row, keep: (column: string) => boolean) =>
    JSON.stringify(Object.fromEntries(Object.entries(row).filter(([column]) => !OURS.has(column) && keep(column))));
  return {
    import_id: importId,
    change,
    fact,
    county_fips: null,
    facility_id: null,
    ...changeLog((now ?? was) as Record<string, string | null>),
    was: was ? plain(was, (column) => !now || was[column] !== now[column]) : null,
    now: now ? plain(now, () => true) : null,
  };
}
