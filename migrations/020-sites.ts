import { type Kysely, sql } from 'kysely';

/** Prisons, detention sites, airports and tribal police: names that are no place, but stand in one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sites (
      site_id text primary key,
      kind text not null check (kind in ('airport', 'federal prison', 'ICE detention', 'state prison', 'tribal police')),
      name text not null,
      state text not null,
      counties text not null,
      place_id text references places (place_id),
      note text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`
    create table site_names (
      name_key text not null,
      site_id text not null references sites (site_id),
      primary key (name_key, site_id)
    ) strict, without rowid`.execute(db);
}
