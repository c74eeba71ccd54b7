import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Db } from '../../src/db/connect.ts';
import type { Tables } from '../../src/db/schema.ts';

/** A statement as it was run: how many rows of `detainers`, or of its indexes, it went through. */
export interface Run {
  sql: string;
  visits: number;
  /** True where it reads the rows themselves, and not an index alone. */
  readsTable: boolean;
  plan: string[];
}

const DETAINERS = /\b(from|join) "detainers"(?! as)/g;

/**
 * A connection that counts: each use of the table becomes a query that calls a function for every row that an index, or
 * a scan, gives. Throws where that would change the plan. Runs that touch the table are kept in `runs`.
 */
export function countedRows(file: string): { db: Db; runs: Run[]; raw: Sqlite.Database } {
  const raw = new Sqlite(file);
  const runs: Run[] = [];
  let visits = 0;
  raw.function('visited', { deterministic: false }, (_id: unknown) => {
    visits += 1;
    return 1;
  });
  const plan = (sql: string, values: unknown[]) =>
    (raw.prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[]).map(({ detail }) =>
      detail.replace(/SUBQUERY \d+/, 'SUBQUERY'),
    );
  const prepare = (sql: string) => {
    const counting = sql.replace(
      DETAINERS,
      '$1 (select * from "detainers" where likelihood(visited("detainer_id"), 1.0)) as "detainers"',
    );
    const statement = raw.prepare(counting);
    const all = (values: unknown[]) => {
      visits = 0;
      const rows = statement.all(...values);
      if (counting !== sql) {
        const planned = plan(sql, values);
        const counted = plan(counting, values);
        if (counted.join() !== planned.join())
          throw new Error(`counting changes the plan of ${sql}: ${planned.join('; ')} becomes ${counted.join('; ')}`);
        runs.push({ sql, visits, readsTable: readsTable(raw, sql, values), plan: planned });
      }
      return rows;
    };
    return { reader: statement.reader, all, run: (values: unknown[]) => statement.run(...values) } as never;
  };
  const dialect = new SqliteDialect({ database: { prepare, close: () => raw.close() } });
  return { db: new Kysely<Tables>({ dialect }), runs, raw };
}

/** Whether a statement's program takes columns from the table, found by the page at which the table begins. */
function readsTable(raw: Sqlite.Database, sql: string, values: unknown[]): boolean {
  const root = raw.prepare("select rootpage from sqlite_master where name = 'detainers'").pluck().get();
  const program = raw.prepare(`explain ${sql}`).all(...values) as { opcode: string; p1: number; p2: number }[];
  const cursors = program.filter(({ opcode, p2 }) => opcode === 'OpenRead' && p2 === root).map(({ p1 }) => p1);
  return program.some(({ opcode, p1 }) => opcode === 'Column' && cursors.includes(p1));
}
