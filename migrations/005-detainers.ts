import { type Kysely, sql } from 'kysely';

/**
 * One row a detainer as ICE published it. `reference` comes from a natural key that leaves out ICE's identifier, the
 * outcome and the row's position, so that it survives a re-import. `identifier` finds duplicates; it is never shown.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table detainers (
      detainer_id integer primary key,
      reference text not null unique,
      prepared_on text not null,
      facility_id text not null references facilities (facility_id),
      facility_aor text,
      outcome_group text not null,
      lift_reason text,
      lift_reason_code text,
      detainer_type text,
      criminality text,
      threat_level text,
      gender text,
      citizenship text,
      birth_country text,
      birth_year integer,
      conviction_charge text,
      conviction_charge_code text,
      charge_on text,
      conviction_on text,
      sentence_days integer,
      sentence_months integer,
      sentence_years integer,
      aggravated_felon text,
      case_status text,
      case_category text,
      processing_disposition text,
      entry_status text,
      entry_on text,
      final_order text,
      final_order_on text,
      departed_on text,
      departure_country text,
      apprehension_on text,
      apprehension_method text,
      resume_custody text,
      notify_release_request text,
      flags text not null,
      redacted text not null,
      duty_site text,
      identifier text,
      duplicate_likely text,
      file text not null,
      sheet text,
      row_number integer not null,
      content text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`create index detainers_facility on detainers (facility_id, prepared_on, outcome_group)`.execute(db);
  await sql`create index detainers_prepared on detainers (prepared_on)`.execute(db);
  await sql`create index detainers_outcome on detainers (outcome_group, prepared_on)`.execute(db);
}
