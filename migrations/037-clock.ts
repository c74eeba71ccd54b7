import { type Kysely, sql } from 'kysely';

/** The last instant at which a desk ran with a clock that it trusted, in the row 1. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table clock (
      only_row integer primary key,
      seen_at text not null
    ) strict`.execute(db);
}
