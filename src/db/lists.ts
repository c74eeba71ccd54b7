import type { Selectable } from 'kysely';
import type { Db } from './connect.ts';
import { findLatestLoaded } from './imports.ts';
import { type Changes, replaceRows } from './replace.ts';
import type { ListEntryTable } from './schema.ts';
import { keeping } from './until-import.ts';

export type ListEntry = Selectable<ListEntryTable>;

/** Replaces the table with exactly these entries. */
export const replaceListEntries = (db: Db, rows: ListEntryTable[], importId: number): Promise<Changes> =>
  replaceRows(db, 'list_entries', rows, {
    importId,
    changeLog: (row) => ({ kind: 'data', class: 'list', state: row.state, place_id: row.place_id }),
  });

/** Entries of these places on any list, by list and day. */
export const findAllListEntries = keeping((db, placeIds: string[]): Promise<ListEntry[]> => {
  if (placeIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('list_entries')
    .selectAll()
    .where('place_id', 'in', placeIds)
    .orderBy('list')
    .orderBy('listed_on')
    .orderBy('entry_id')
    .execute();
});

/** Counts the rows of lists whose place is not known, so that nobody can be said to be off the list. */
export const countUnplacedListRows = keeping(async (db): Promise<number> => {
  const { unplaced } = await db
    .selectFrom('list_entries')
    .select(({ fn }) => fn.countAll<number>().as('unplaced'))
    .where('place_id', 'is', null)
    .executeTakeFirstOrThrow();
  const latest = await findLatestLoaded(db, 'lists');
  return Number(unplaced) + (latest?.rejected ?? 0);
});

/**
 * The loaded lists, each with its publisher, its first day, the day up to which it was read, and the citation that most of
 * its rows have.
 */
export const findAllLists = keeping(async (db) => {
  const sources = await db
    .selectFrom('list_entries')
    .select(({ fn }) => [
      'list',
      'publisher',
      'citation',
      'source_url',
      fn.min('listed_on').as('listed_on'),
      fn.max('as_of').as('as_of'),
      fn.countAll<number>().as('rows'),
    ])
    .groupBy(['list', 'publisher', 'citation', 'source_url'])
    .orderBy('list')
    .orderBy('publisher')
    .orderBy('rows', 'desc')
    .orderBy('citation')
    .execute();
  const lists = new Map<string, (typeof sources)[number]>();
  for (const source of sources) {
    const key = `${source.list}|${source.publisher}`;
    const list = lists.get(key) ?? source;
    const [listed_on = ''] = [list.listed_on, source.listed_on].sort();
    const as_of = [list.as_of, source.as_of].sort().at(-1) ?? '';
    lists.set(key, { ...list, listed_on, as_of });
  }
  return [...lists.values()];
});
