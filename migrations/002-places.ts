import { type Kysely, sql } from 'kysely';

/**
 * place_id: a state's letters (CA), a county's FIPS (06037), or state/city name (CA/Los Angeles).
 * alias_key: lower case, no accents or punctuation.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table places (
      place_id text primary key,
      level text not null check (level in ('state', 'county', 'city')),
      state text not null,
      name text not null,
      name_key text not null,
      fips text,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`create index places_key on places (name_key, state)`.execute(db);
  await sql`create index places_state on places (state, name_key)`.execute(db);
  await sql`create index places_name on places (level, state, name)`.execute(db);
  await sql`create index places_fips on places (fips)`.execute(db);
  await sql`
    create table place_counties (
      place_id text not null references places (place_id) on delete cascade,
      county_fips text not null,
      position integer not null,
      primary key (place_id, county_fips)
    ) strict`.execute(db);
  await sql`create index place_counties_county on place_counties (county_fips)`.execute(db);
  await sql`
    create table agencies (
      agency_id integer primary key,
      name text not null,
      level text not null check (level in ('state', 'county', 'city', 'federal')),
      state text,
      place_id text references places (place_id),
      import_id integer not null references imports (import_id),
      unique (name, level, state)
    ) strict`.execute(db);
  await sql`
    create table aliases (
      alias_id text primary key,
      alias text not null,
      alias_key text not null,
      canonical text not null,
      canonical_key text not null,
      level text not null check (level in ('state', 'county', 'city', 'federal')),
      state text,
      fips text,
      county_fips text not null,
      kind text not null check (kind in ('jurisdiction', 'agency', 'facility')),
      parent text,
      place_id text references places (place_id),
      ambiguity text not null check (ambiguity in ('none', 'same place', 'different places')),
      rank integer not null,
      note text not null,
      content text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`create index aliases_key on aliases (alias_key, state)`.execute(db);
  await sql`create index aliases_canonical on aliases (canonical_key, state)`.execute(db);
  await sql`
    create table facilities (
      facility_id text primary key,
      code text,
      name text not null,
      city text,
      state text,
      kind text not null,
      place_id text references places (place_id),
      county_fips text,
      search_key text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`create index facilities_code on facilities (code)`.execute(db);
  await sql`create index facilities_place on facilities (place_id)`.execute(db);
  await sql`create index facilities_county on facilities (county_fips)`.execute(db);
  await sql`create virtual table name_search using fts5 (name_key, tokenize = 'trigram')`.execute(db);
}
