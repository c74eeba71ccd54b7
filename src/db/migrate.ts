import { type Kysely, type Migration, Migrator } from 'kysely';
import { migrations } from '../../migrations/index.ts';
import { StartError } from '../errors.ts';
import type { Tables } from './schema.ts';

/** Brings the database to the newest migration. A database from a newer version is refused with a sentence. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const provider = { getMigrations: async (): Promise<Record<string, Migration>> => migrations };
  const migrator = new Migrator({ db, provider });
  const applied = await appliedNames(db as unknown as Kysely<Bookkeeping>);
  const unknown = applied.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new StartError(
      `This database was made by a newer version of the desk (it has ${unknown.join(', ')}). Update the desk, or point DATABASE_URL at another file.`,
    );
  }
  if (applied.length === Object.keys(migrations).length) return;
  const { error } = await migrator.migrateToLatest();
  if (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The database could not be brought up to date (${reason}). Nothing was changed.`);
  }
}

/** SQLite's and Kysely's own tables. */
interface Bookkeeping {
  sqlite_master: { name: string };
  kysely_migration: { name: string };
}

async function appliedNames(db: Kysely<Bookkeeping>): Promise<string[]> {
  const table = await db
    .selectFrom('sqlite_master')
    .select('name')
    .where('name', '=', 'kysely_migration')
    .executeTakeFirst()
    .catch((cause: Error) => {
      throw new StartError(`The database file cannot be read (${cause.message}). Is it an SQLite database?`);
    });
  if (!table) return [];
  const rows = await db.selectFrom('kysely_migration').select('name').execute();
  return rows.map((row) => row.name);
}
