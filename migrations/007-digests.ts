import { type Kysely, sql } from 'kysely';

/**
 * Who gets what, by channel id; what was due on a local date (once, by the unique key); and the outbox, without whose
 * row nothing is posted. Slack's user ids serve to tell the person who subscribed of a failure; no names are kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table subscriptions (
      subscription_id integer primary key,
      channel_id text not null unique,
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
      failed_at text
    ) strict`.execute(db);
  await sql`
    create table outbox (
      message_id text primary key,
      thread_of text references outbox (message_id),
      position integer not null,
      channel_id text not null,
      payload text not null,
      state text not null check (state in ('waiting', 'sending', 'sent', 'failed')),
      attempts integer not null,
      created_at text not null,
      expires_at text not null,
      try_after text not null,
      claimed_by text,
      claimed_until text,
      unsure integer not null,
      ts text,
      sent_at text,
      error text
    ) strict`.execute(db);
  await sql`create index outbox_open on outbox (state, channel_id) where state in ('waiting', 'sending')`.execute(db);
  await sql`create index outbox_thread on outbox (thread_of, position)`.execute(db);
  await sql`
    create table deliveries (
      delivery_id integer primary key,
      subscription_id integer not null references subscriptions (subscription_id),
      local_date text not null,
      composed_at text not null,
      through_import_id integer not null,
      message_id text references outbox (message_id),
      unique (subscription_id, local_date)
    ) strict`.execute(db);
  await sql`create index deliveries_message on deliveries (message_id)`.execute(db);
  await sql`
    create table watches (
      watch_id integer primary key,
      channel_id text not null,
      subject text not null,
      label text not null,
      scope text not null,
      kinds text not null,
      created_by text not null,
      created_at text not null,
      since_import_id integer not null,
      unique (channel_id, subject)
    ) strict`.execute(db);
}
