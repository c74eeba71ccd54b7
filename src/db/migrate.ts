import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { migrations } from '../../migrations/index.ts';
import { StartError } from '../errors.ts';
import type { Tables } from './schema.ts';

/** Migrates the database to the newest version. Throws StartError for a database from a newer version of the desk. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const applied = await appliedNames(db);
  const unknown = applied.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new StartError(
      `This database was made by a newer version of the desk (it has ${unknown.join(', ')}). Update the desk, or point DATABASE_URL at another file.`,
    );
  }
  if (applied.length === Object.keys(migrations).length) return;
  try {
    await db.connection().execute(migrateAtOnce);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The database could not be brought up to date (${reason}). Nothing was changed.`);
  }
}

/**
 * Runs all migrations or none. Kysely runs them without a transaction on SQLite, and a process killed halfway would
 * leave a database that no later start can update. When two desks start at once, the second one waits and finds the
 * work done.
 */
async function migrateAtOnce(connection: Kysely<Tables>): Promise<void> {
  const provider = { getMigrations: async (): Promise<Record<string, Migration>> => migrations };
  await sql`begin immediate`.execute(connection);
  try {
    const { error } = await new Migrator({ db: connection, provider }).migrateToLatest();
    if (error) throw error;
    await sql`commit`.execute(connection);
  } catch (cause) {
    await sql`rollback`.execute(connection);
    throw cause;
  }
}

/** Tables of SQLite and Kysely. */
type Bookkeeping = {
  sqlite_master: { name: string };
  kysely_migration: { name: string };
};

async function appliedNames(db: Kysely<Tables>): Promise<string[]> {
  const bookkeeping = db.withTables<Bookkeeping>();
  const table = await bookkeeping
    .selectFrom('sqlite_master')
    .select('name')
    .where('name', '=', 'kysely_migration')
    .executeTakeFirst()
    .catch((cause: Error) => {
      throw new StartError(`The database file cannot be read (${cause.message}). Is it an SQLite database?`);
    });
  if (!table) return [];
  const rows = await bookkeeping.selectFrom('kysely_migration').select('name').execute();
  return rows.map((row) => row.name);
}
