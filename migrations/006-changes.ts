import { type Kysely, sql } from 'kysely';

/**
 * What each import added, changed and took away. Facts that are read whole have a row each (`was` and `now` hold the
 * columns that differ, as JSON); detainer rows that arrive are counted by facility, since a release brings thousands.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table changes (
      change_id integer primary key,
      import_id integer not null references imports (import_id),
      kind text not null check (kind in ('releases', 'policy', 'agreements', 'outcomes', 'data')),
      change text not null check (change in ('added', 'changed', 'removed')),
      fact text not null,
      class text,
      state text,
      place_id text,
      county_fips text,
      facility_id text,
      was text,
      now text
    ) strict`.execute(db);
  await sql`create index changes_import on changes (import_id, kind)`.execute(db);
  await sql`create index changes_facility on changes (facility_id, import_id)`.execute(db);
  await sql`
    create table arrivals (
      import_id integer not null references imports (import_id),
      facility_id text not null references facilities (facility_id),
      added integer not null,
      changed integer not null,
      busiest_on text,
      busiest_rows integer not null,
      primary key (import_id, facility_id)
    ) strict, without rowid`.execute(db);
}
