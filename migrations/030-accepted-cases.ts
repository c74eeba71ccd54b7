import { type Kysely, sql } from 'kysely';

/**
 * Cases and figures that somebody read from a press release and accepted. `row` is the row of the releases file that each
 * stands for, as JSON. Of the text itself only its hash, its address and the places of the words (`spans`) are kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table accepted_cases (
      case_id text primary key,
      text_sha256 text not null,
      address text not null,
      row text not null,
      spans text not null,
      accepted_at text not null
    ) strict`.execute(db);
  await sql`create index accepted_cases_text on accepted_cases (text_sha256)`.execute(db);
}
