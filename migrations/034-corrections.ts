import { type Kysely, sql } from 'kysely';

/**
 * What readers reported as wrong or outdated, by the answer's id and command line, and what became of it. `user_id` is
 * emptied when the answer's time is over.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table corrections (
      correction_id integer primary key,
      answer_id text not null,
      line text not null,
      reason text not null,
      sentence text not null,
      user_id text not null,
      reported_at text not null,
      outcome text not null,
      settled_at text
    ) strict`.execute(db);
  await sql`create index corrections_person on corrections (user_id, reported_at)`.execute(db);
}
