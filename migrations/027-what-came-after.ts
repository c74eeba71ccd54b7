import { type Kysely, sql } from 'kysely';

/**
 * What ICE recorded after a detainer, in days: the first arrest, detention stay and departure of the same person in the arrests
 * and stays of the same release, with the import that found it or found none. The index of traits holds these and the row's own
 * later days too, so that counting them, with any filter, reads no rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of [
    'arrests_import_id integer references imports (import_id)',
    'arrested_after_days integer',
    'stays_import_id integer references imports (import_id)',
    'stay_after_days integer',
    'departed_after_days integer',
  ])
    await sql`alter table detainers add column ${sql.raw(column)}`.execute(db);
  await sql`drop index detainers_traits`.execute(db);
  await sql`
    create index detainers_traits on detainers
      (facility_id, prepared_on, outcome_group, citizenship, conviction_charge, gender, criminality, birth_year,
        detainer_type, facility_aor, lift_reason, not_counted, apprehension_on, final_order_on, departed_on, lifted_on,
        arrests_import_id, arrested_after_days, stays_import_id, stay_after_days, departed_after_days)
    where not_counted is null`.execute(db);
}
