import { type Kysely, sql } from 'kysely';

/**
 * 287(g) agreements by agency and model, from ICE's participating and pending sheets. Each sheet replaces the last of
 * its stage; what is on it no longer keeps its row with the day of the sheet that first lacked it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table agreements (
      agreement_id text primary key,
      stage text not null check (stage in ('participating', 'pending')),
      state text not null,
      agency text not null,
      agency_key text not null,
      agency_type text not null,
      county text,
      model text not null,
      signed_on text,
      signed_text text not null,
      moa_url text,
      addendum text not null,
      place_id text references places (place_id),
      county_fips text,
      listed_on text not null,
      sheet_on text not null,
      left_on text,
      content text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`create index agreements_place on agreements (place_id)`.execute(db);
  await sql`create index agreements_county on agreements (county_fips)`.execute(db);
  await sql`create index agreements_state on agreements (state, stage)`.execute(db);
}
