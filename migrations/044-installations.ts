import { type Kysely, sql } from 'kysely';

/**
 * Where the desk is installed: in a workspace (T...) or in a whole organization (E...). `sealed` is Slack's installation
 * with its token as JSON, encrypted with the key that `key_id` names. `workspaces` has each workspace that has asked, and
 * the installation that answers it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table installations (
      installation_id text primary key,
      sealed text not null,
      key_id text not null,
      installed_by text not null,
      installed_at text not null
    ) strict`.execute(db);
  await sql`
    create table workspaces (
      workspace_id text primary key,
      installation_id text not null references installations (installation_id),
      seen_at text not null
    ) strict`.execute(db);
}
