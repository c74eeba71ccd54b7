import { type Kysely, sql } from 'kysely';

const FLAGS = [
  'prior_felony',
  'multiple_prior_misd',
  'violent_misdemeanor',
  'illegal_entry',
  'illegal_reentry',
  'immigration_fraud',
  'significant_risk',
  'other_removal_reason',
  'criminal_street_gang',
  'aggravated_felony',
  'deportation_ordered',
  'order_show_cause_served',
  'biometric_match',
  'statements_made',
  'unlawful_attempt',
  'unlawful_entry',
  'visa',
  'federal_interest',
  'active_investigation',
];

/**
 * A later release of detainer rows replaces the earlier. A row that the later one does not have any more stays, marked
 * gone; a likely copy of another row stays, marked copy; both are not counted. `release_windows` holds what each import
 * covered; `detainer_totals` the counted rows by place, kind of facility, month and outcome; `facility_corrections`
 * what a team knows better than the words of a facility's name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table detainers_next (
      detainer_id integer primary key,
      reference text not null,
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
      import_id integer not null references imports (import_id),
      not_counted text check (not_counted in ('gone', 'copy')),
      gone_import_id integer references imports (import_id)
    ) strict`.execute(db);
  await sql`insert into detainers_next select *, null, null from detainers`.execute(db);
  // A letter a flag, in this order, takes a twentieth of the room of the words.
  const letters = FLAGS.map((flag) => sql`case flags ->> ${flag} when 'YES' then 'Y' when 'NO' then 'N' else '-' end`);
  await sql`update detainers_next set flags = ${sql.join(letters, sql` || `)}`.execute(db);
  await sql`drop table detainers`.execute(db);
  await sql`alter table detainers_next rename to detainers`.execute(db);
  // Not part of the table, so that an import into an empty one can make them after the rows.
  await sql`create unique index detainers_reference on detainers (reference)`.execute(db);
  // All that counting asks for stands in the index, so that no row is read.
  await sql`
    create index detainers_facility on detainers (facility_id, prepared_on, outcome_group, citizenship, conviction_charge)
    where not_counted is null`.execute(db);
  await sql`
    create index detainers_prepared on detainers (prepared_on, facility_id, outcome_group)
    where not_counted is null`.execute(db);
  await sql`
    create index detainers_outcome on detainers (outcome_group, prepared_on, facility_id)
    where not_counted is null`.execute(db);
  await sql`
    create index detainers_uncounted on detainers (facility_id, not_counted)
    where not_counted is not null`.execute(db);

  await sql`alter table changes add column was_import_id integer references imports (import_id)`.execute(db);
  await sql`create index changes_outcome on changes (fact) where kind = 'outcomes'`.execute(db);
  await sql`alter table imports add column withheld integer not null default 0`.execute(db);
  await sql`
    create table release_windows (
      import_id integer not null references imports (import_id),
      state text not null,
      first_on text not null,
      last_on text not null,
      rows integer not null,
      extract integer not null check (extract in (0, 1)),
      primary key (import_id, state)
    ) strict, without rowid`.execute(db);
  await sql`
    create table detainer_totals (
      state text,
      county_fips text,
      place_id text,
      facility_kind text not null,
      month text not null,
      outcome_group text not null,
      rows integer not null
    ) strict`.execute(db);
  await sql`create index detainer_totals_state on detainer_totals (state, month)`.execute(db);
  await sql`create index detainer_totals_place on detainer_totals (place_id, month)`.execute(db);
  await sql`create index detainer_totals_county on detainer_totals (county_fips, month)`.execute(db);
  await sql`
    create table facility_corrections (
      correction_id text primary key,
      state text not null,
      code text,
      name text,
      city text,
      kind text not null,
      place_id text references places (place_id),
      county_fips text,
      reason text not null,
      source text not null,
      content text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
}
