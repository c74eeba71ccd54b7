import { type Kysely, sql } from 'kysely';

/**
 * Answers by their short id: the command line, when and where, the newest import of each source that it rests on (JSON)
 * and the hash of what it said. Not what it said, and no names: ids of Slack's only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table answers (
      answer_id text primary key,
      line text not null,
      channel_id text not null,
      user_id text not null,
      answered_at text not null,
      imports text not null,
      said_sha256 text not null
    ) strict`.execute(db);
  await sql`create index answers_time on answers (answered_at)`.execute(db);
  await sql`create index answers_user on answers (user_id, answered_at)`.execute(db);
}
