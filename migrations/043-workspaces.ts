import { type Kysely, sql } from 'kysely';

/**
 * What a workspace sets up, asks and reports carries its id; '' for a desk with one token. A channel that two workspaces
 * share has one id in both, so that what was unique by channel or person is unique by workspace too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['outbox', 'answers', 'corrections'])
    await sql`alter table ${sql.table(table)} add column workspace_id text not null default ''`.execute(db);
  await rebuild(db);
  // As with the other tables; requests without a workspace are those of the terminal and the page.
  await sql`create index audit_workspace on audit (workspace_id, asked_at)`.execute(db);
}

/** SQLite drops no constraint: the tables are made again, with those that refer to them. */
async function rebuild(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table subscriptions_next (
      subscription_id integer primary key,
      channel_id text not null,
      at_time text not null,
      zone text not null,
      days text not null,
      kinds text not null,
      places text not null,
      quiet text not null check (quiet in ('skip', 'line', 'always')),
      created_by text not null,
      created_at text not null,
      starts_on text not null,
      since_import_id integer not null,
      ended_at text,
      failure text,
      failed_at text,
      workspace_id text not null default '',
      unique (workspace_id, channel_id)
    ) strict`.execute(db);
  await sql`
    create table watches_next (
      watch_id integer primary key,
      channel_id text not null,
      subject text not null,
      label text not null,
      scope text not null,
      kinds text not null,
      created_by text not null,
      created_at text not null,
      since_import_id integer not null,
      failure text,
      failed_at text,
      workspace_id text not null default '',
      unique (workspace_id, channel_id, subject)
    ) strict`.execute(db);
  await sql`
    create table deliveries_next (
      delivery_id integer primary key,
      subscription_id integer not null references subscriptions_next (subscription_id),
      local_date text not null,
      composed_at text not null,
      through_import_id integer not null,
      message_id text references outbox (message_id),
      unique (subscription_id, local_date)
    ) strict`.execute(db);
  await sql`
    create table threads_next (
      thread_id text primary key references outbox (message_id),
      subscription_id integer references subscriptions_next (subscription_id),
      watch_id integer references watches_next (watch_id) on delete set null,
      through_import_id integer,
      state text not null check (state in ('open', 'sent', 'failed')),
      queued_at text not null,
      error text
    ) strict`.execute(db);
  await sql`
    create table default_states_next (
      holder text not null check (holder in ('channel', 'person')),
      holder_id text not null,
      state text not null,
      created_by text not null,
      created_at text not null,
      workspace_id text not null default '',
      primary key (workspace_id, holder, holder_id)
    ) strict`.execute(db);
  const columns: Record<string, string> = {
    subscriptions:
      'subscription_id, channel_id, at_time, zone, days, kinds, places, quiet, created_by, created_at, starts_on, since_import_id, ended_at, failure, failed_at',
    watches:
      'watch_id, channel_id, subject, label, scope, kinds, created_by, created_at, since_import_id, failure, failed_at',
    deliveries: 'delivery_id, subscription_id, local_date, composed_at, through_import_id, message_id',
    threads: 'thread_id, subscription_id, watch_id, through_import_id, state, queued_at, error',
    default_states: 'holder, holder_id, state, created_by, created_at',
  };
  for (const [table, list] of Object.entries(columns))
    await sql`
      insert into ${sql.table(`${table}_next`)} (${sql.raw(list)})
      select ${sql.raw(list)} from ${sql.table(table)}`.execute(db);
  // Those that refer to others go first, so that nothing is deleted or emptied with them.
  for (const table of ['threads', 'deliveries', 'watches', 'subscriptions', 'default_states'])
    await sql`drop table ${sql.table(table)}`.execute(db);
  for (const table of ['subscriptions', 'watches', 'deliveries', 'threads', 'default_states'])
    await sql`alter table ${sql.table(`${table}_next`)} rename to ${sql.table(table)}`.execute(db);
  await sql`create index deliveries_message on deliveries (message_id)`.execute(db);
  await sql`create index deliveries_composed on deliveries (composed_at)`.execute(db);
  await sql`create index threads_watch on threads (watch_id, queued_at)`.execute(db);
  await sql`create index threads_settled on threads (queued_at) where state <> 'open'`.execute(db);
}
