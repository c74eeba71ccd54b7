import { type Kysely, sql } from 'kysely';

/**
 * What became of each configured address or folder: when it was checked, since when it fails and why, and what the site
 * said of the version that was loaded (`validators_of` is the hash of the address that said it). A claim holds one
 * process at a time; one that ran out tells of a check that did not come to an end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sync_checks (
      entry text primary key,
      source text not null,
      target text not null,
      shown text not null,
      every text not null,
      next_due_at text not null,
      last_checked_at text,
      last_ok_at text,
      failures integer not null,
      failing_since text,
      failure text,
      etag text,
      last_modified text,
      validators_of text,
      file text,
      sha256 text,
      refused_sha256 text,
      claimed_by text,
      claimed_until text
    ) strict`.execute(db);
}
