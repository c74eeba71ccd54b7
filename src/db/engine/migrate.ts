import { type Kysely, type Migration, sql } from 'kysely';
import { StartError } from '../../errors.ts';
import type { Db } from './engine.ts';

/** How an engine finds out what was applied, and applies the rest. */
interface Migrating {
  migrations: Record<string, Migration>;
  /** Whether there is a table of that name. */
  findTable(db: Kysely<unknown>, name: string): Promise<boolean>;
  /** Runs all migrations or none. */
  migrateAtOnce(connection: Db, migrations: Record<string, Migration>): Promise<void>;
}

/** Migrates the database to the newest version. Throws StartError for a database from a newer version of the desk. */
export async function migrateWith(db: Db, { migrations, findTable, migrateAtOnce }: Migrating): Promise<void> {
  const applied = await appliedNames(db, findTable);
  const unknown = applied.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new StartError(
      `This database was made by a newer version of the desk (it has ${unknown.join(', ')}). Update the desk, or point DATABASE_URL at another database.`,
    );
  }
  if (applied.length === Object.keys(migrations).length) return;
  try {
    await db.connection().execute((connection) => migrateAtOnce(connection, migrations));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The database could not be brought up to date (${reason}). Nothing was changed.`, {
      cause: error,
    });
  }
}

/** The migrations that a database has, in order; none before its first start. */
export async function appliedNames(db: Db, findTable: Migrating['findTable']): Promise<string[]> {
  const found = await findTable(db as Kysely<unknown>, 'kysely_migration').catch((cause: Error) => {
    throw new StartError(`The database cannot be read (${cause.message}). Is it one of this desk?`, { cause });
  });
  if (!found) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}
