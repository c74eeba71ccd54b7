import type { Insertable, Selectable } from 'kysely';
import { insertChanges } from './changes.ts';
import { type Db, inTransaction } from './connect.ts';
import { insertImport, newImport } from './imports.ts';
import type { ChangeTable, LedgerEntryTable } from './schema.ts';

export type LedgerEntry = Selectable<LedgerEntryTable>;
export type NewEntry = Omit<Insertable<LedgerEntryTable>, 'entry_id' | 'import_id'>;

/** Every entry, by the day on which it was said. They are few. */
const findAllEntries = (db: Db): Promise<LedgerEntry[]> =>
  db.selectFrom('ledger_entries').selectAll().orderBy('said_on').orderBy('entry_id').execute();

/** The entries of one case or figure, by the day on which they were said. */
export const findAllEntriesOf = (db: Db, fact: string): Promise<LedgerEntry[]> =>
  db.selectFrom('ledger_entries').selectAll().where('fact', '=', fact).orderBy('said_on').orderBy('entry_id').execute();

/** Gives each row the entries about it; a row without entries stays as it is. */
export async function withEntries<T extends object>(
  db: Db,
  rows: T[],
  idOf: (row: T) => string,
): Promise<(T & { ledger?: LedgerEntry[] })[]> {
  const entries = rows.length === 0 ? [] : await findAllEntries(db);
  if (entries.length === 0) return rows;
  return rows.map((row) => {
    const ledger = entries.filter(({ fact }) => fact === idOf(row));
    return ledger.length > 0 ? { ...row, ledger } : row;
  });
}

/** What an entry is about, for the history. `row` is the published row. */
export interface EntrySubject extends Pick<ChangeTable, 'kind' | 'class' | 'state' | 'place_id'> {
  row: object;
}

/**
 * Stores an entry as an import of its own, with a change in the history, and runs `more` in the same transaction.
 * Undefined when the same entry is stored already.
 */
export function insertEntry(
  db: Db,
  entry: NewEntry,
  { row, ...subject }: EntrySubject,
  more: (transaction: Db, stored: LedgerEntry) => Promise<void>,
): Promise<LedgerEntry | undefined> {
  return inTransaction(db, async (transaction) => {
    const { fact, kind, said_by, said_on, address, words, field, now } = entry;
    const same = await transaction
      .selectFrom('ledger_entries')
      .select('entry_id')
      .where((eb) => eb.and({ fact, kind, said_by, said_on, address, words, field, now }))
      .executeTakeFirst();
    if (same) return undefined;
    const importId = await insertImport(transaction, {
      ...newImport({
        source: 'ledger',
        file: `an entry on ${fact}`,
        publisher: said_by,
        started_at: entry.recorded_at,
      }),
      rows: 1,
      inserted: 1,
    });
    const stored = await transaction
      .insertInto('ledger_entries')
      .values({ ...entry, import_id: importId })
      .returningAll()
      .executeTakeFirstOrThrow();
    await insertChanges(transaction, [
      {
        ...subject,
        import_id: importId,
        change: 'changed',
        fact,
        county_fips: null,
        facility_id: null,
        was: JSON.stringify(field ? { [field]: entry.was } : {}),
        now: JSON.stringify({ ...row, ledger: [stored] }),
      },
    ]);
    await more(transaction, stored);
    return stored;
  });
}
