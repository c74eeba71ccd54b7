import type { Selectable } from 'kysely';
import type { Db } from './connect.ts';
import { type Changes, replaceRows } from './replace.ts';
import type { ListEntryTable } from './schema.ts';

export type ListEntry = Selectable<ListEntryTable>;

/** Replaces the table with exactly these entries. */
export const replaceListEntries = (db: Db, rows: ListEntryTable[], importId: number): Promise<Changes> =>
  replaceRows(db, 'list_entries', rows, {
    importId,
    changeLog: (row) => ({ kind: 'data', class: 'list', state: row.state, place_id: row.place_id }),
  });

/** Entries of these places on any list, by list and day. */
export function findAllListEntries(db: Db, placeIds: string[]): Promise<ListEntry[]> {
  if (placeIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('list_entries')
    .selectAll()
    .where('place_id', 'in', placeIds)
    .orderBy('list')
    .orderBy('listed_on')
    .orderBy('entry_id')
    .execute();
}

/** The loaded lists, each with its publisher, its first day and the day up to which it was read. */
export function findAllLists(db: Db) {
  return db
    .selectFrom('list_entries')
    .select(({ fn }) => [
      'list',
      'publisher',
      fn.min('listed_on').as('listed_on'),
      fn.max('as_of').as('as_of'),
      fn.max('citation').as('citation'),
      fn.max('source_url').as('source_url'),
    ])
    .groupBy(['list', 'publisher'])
    .orderBy('list')
    .orderBy('publisher')
    .execute();
}
