import { type Kysely, sql } from 'kysely';

/**
 * Who asked what, when, and from which imports it was answered. Ids are Slack's; `line` is the command as understood,
 * never another text of a message.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit (
      audit_id integer primary key,
      asked_at text not null,
      workspace_id text,
      channel_id text,
      user_id text not null,
      way text not null,
      role text,
      line text,
      outcome text not null
        check (outcome in ('answered', 'noted', 'mistake', 'fault', 'refused', 'limited')),
      reason text,
      answer_id text,
      imports text
    ) strict`.execute(db);
  await sql`create index audit_time on audit (asked_at, outcome)`.execute(db);
}
