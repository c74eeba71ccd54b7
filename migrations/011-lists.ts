import { type Kysely, sql } from 'kysely';

/** Who stands on a publisher's list, and since when: a fact about the list, at the list's own dates. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table list_entries (
      entry_id text primary key,
      list text not null,
      publisher text not null,
      place text not null,
      level text not null check (level in ('state', 'county', 'city')),
      state text not null,
      place_id text references places (place_id),
      listed_on text not null,
      removed_on text,
      as_of text not null,
      citation text not null,
      source_url text not null,
      note text not null,
      content text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`create index list_entries_place on list_entries (place_id)`.execute(db);
}
