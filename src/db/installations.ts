import type { Selectable } from 'kysely';
import { type Db, inTransaction, withSecureDelete } from './connect.ts';
import type { InstallationTable } from './schema.ts';

export type InstallationRow = Selectable<InstallationTable>;

/** Creates or replaces an installation: a second install of one workspace has a new token. */
export async function upsertInstallation(db: Db, row: InstallationRow): Promise<void> {
  const { installation_id: _, ...set } = row;
  await db
    .insertInto('installations')
    .values(row)
    .onConflict((conflict) => conflict.column('installation_id').doUpdateSet(set))
    .execute();
}

export const findInstallation = (db: Db, id: string): Promise<InstallationRow | undefined> =>
  db.selectFrom('installations').selectAll().where('installation_id', '=', id).executeTakeFirst();

/** The installation that last answered a workspace. */
export const findInstallationOf = (db: Db, workspaceId: string): Promise<InstallationRow | undefined> =>
  db
    .selectFrom('workspaces')
    .innerJoin('installations', 'installations.installation_id', 'workspaces.installation_id')
    .selectAll('installations')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();

export const findAllInstallationIds = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('installations').select('installation_id').orderBy('installation_id').execute()).map(
    (row) => row.installation_id,
  );

/** Installations that another key sealed. */
export const findAllSealedOtherwise = (db: Db, keyId: string): Promise<InstallationRow[]> =>
  db.selectFrom('installations').selectAll().where('key_id', '<>', keyId).execute();

/** Notes that an installation answers a workspace. */
export async function upsertWorkspace(db: Db, workspaceId: string, installationId: string, now: Date): Promise<void> {
  const set = { installation_id: installationId, seen_at: now.toISOString() };
  await db
    .insertInto('workspaces')
    .values({ workspace_id: workspaceId, ...set })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(set))
    .execute();
}

/** The workspaces that an installation answers. */
export const findAllWorkspacesOf = async (db: Db, installationId: string): Promise<string[]> =>
  (
    await db.selectFrom('workspaces').select('workspace_id').where('installation_id', '=', installationId).execute()
  ).map((row) => row.workspace_id);

/** Deletes everything that belongs to workspaces, and the installation if given, leaving no trace in the file. */
export const deleteWorkspaces = (db: Db, ids: readonly string[], installationId?: string): Promise<void> =>
  withSecureDelete(db, (connection) =>
    inTransaction(connection, async (transaction) => {
      for (const id of ids) await deleteWorkspace(transaction, id);
      if (installationId)
        await transaction.deleteFrom('installations').where('installation_id', '=', installationId).execute();
    }),
  );

async function deleteWorkspace(db: Db, id: string): Promise<void> {
  const its = (table: 'subscriptions' | 'outbox') => db.selectFrom(table).where('workspace_id', '=', id);
  // Those that refer to others go first.
  await db.deleteFrom('threads').where('thread_id', 'in', its('outbox').select('message_id')).execute();
  await db
    .deleteFrom('deliveries')
    .where('subscription_id', 'in', its('subscriptions').select('subscription_id'))
    .execute();
  await db.deleteFrom('outbox').where('workspace_id', '=', id).where('thread_of', 'is not', null).execute();
  for (const table of [
    'outbox',
    'subscriptions',
    'watches',
    'answers',
    'corrections',
    'default_states',
    'audit',
  ] as const)
    await db.deleteFrom(table).where('workspace_id', '=', id).execute();
  await db.deleteFrom('workspaces').where('workspace_id', '=', id).execute();
}

/** Gives a workspace what the desk kept while it had one token. */
export const adoptRows = (db: Db, workspaceId: string): Promise<void> =>
  inTransaction(db, async (transaction) => {
    for (const table of ['subscriptions', 'watches', 'answers', 'corrections', 'default_states'] as const) {
      // A channel or person that has its own since then keeps it.
      await transaction
        .updateTable(table)
        .set({ workspace_id: workspaceId })
        .where('workspace_id', '=', '')
        .where((eb) =>
          eb.not(eb.exists(eb.selectFrom('workspaces').select('workspace_id').where('workspace_id', '=', workspaceId))),
        )
        .execute();
    }
  });
