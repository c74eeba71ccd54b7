import { type Kysely, sql } from 'kysely';

/**
 * Counting by the ICE program that had the case, and with the filter, reads the index of traits alone; the values of the column
 * are matched without reading rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index detainers_traits`.execute(db);
  await sql`
    create index detainers_traits on detainers
      (facility_id, prepared_on, outcome_group, citizenship, conviction_charge, gender, criminality, birth_year,
        detainer_type, facility_aor, lift_reason, not_counted, apprehension_on, final_order_on, departed_on, lifted_on,
        arrests_import_id, arrested_after_days, stays_import_id, stay_after_days, departed_after_days, program)
    where not_counted is null`.execute(db);
  await sql`
    insert into value_totals (name, value, rows)
    select 'program', program, count(*) from detainers
    where not_counted is null and program is not null group by 2`.execute(db);
}
