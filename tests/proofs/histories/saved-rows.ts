import { CompiledQuery } from 'kysely';
import type { Db } from '../../../src/db/connect.ts';

/** The tables that posting writes; of imports and changes, the rows that a history brought. */
const TABLES = ['imports', 'changes', 'subscriptions', 'watches', 'threads', 'deliveries', 'outbox'];

/** The rows of the tables, each by a number; equal numbers are equal rows. */
export type Saved = readonly number[];

type Row = Record<string, string | number | null>;

/** Saves what a database holds in these tables, and puts it back. Rows that are equal are kept once. */
export function createSaver(db: Db, firstImport: number) {
  const numbers = new Map<string, number>();
  const known: { table: string; row: Row }[] = [];
  let held: Saved = [];
  const run = (text: string, values: unknown[] = []) => db.executeQuery<Row>(CompiledQuery.raw(text, values));

  function numberOf(table: string, row: Row): number {
    const text = `${table} ${JSON.stringify(row)}`;
    const found = numbers.get(text);
    if (found !== undefined) return found;
    numbers.set(text, known.length);
    known.push({ table, row });
    return known.length - 1;
  }

  return {
    async save(): Promise<Saved> {
      const all: number[] = [];
      for (const table of TABLES) {
        const mine = table === 'imports' || table === 'changes' ? `where import_id > ${firstImport}` : '';
        const { rows } = await run(`select rowid as saved_rowid, * from ${table} ${mine} order by rowid`);
        // A claim of a process that is gone: who it was makes no difference.
        for (const row of rows) all.push(numberOf(table, row['claimed_by'] ? { ...row, claimed_by: 'gone' } : row));
      }
      held = all;
      return all;
    },
    /** Rows that are there already stay. */
    async restore(saved: Saved): Promise<void> {
      const [before, after] = [new Set(held), new Set(saved)];
      await run('pragma foreign_keys = off'); // else a row that is replaced would take others with it
      await run('begin');
      for (const number of before) {
        const { table, row } = known[number] as { table: string; row: Row };
        if (!after.has(number)) await run(`delete from ${table} where rowid = ?`, [row['saved_rowid']]);
      }
      for (const number of after) {
        if (before.has(number)) continue;
        const { table, row } = known[number] as { table: string; row: Row };
        const columns = Object.keys(row).map((name) => (name === 'saved_rowid' ? 'rowid' : name));
        const marks = columns.map(() => '?').join(', ');
        await run(`insert into ${table} (${columns.join(', ')}) values (${marks})`, Object.values(row));
      }
      await run('commit');
      await run('pragma foreign_keys = on');
      held = saved;
    },
  };
}
