import { type Kysely, sql } from 'kysely';

/**
 * Counting by gender, age, form, field office, lift reason or criminal category reads the index of traits alone; the values of
 * these columns are matched without reading rows. `criminality_totals` holds the counted rows by ICE's criminal category, so
 * that the share without a conviction is said of any place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index detainers_traits on detainers
      (facility_id, prepared_on, outcome_group, citizenship, conviction_charge, gender, criminality, birth_year,
        detainer_type, facility_aor, lift_reason, not_counted)
    where not_counted is null`.execute(db);
  for (const column of ['gender', 'criminality', 'facility_aor', 'lift_reason'])
    await sql`
      insert into value_totals (name, value, rows)
      select ${column}, ${sql.ref(column)}, count(*) from detainers
      where not_counted is null and ${sql.ref(column)} is not null group by 2`.execute(db);
  await sql`
    create table criminality_totals (
      state text,
      county_fips text,
      place_id text,
      facility_kind text not null,
      month text not null,
      criminality text,
      rows integer not null
    ) strict`.execute(db);
  for (const column of ['state', 'place_id', 'county_fips'])
    await sql`
      create index ${sql.ref(`criminality_totals_${column}`)} on criminality_totals (${sql.ref(column)}, month)`.execute(
      db,
    );
  await sql`
    insert into criminality_totals (state, county_fips, place_id, facility_kind, month, criminality, rows)
    select f.state, f.county_fips, f.place_id, f.kind, substr(d.prepared_on, 1, 7), d.criminality, count(*)
    from detainers as d join facilities as f on f.facility_id = d.facility_id
    where d.not_counted is null
    group by 1, 2, 3, 4, 5, 6`.execute(db);
}
