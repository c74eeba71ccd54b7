import type { PGlite } from '@electric-sql/pglite';
import type { Db } from '../../src/db/connect.ts';
import { COPY } from '../../src/db/engine/postgres/copy.ts';
import { openPool } from '../../src/db/engine/postgres/open.ts';
import { postgres } from '../../src/db/engine/postgres.ts';

/** PostgreSQL inside this process, empty and migrated: a server's SQL without a server, and with one connection. */
export async function openPglite(): Promise<Db> {
  const [{ PGlite: Lite, types }, { pg_trgm }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/pg_trgm'),
  ]);
  const lite = await Lite.create({
    extensions: { pg_trgm },
    parsers: { [types.INT8]: Number, [types.NUMERIC]: Number },
  });
  const db = openPool(poolOf(lite));
  await postgres.migrate(db);
  return db;
}

/** One connection, which those who ask for it get one after the other. */
function poolOf(lite: PGlite): Parameters<typeof openPool>[0] {
  let last = Promise.resolve();
  return {
    end: () => lite.close(),
    async connect() {
      const before = last;
      let release = () => {};
      last = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      return { query: (text: string, values: unknown[]) => query(lite, text, values), release } as never;
    },
  };
}

async function query(lite: PGlite, text: string, values: unknown[]) {
  const { rows, affectedRows } = text.startsWith(COPY)
    ? await lite.query(text.replace('from stdin', "from '/dev/blob'"), [], { blob: new Blob([String(values[0])]) })
    : await lite.query(text, values);
  const command = /^\s*(?:\/\*.*?\*\/\s*)?(\w+)/.exec(text)?.[1]?.toUpperCase();
  return { command, rowCount: affectedRows ?? rows.length, rows };
}
