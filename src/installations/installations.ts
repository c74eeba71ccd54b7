import type { Context } from '../context.ts';
import {
  adoptRows,
  deleteWorkspaces,
  findAllSealedOtherwise,
  findAllWorkspacesOf,
  findInstallation,
  findInstallationOf,
  type InstallationRow,
  upsertInstallation,
  upsertWorkspace,
} from '../db/installations.ts';
import { inEveryWorkspace } from '../workspace.ts';
import { createSeal } from './seal.ts';

/** An installation as it is kept: the bot's token, and who installed it. No token of a person is kept. */
export interface Installed {
  /** A workspace (T...), or an organization (E...) with all its workspaces. */
  id: string;
  botToken: string;
  botId: string;
  botUserId: string;
  installedBy: string;
}

/** Where a request comes from, as Slack says it. */
interface Source {
  workspaceId?: string | undefined;
  enterpriseId?: string | undefined;
  isEnterpriseInstall?: boolean | undefined;
}

export interface Installations {
  save(installed: Installed): Promise<void>;
  /** The installation that answers there; undefined for none. Remembers the workspace. */
  find(source: Source): Promise<Installed | undefined>;
  /** The token for what is posted to a workspace; '' is the operator's. */
  tokenFor(workspaceId: string): Promise<string | undefined>;
  /** The token of an installation by its id. Throws where no key opens it. */
  tokenOf(id: string): Promise<string | undefined>;
  /** Deletes an installation that ended at an instant, with what belongs to its workspaces; not one that is newer. */
  remove(id: string, endedAt: Date): Promise<boolean>;
  /** Deletes what belongs to workspaces that an organization took the desk away from. */
  removeWorkspaces(ids: readonly string[]): Promise<void>;
  /** Seals every token with the newest key. Returns how many were sealed with another. */
  reseal(): Promise<number>;
}

/** Installations in the database. What the desk kept while it had one token becomes that of `home`. */
export function createInstallations(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { keys, home }: { keys: readonly [string, ...string[]]; home?: string | undefined },
): Installations {
  const seal = createSeal(keys);
  const read = (row: InstallationRow | undefined): Installed | undefined =>
    row && (JSON.parse(seal.open(row.sealed, row.key_id, row.installation_id)) as Installed);
  const seen = new Map<string, string>();

  async function save(installed: Installed, installedAt = now()): Promise<void> {
    await upsertInstallation(db, {
      installation_id: installed.id,
      sealed: seal.seal(JSON.stringify(installed), installed.id),
      key_id: seal.keyId,
      installed_by: installed.installedBy,
      installed_at: installedAt.toISOString(),
    });
  }
  async function note(workspaceId: string | undefined, installationId: string): Promise<void> {
    if (!workspaceId || seen.get(workspaceId) === installationId) return;
    if (workspaceId === home) await adoptRows(db, home);
    await upsertWorkspace(db, workspaceId, installationId, now());
    seen.set(workspaceId, installationId);
  }
  return {
    save: (installed) =>
      inEveryWorkspace(async () => {
        await save(installed);
        if (installed.id.startsWith('T')) await note(installed.id, installed.id);
      }),
    find: ({ workspaceId, enterpriseId, isEnterpriseInstall }) =>
      inEveryWorkspace(async () => {
        const ids = isEnterpriseInstall ? [enterpriseId] : [workspaceId, enterpriseId];
        for (const id of ids) {
          const found = id ? read(await findInstallation(db, id)) : undefined;
          if (!found) continue;
          await note(workspaceId ?? id, found.id);
          return found;
        }
        return undefined;
      }),
    tokenFor: async (workspaceId) =>
      read(await findInstallationOf(db, workspaceId === '' ? (home ?? '') : workspaceId))?.botToken,
    tokenOf: async (id) => read(await findInstallation(db, id))?.botToken,
    async remove(id, endedAt) {
      const row = await findInstallation(db, id);
      // Slack may tell late of the end of an installation after which there is a new one.
      if (row && Date.parse(row.installed_at) > endedAt.getTime()) return false;
      const workspaces = await findAllWorkspacesOf(db, id);
      await deleteWorkspaces(db, id.startsWith('T') ? [...new Set([...workspaces, id])] : workspaces, id);
      for (const each of [id, ...workspaces]) seen.delete(each);
      return true;
    },
    async removeWorkspaces(ids) {
      await deleteWorkspaces(db, ids);
      for (const id of ids) seen.delete(id);
    },
    async reseal() {
      const rows = await findAllSealedOtherwise(db, seal.keyId);
      for (const row of rows) {
        const installed = read(row);
        if (installed) await save(installed, new Date(row.installed_at));
      }
      return rows.length;
    },
  };
}
