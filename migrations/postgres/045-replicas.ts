import { type Kysely, sql } from 'kysely';

/**
 * As ../045-replicas.ts. What lasts minutes is unlogged: it is written without waiting for the disk, and a server that
 * crashes or hands over to its standby forgets it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table envelopes (
      envelope_id text collate "C" primary key,
      claimed_by text collate "C" not null,
      claimed_second double precision not null,
      acked_second double precision,
      body text collate "C"
    )`.execute(db);
  await sql`
    create unlogged table allowances (
      key text collate "C" primary key,
      whole_second double precision not null
    )`.execute(db);
  await sql`
    create table leases (
      name text collate "C" primary key,
      holder text collate "C" not null,
      until_second double precision not null
    )`.execute(db);
}
