import type { Audit } from '../../jobs/audit.ts';
import { type AccessRules, decideAccess, refuseWithoutLookup } from '../../rules/access.ts';
import type { Authorizer } from './access-middleware.ts';
import type { Limits } from './limits.ts';
import type { People } from './people.ts';

/** CPU seconds charged for a reply that others see. */
const PUBLIC_COST = 0.5;

/** CPU seconds charged on top of the time spent answering. */
export const extraCost = (command: { cost: number } | undefined, isPublic: boolean): number =>
  (command?.cost ?? 0) + (isPublic ? PUBLIC_COST : 0);

/** Authorizes by the access rules, by who Slack says a person is, and by their limit. Refusals go to the audit. */
export function createAuthorizer({
  rules,
  own,
  people,
  limits,
  audit,
}: {
  rules: AccessRules;
  /** Ids of the workspace and organization that the bot token belongs to. */
  own: readonly string[];
  people: People;
  limits: Limits;
  audit?: Pick<Audit, 'record'> | undefined;
}): Authorizer {
  const decide: Authorizer['authorize'] = async (request) => {
    const refused = refuseWithoutLookup(rules, request, own);
    if (refused) return { refused };
    const { zone, ...person } = await people.find(request.userId);
    const verdict = decideAccess(rules, request, own, person);
    if ('refused' in verdict) return verdict;
    const wait = limits.wait(request.userId, request.workspaceIds[0] ?? '');
    return wait ? { refused: wait.whose, seconds: wait.seconds } : { ...verdict, ...(zone ? { zone } : {}) };
  };
  return {
    async authorize(request) {
      const verdict = await decide(request);
      if ('refused' in verdict)
        await audit?.record({
          workspace_id: request.workspaceIds[0] ?? null,
          channel_id: request.channelId ?? null,
          user_id: request.userId,
          way: request.way.slice(0, 100),
          outcome: verdict.seconds === undefined ? 'refused' : 'limited',
          reason: verdict.refused,
        });
      return verdict;
    },
  };
}
