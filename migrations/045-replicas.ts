import { type Kysely, sql } from 'kysely';

/**
 * What several desks on one PostgreSQL server share; a desk on a file of SQLite keeps it in its memory. Seconds are those
 * since 1970 by the database's clock, so that a desk with a wrong clock means the same ones. `envelopes` has what Slack
 * sent and who answers it, with the ack that a copy gets too; `allowances` when a limit of processor time is whole again;
 * `leases` who leads, and until when.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table envelopes (
      envelope_id text primary key,
      claimed_by text not null,
      claimed_second real not null,
      acked_second real,
      body text
    ) strict`.execute(db);
  await sql`
    create table allowances (
      key text primary key,
      whole_second real not null
    ) strict`.execute(db);
  await sql`
    create table leases (
      name text primary key,
      holder text not null,
      until_second real not null
    ) strict`.execute(db);
}
