import { type Kysely, sql } from 'kysely';

/**
 * Proposals of an intake that wait for a review. `row` is the row of the releases file as it stands, `marks` the places
 * and the few words that each column was read from, without names; both are JSON. The text itself is not kept.
 * `proposal_reviews` holds who agreed to which row, while a second person must agree.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table proposals (
      case_id text primary key,
      text_sha256 text not null,
      address text not null,
      publisher text not null,
      published text not null,
      row text not null,
      marks text not null,
      doubts text not null,
      proposed_by text not null,
      proposed_at text not null
    ) strict`.execute(db);
  await sql`
    create table proposal_reviews (
      case_id text not null references proposals (case_id) on delete cascade,
      reviewer text not null,
      row text not null,
      reviewed_at text not null,
      primary key (case_id, reviewer)
    ) strict`.execute(db);
  await sql`alter table accepted_cases add column accepted_by text`.execute(db);
}
