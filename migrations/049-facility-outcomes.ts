import { type Kysely, sql } from 'kysely';

/**
 * The counted rows of each facility by outcome, so that all facilities can be ranked without reading the rows. Imports
 * write it with `facility_totals`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table facility_outcomes (
      facility_id text not null references facilities (facility_id),
      outcome_group text not null,
      rows integer not null,
      primary key (facility_id, outcome_group)
    ) strict, without rowid`.execute(db);
  await sql`
    insert into facility_outcomes (facility_id, outcome_group, rows)
    select facility_id, outcome_group, count(*) from detainers where not_counted is null group by 1, 2`.execute(db);
}
