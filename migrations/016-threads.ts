import { type Kysely, sql } from 'kysely';

/**
 * A thread is a row with a state: open until each of its messages is sent, failed as soon as one is given up. It
 * belongs to a digest, a watch or neither, and says through which import it holds their news. A watch records a
 * failure as a digest does. News of watches that earlier versions queued and never posted are new again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table threads (
      thread_id text primary key references outbox (message_id),
      subscription_id integer references subscriptions (subscription_id),
      watch_id integer references watches (watch_id) on delete set null,
      through_import_id integer,
      state text not null check (state in ('open', 'sent', 'failed')),
      queued_at text not null,
      error text
    ) strict`.execute(db);
  await sql`create index threads_watch on threads (watch_id, queued_at)`.execute(db);
  await sql`create index threads_settled on threads (queued_at) where state <> 'open'`.execute(db);
  await sql`create index deliveries_composed on deliveries (composed_at)`.execute(db);
  await sql`alter table watches add column failure text`.execute(db);
  await sql`alter table watches add column failed_at text`.execute(db);

  // What is queued stays queued. Where the parent was sent and nothing is open, the thread counts as sent, as it did.
  await sql`
    insert into threads (thread_id, subscription_id, watch_id, through_import_id, state, queued_at, error)
    select parent.message_id, d.subscription_id, w.watch_id, coalesce(d.through_import_id, w.since_import_id),
      case
        when parent.state = 'failed' then 'failed'
        when parent.state <> 'sent' then 'open'
        when exists (
          select 1 from outbox reply where reply.thread_of = parent.message_id and reply.state in ('waiting', 'sending')
        ) then 'open'
        else 'sent'
      end,
      parent.created_at, case parent.state when 'failed' then parent.error end
    from outbox parent
    left join deliveries d on d.message_id = parent.message_id
    left join watches w on substr(parent.message_id, 1, length(w.watch_id) + 7) = 'watch-' || w.watch_id || '-'
    where parent.thread_of is null
    group by parent.message_id`.execute(db);
  // A watch moved on as soon as its news were queued. Where its last thread was not posted whole, it goes back to
  // before the first import that is missing: the id of a reply is '<thread>.<import>.<number>'.
  await sql`
    with unposted as (
      select watch_id, min(cast(substr(message_id, instr(message_id, '.') + 1) as integer)) - 1 as since_import_id
      from threads join outbox on thread_of = thread_id
      where threads.state <> 'sent' and outbox.state <> 'sent'
        and queued_at = (select max(queued_at) from threads newest where newest.watch_id = threads.watch_id)
      group by watch_id
    )
    update watches set since_import_id = min(watches.since_import_id, unposted.since_import_id)
    from unposted where unposted.watch_id = watches.watch_id`.execute(db);
}
