import { type Kysely, sql } from 'kysely';

/** As ../044-installations.ts: where the desk is installed, and the workspaces that have asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table installations (
      installation_id text collate "C" primary key,
      sealed text collate "C" not null,
      key_id text collate "C" not null,
      installed_by text collate "C" not null,
      installed_at text collate "C" not null
    )`.execute(db);
  await sql`
    create table workspaces (
      workspace_id text collate "C" primary key,
      installation_id text collate "C" not null references installations (installation_id),
      seen_at text collate "C" not null
    )`.execute(db);
}
