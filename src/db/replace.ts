import type { Kysely } from 'kysely';
import type { Db } from './connect.ts';
import type { Tables } from './schema.ts';

/** What an import did to a kind of fact, in rows. */
export interface Changes {
  inserted: number;
  updated: number;
  unchanged: number;
  removed: number;
}

export const noChanges = (): Changes => ({ inserted: 0, updated: 0, unchanged: 0, removed: 0 });

/** The tables whose rows carry a `content` fingerprint, with their key. */
const KEYS = { policies: 'policy_id', releases: 'case_id', figures: 'figure_id', aliases: 'alias_id' } as const;
type ReplaceableTable = keyof typeof KEYS;

/**
 * Makes a table hold exactly `rows`, by key. A row whose `content` is the same stays as it was, with the import that
 * brought it. Must run inside a transaction.
 */
export async function replaceRows<T extends ReplaceableTable>(db: Db, table: T, rows: Tables[T][]): Promise<Changes> {
  const key: string = KEYS[table];
  // The four tables share these two columns; Kysely cannot type a table chosen at run time.
  const plain = db as unknown as Kysely<Record<ReplaceableTable, Record<string, string>>>;
  const known = new Map<string | undefined, string | undefined>();
  for (const row of await plain
    .selectFrom(table as 'policies')
    .select([key, 'content'])
    .execute()) {
    known.set(row[key], row['content']);
  }
  const changes = noChanges();
  for (const row of rows as unknown as Record<string, string>[]) {
    const id = row[key] ?? '';
    if (!known.has(id)) {
      await plain
        .insertInto(table as 'policies')
        .values(row)
        .execute();
      changes.inserted += 1;
    } else if (known.get(id) !== row['content']) {
      await plain
        .updateTable(table as 'policies')
        .set(row)
        .where(key, '=', id)
        .execute();
      changes.updated += 1;
    } else changes.unchanged += 1;
    known.delete(id);
  }
  for (const id of known.keys()) {
    await plain
      .deleteFrom(table as 'policies')
      .where(key, '=', id ?? '')
      .execute();
  }
  changes.removed = known.size;
  return changes;
}
