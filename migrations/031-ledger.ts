import { type Kysely, sql } from 'kysely';

/**
 * What parties say about a published case or figure after its publication, each entry with who, when and the source.
 * `fact` is the reference of the case or the id of the figure. A correction names the column and both values: the
 * published row itself stays as it was. `about` makes an outbox message an answer in the thread of another that was
 * sent, or, with `edits`, another text of it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ledger_entries (
      entry_id integer primary key,
      fact text not null,
      kind text not null check (kind in ('claim', 'response', 'correction', 'retraction')),
      said_by text not null,
      said_on text not null,
      address text not null,
      words text not null,
      field text not null,
      was text not null,
      now text not null,
      recorded_by text not null,
      recorded_at text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`create index ledger_entries_fact on ledger_entries (fact)`.execute(db);
  await sql`alter table outbox add column about text`.execute(db);
  await sql`alter table outbox add column edits integer not null default 0`.execute(db);
}
