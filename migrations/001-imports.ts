import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table imports (
      import_id integer primary key,
      source text not null,
      file text not null,
      sha256 text not null,
      publisher text not null,
      published_on text,
      started_at text not null,
      finished_at text not null,
      outcome text not null check (outcome in ('loaded', 'refused')),
      rows integer not null,
      inserted integer not null,
      updated integer not null,
      unchanged integer not null,
      removed integer not null,
      rejected integer not null,
      absent_columns text not null,
      message text
    ) strict`.execute(db);
  await sql`create index imports_source on imports (source, import_id)`.execute(db);
  await sql`
    create table rejected_rows (
      import_id integer not null references imports (import_id) on delete cascade,
      row_number integer not null,
      reason text not null
    ) strict`.execute(db);
  await sql`create index rejected_rows_import on rejected_rows (import_id)`.execute(db);
}
