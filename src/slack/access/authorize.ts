import type { Audit } from '../../jobs/audit.ts';
import { type AccessRules, decideAccess, refuseWithoutLookup } from '../../rules/access.ts';
import type { Authorizer } from './access-middleware.ts';
import type { Limits } from './limits.ts';
import type { People } from './people.ts';

/** Seconds of working time charged for a reply that others see. */
const PUBLIC_COST = 0.5;

/** Seconds charged on top of the time spent answering. */
export const extraCost = (command: { cost: number } | undefined, isPublic: boolean): number =>
  (command?.cost ?? 0) + (isPublic ? PUBLIC_COST : 0);

/** The door of a workspace: the rules, who Slack says somebody is, and how much they asked. Refusals go to the audit. */
export function createAuthorizer({
  rules,
  own,
  people,
  limits,
  audit,
}: {
  rules: AccessRules;
  /** Workspace and organisation that the bot's token belongs to. */
  own: readonly string[];
  people: People;
  limits: Limits;
  audit?: Pick<Audit, 'record'> | undefined;
}): Authorizer {
  const decide: Authorizer['ask'] = async (visit) => {
    const atOnce = refuseWithoutLookup(rules, visit, own);
    if (atOnce) return { refused: atOnce };
    const { zone, ...person } = await people.find(visit.userId);
    const verdict = decideAccess(rules, visit, own, person);
    if ('refused' in verdict) return verdict;
    const wait = limits.wait(visit.userId, visit.workspaceIds[0] ?? '');
    return wait ? { refused: wait.whose, seconds: wait.seconds } : { ...verdict, ...(zone ? { zone } : {}) };
  };
  return {
    async ask(visit) {
      const verdict = await decide(visit);
      if ('refused' in verdict)
        await audit?.record({
          workspace_id: visit.workspaceIds[0] ?? null,
          channel_id: visit.channelId ?? null,
          user_id: visit.userId,
          way: visit.way.slice(0, 100),
          outcome: verdict.seconds === undefined ? 'refused' : 'limited',
          reason: verdict.refused,
        });
      return verdict;
    },
  };
}
