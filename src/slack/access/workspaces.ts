import { UserError } from '../../errors.ts';
import type { Installations } from '../../installations/installations.ts';
import type { AccessRules, Request } from '../../rules/access.ts';
import { inWorkspace, workspaceAtHand } from '../../workspace.ts';
import type { HandlerContext } from '../handler-context.ts';

/**
 * The rules of the workspace of a request. Those of the environment name ids of the operator's workspace and hold there;
 * elsewhere every member asks and sets up, guests and others do not, and whoever installed the desk is its admin.
 */
export const rulesByWorkspace =
  (rules: AccessRules, home: string | undefined, installations: Pick<Installations, 'find'>) =>
  async ({ workspaceIds }: Request): Promise<{ rules: AccessRules; own: readonly string[] }> => {
    const [workspaceId = '', ...more] = workspaceIds;
    const found = await installations.find({ workspaceId, enterpriseId: more.find((id) => id.startsWith('E')) });
    const own = [workspaceId, ...(found ? [found.id] : [])];
    if (workspaceId === home) return { rules: { ...rules, workspaces: own }, own };
    const { workspaces } = rules;
    const isAllowed = workspaces.length === 0 || workspaceIds.some((id) => workspaces.includes(id));
    return {
      rules: {
        workspaces: isAllowed ? own : workspaces,
        channels: [],
        groups: [],
        editors: [],
        admins: found ? [found.installedBy] : [],
        guests: false,
        connect: false,
      },
      own,
    };
  };

/** Answers only for a workspace: a way in that forgot to say whose question it is answers nothing. */
export const ofAWorkspace =
  (answer: HandlerContext['answer']): HandlerContext['answer'] =>
  (words, asker) => {
    if (!workspaceAtHand()) return Promise.reject(new Error('a question that belongs to no workspace'));
    return answer(words, asker);
  };

/** Does work for a workspace by its ids; without ids, for whoever asks without Slack. */
export const withinInstalled =
  ({ installations, install }: { installations: Pick<Installations, 'find'>; install: { home?: string } }) =>
  async <T>(ids: readonly string[], work: () => Promise<T>): Promise<T> => {
    const [workspaceId, enterpriseId] = ids;
    if (workspaceId === undefined) return inWorkspace({ id: '' }, work);
    const found = await installations.find({ workspaceId, enterpriseId });
    if (!found) throw new UserError('The desk is not installed in this workspace. Whoever keeps it has the address.');
    const isHome = workspaceId === install.home;
    return inWorkspace({ id: workspaceId, botToken: found.botToken, ...(isHome ? { isHome } : {}) }, work);
  };
