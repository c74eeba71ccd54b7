import { type Kysely, sql } from 'kysely';

/**
 * Counting by citizenship or charge reads indexes alone. `facility_totals` holds the counted rows of each facility;
 * imports write it with `detainer_totals`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index detainers_prepared`.execute(db);
  await sql`drop index detainers_outcome`.execute(db);
  await sql`
    create index detainers_prepared on detainers (prepared_on, facility_id, outcome_group, citizenship, conviction_charge)
    where not_counted is null`.execute(db);
  await sql`
    create index detainers_outcome on detainers (outcome_group, prepared_on, facility_id, citizenship, conviction_charge)
    where not_counted is null`.execute(db);
  await sql`drop index detainers_uncounted`.execute(db);
  await sql`
    create index detainers_uncounted on detainers
      (facility_id, not_counted, prepared_on, outcome_group, citizenship, conviction_charge)
    where not_counted is not null`.execute(db);
  await sql`create index facilities_state on facilities (state)`.execute(db);
  await sql`
    create table facility_totals (
      facility_id text primary key references facilities (facility_id),
      rows integer not null
    ) strict, without rowid`.execute(db);
  await sql`
    insert into facility_totals
    select facility_id, count(*) from detainers where not_counted is null group by facility_id`.execute(db);
}
