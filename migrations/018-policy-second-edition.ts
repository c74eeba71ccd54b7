import { type Kysely, sql } from 'kysely';

/**
 * The second edition of the policy record: agencies from a closed list, terms and disputes by dimension, a reader's note.
 * The rows of the first edition cannot be converted; the bundled file brings all of them again at the next start.
 * What changed before stays in `changes`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop table policies`.execute(db);
  await sql`
    create table policies (
      policy_id text primary key,
      level text not null check (level in ('state', 'county', 'city')),
      state text not null,
      name text not null,
      fips text,
      place_id text references places (place_id),
      agencies text not null,
      instrument text not null,
      kind text not null,
      enacted_on text,
      effective_on text,
      ended_on text,
      hold_on_detainer text not null,
      notify_release text not null,
      jail_access_for_ice text not null,
      share_information text not null,
      agreement_287g text not null,
      hold_terms text not null,
      notify_terms text not null,
      access_terms text not null,
      information_terms text not null,
      agreement_terms text not null,
      citation text not null,
      official_url text not null,
      source_url text not null,
      confidence text not null check (confidence in ('high', 'medium', 'low')),
      as_of text not null,
      state_governs text not null,
      contested text not null,
      contested_note text not null,
      note text not null,
      status text not null check (status in ('in force at as_of', 'ended', 'unconfirmed')),
      basis text not null,
      reviewed text not null,
      content text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`create index policies_place on policies (place_id)`.execute(db);
  await sql`create index policies_state on policies (state, level)`.execute(db);
}
