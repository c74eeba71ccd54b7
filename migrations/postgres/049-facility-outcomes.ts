import { type Kysely, sql } from 'kysely';

/** As ../049-facility-outcomes.ts: the counted rows of each facility by outcome. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table facility_outcomes (
      facility_id text collate "C" not null references facilities (facility_id),
      outcome_group text collate "C" not null,
      rows bigint not null,
      primary key (facility_id, outcome_group)
    )`.execute(db);
  await sql`
    insert into facility_outcomes (facility_id, outcome_group, rows)
    select facility_id, outcome_group, count(*) from detainers where not_counted is null group by 1, 2`.execute(db);
}
