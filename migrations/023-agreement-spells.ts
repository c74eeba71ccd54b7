import { type Kysely, sql } from 'kysely';

/**
 * A row of agreements is one spell on ICE's lists: an agreement that returns gets a row of its own. An agreement may be
 * known without a list (its memorandum or a signing), and may have ended while ICE still listed it. The sheets that were
 * loaded are kept by day, because what absence means depends on them. Rows of the sheets loaded so far stay; their days
 * become sheets.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table agreement_spells (
      agreement_id text primary key,
      stage text not null check (stage in ('participating', 'pending')),
      state text not null,
      agency text not null,
      agency_key text not null,
      other_keys text not null default '',
      agency_type text not null,
      county text,
      model text not null,
      model_code text not null,
      signed_on text,
      signed_text text not null,
      resigned_on text not null default '',
      moa_url text,
      addendum text not null,
      place_id text references places (place_id),
      county_fips text,
      listed_on text,
      sheet_on text,
      left_on text,
      ended_on text,
      ended_how text not null default '',
      ended_source text not null default '',
      content text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`
    insert into agreement_spells (agreement_id, stage, state, agency, agency_key, agency_type, county, model, model_code,
      signed_on, signed_text, moa_url, addendum, place_id, county_fips, listed_on, sheet_on, left_on, content, import_id)
    select agreement_id, stage, state, agency, agency_key, agency_type, county, model,
      case when lower(model) like '%jail%' then 'JEM' when lower(model) like '%warrant%' then 'WSO'
        when lower(model) like '%task force%' then 'TFM' else 'other' end,
      signed_on, signed_text, moa_url, addendum, place_id, county_fips, listed_on, sheet_on, left_on, content, import_id
    from agreements`.execute(db);
  await sql`
    create table agreement_sheets (
      sheet_id integer primary key,
      stage text not null check (stage in ('participating', 'pending')),
      sheet_on text not null,
      seen_to text not null,
      edition text not null,
      file text not null,
      sha256 text not null,
      passed_over integer not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`
    insert into agreement_sheets (stage, sheet_on, seen_to, edition, file, sha256, passed_over, import_id)
    select stage, day, day, day || ' 00', '', '', 0, min(import_id) from (
      select stage, listed_on as day, import_id from agreements
      union all select stage, sheet_on, import_id from agreements
      union all select stage, left_on, import_id from agreements where left_on is not null
    ) group by stage, day order by stage, day`.execute(db);
  await sql`drop table agreements`.execute(db);
  await sql`alter table agreement_spells rename to agreements`.execute(db);
  await sql`create index agreements_place on agreements (place_id)`.execute(db);
  await sql`create index agreements_county on agreements (county_fips)`.execute(db);
  await sql`create index agreements_state on agreements (state, stage)`.execute(db);
  await sql`create index agreements_stage on agreements (stage, left_on)`.execute(db);
  await sql`create index agreement_sheets_day on agreement_sheets (stage, sheet_on)`.execute(db);
  await sql`create index agreement_sheets_hash on agreement_sheets (sha256)`.execute(db);
}
