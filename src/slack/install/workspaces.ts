import type { App, AuthorizeResult, AuthorizeSourceData } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Installations } from '../../installations/installations.ts';
import { inWorkspace } from '../../workspace.ts';

/** Bolt's question whose token answers a request. Throws where the desk is not installed (any more). */
export const authorizeBy =
  (installations: Pick<Installations, 'find'>) =>
  async (source: AuthorizeSourceData<boolean>): Promise<AuthorizeResult> => {
    const { teamId, enterpriseId, isEnterpriseInstall } = source;
    const found = await installations.find({ workspaceId: teamId, enterpriseId, isEnterpriseInstall });
    if (!found) throw new Error('the desk is not installed there');
    const { botToken, botId, botUserId } = found;
    return {
      botToken,
      botId,
      botUserId,
      ...(teamId ? { teamId } : {}),
      ...(enterpriseId ? { enterpriseId } : {}),
    };
  };

/**
 * Stands before everything else: what follows is done for the workspace of the request, with its token. Hears too of
 * uninstalls, after which everything of the workspace is deleted.
 */
export function addWorkspaces(app: App, installations: Installations, home: string | undefined, log: Logger): void {
  app.use(async ({ body, context, ack, next }) => {
    if ('event' in body && (await endOf(body as unknown as Ended, context.isEnterpriseInstall))) return;
    const id = context.teamId ?? context.enterpriseId;
    if (!id) return void (await ack?.().catch(() => undefined));
    const { botToken } = context;
    await inWorkspace({ id, ...(botToken ? { botToken } : {}), ...(id === home ? { isHome: true } : {}) }, next);
  });

  /** True for an event that ends an installation, or that says so of another token. */
  async function endOf(
    { event, team_id, enterprise_id, event_time }: Ended,
    isOrganization: boolean,
  ): Promise<boolean> {
    const id = isOrganization ? enterprise_id : team_id;
    const at = new Date((event_time ?? 0) * 1000);
    switch (event.type) {
      case 'tokens_revoked':
        // Only people's tokens: the desk has none.
        if (!event.tokens?.bot?.length) return true;
        break;
      case 'app_uninstalled':
        break;
      case 'team_access_revoked':
        await installations.removeWorkspaces(event.team_ids ?? []);
        log.info({ workspaces: event.team_ids }, 'taken away from workspaces, their data are deleted');
        return true;
      default:
        return false;
    }
    if (id && (await installations.remove(id, at))) log.info({ installation: id }, 'uninstalled, its data are deleted');
    return true;
  }
}

/** An event that ends an installation. */
interface Ended {
  event: { type: string; tokens?: { bot?: string[] }; team_ids?: string[] };
  team_id?: string;
  enterprise_id?: string;
  event_time?: number;
}
