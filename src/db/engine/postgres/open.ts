import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  type PostgresPool,
  replaceWithNoncontingentExpression,
} from 'kysely';
import type pg from 'pg';
import { StartError } from '../../../errors.ts';
import { byWorkspace } from '../../by-workspace.ts';
import type { Tables } from '../../schema.ts';
import type { Db } from '../engine.ts';
import { COPY, copyRows } from './copy.ts';
import { describeFailure } from './failures.ts';

/** The oldest version that is supported, as the server counts: 150000 is PostgreSQL 15. */
const OLDEST = 150_000;
/** An answer takes one connection at a time; a desk rarely answers more at once. */
const CONNECTIONS = 8;
const CONNECT_WITHIN_MS = 5000;
const TRY_EVERY_MS = 50;
const MOST_TRIES = 60;

/** What the connections of one desk share. Transactions have the adapter of their database. */
export class DeskAdapter extends PostgresAdapter {
  /** How long to wait for the lock of imports. */
  lockTimeoutMs = 5000;
  /** The types of columns, by table. */
  readonly columnTypes = new Map<string, Map<string, string>>();
}

class DeskDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new DeskAdapter();
  }
}

/** A database behind a pool of connections; each runs its statements in order. */
export const openPool = (pool: PostgresPool): Db =>
  new Kysely<Tables>({
    dialect: new DeskDialect({ pool }),
    // SQLite knows empty lists, PostgreSQL does not.
    plugins: [byWorkspace, new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  });

/** Connects to a server. Throws StartError: which address, what is wrong, what to do; never the password. */
export async function openServer(address: string): Promise<Db> {
  const { Pool, types } = (await import('pg')).default;
  const pool = new Pool({
    connectionString: address,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    application_name: 'detainer-desk',
    types: { getTypeParser: numbersOf(types) as typeof types.getTypeParser },
  });
  // A connection that breaks while nobody uses it: the next statement opens another.
  pool.on('error', () => {});
  try {
    await checkServer(pool);
  } catch (cause) {
    await pool.end();
    throw cause instanceof StartError ? cause : new StartError(describeFailure(cause, address));
  }
  return openPool({
    end: () => pool.end(),
    async connect() {
      const client = await connectOrWait(pool);
      return {
        query: (text: string, values: unknown[]) =>
          text.startsWith(COPY)
            ? copyRows(client, text, String(values[0]))
            : client.query(text, values.map(withoutNul) as unknown[]),
        release: () => client.release(),
      } as never;
    },
  });
}

/** Where the server has no connection left, waits for one that this desk has: its answers give them back in moments. */
async function connectOrWait(pool: pg.Pool): Promise<pg.PoolClient> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await pool.connect();
    } catch (cause) {
      const isFull = (cause as { code?: unknown }).code === '53300';
      if (!isFull || pool.totalCount === 0 || tries === MOST_TRIES) throw cause;
      await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
    }
  }
}

/** int8 and numeric arrive as numbers: no count or sum of the desk is beyond 2^53. */
const numbersOf =
  ({ builtins, getTypeParser }: typeof pg.types) =>
  (oid: number, format?: 'text' | 'binary') =>
    oid === builtins.INT8 || oid === builtins.NUMERIC ? Number : getTypeParser(oid, format as 'text');

/** A text of PostgreSQL cannot hold the character 0, which people and files may send. */
function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '') : value;
  return Array.isArray(value) ? value.map(withoutNul) : value;
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number; shown: string; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as shown,
      current_setting('server_encoding') as encoding`,
  );
  const { version = 0, shown = '', encoding = '' } = rows[0] ?? {};
  if (version < OLDEST)
    throw new StartError(
      `The server of DATABASE_URL is PostgreSQL ${shown}, which is older than ${OLDEST / 10_000}. Update it, or use another server.`,
    );
  if (encoding !== 'UTF8')
    throw new StartError(
      `The database of DATABASE_URL has the encoding ${encoding}, and the desk needs UTF8. Make another: createdb --encoding=UTF8 --template=template0 desk.`,
    );
}
