import { type Kysely, sql } from 'kysely';

/** The state that a channel or a person means where places share a name. Ids are Slack's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table default_states (
      holder text not null check (holder in ('channel', 'person')),
      holder_id text not null,
      state text not null,
      created_by text not null,
      created_at text not null,
      primary key (holder, holder_id)
    ) strict`.execute(db);
}
