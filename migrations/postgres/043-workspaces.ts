import { type Kysely, sql } from 'kysely';

/** As ../043-workspaces.ts: what a workspace sets up, asks and reports carries its id. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['outbox', 'answers', 'corrections', 'subscriptions', 'watches', 'default_states'])
    await sql`
      alter table ${sql.table(table)} add column workspace_id text collate "C" not null default ''`.execute(db);
  for (const [table, columns, constraint] of [
    ['subscriptions', 'workspace_id, channel_id', 'subscriptions_channel_id_key'],
    ['watches', 'workspace_id, channel_id, subject', 'watches_channel_id_subject_key'],
  ] as const) {
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(constraint)}`.execute(db);
    await sql`alter table ${sql.table(table)} add unique (${sql.raw(columns)})`.execute(db);
  }
  await sql`alter table default_states drop constraint default_states_pkey`.execute(db);
  await sql`alter table default_states add primary key (workspace_id, holder, holder_id)`.execute(db);
  await sql`create index audit_workspace on audit (workspace_id, asked_at)`.execute(db);
}
