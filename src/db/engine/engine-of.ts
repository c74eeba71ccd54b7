import { PostgresAdapter } from 'kysely';
import type { Db, Engine } from './engine.ts';
import { postgres } from './postgres.ts';
import { sqlite } from './sqlite.ts';

const engines: readonly Engine[] = [sqlite, postgres];

/** True for the address of a database on a PostgreSQL server; others are files of SQLite. */
export const isServer = (address: string): boolean => /^postgres(ql)?:\/\//.test(address);

/** The engine of an address: a file's path, ':memory:', or postgres://... */
export const engineAt = (address: string): Engine => (isServer(address) ? postgres : sqlite);

/** The engine of an open database, or of a transaction in it. */
export const engineOf = (db: Pick<Db, 'getExecutor'>): Engine =>
  db.getExecutor().adapter instanceof PostgresAdapter ? postgres : sqlite;

/** True where one of the engines says so of an error. */
export const someEngine = (says: (engine: Engine, code: string) => boolean, cause: unknown): boolean => {
  const code = String((cause as { code?: unknown } | undefined)?.code ?? '');
  return engines.some((engine) => says(engine, code));
};
