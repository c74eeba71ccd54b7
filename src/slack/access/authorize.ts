import type { Audit } from '../../jobs/audit.ts';
import { type AccessRules, decideAccess, type Request, refuseWithoutLookup } from '../../rules/access.ts';
import type { Authorizer } from './access-middleware.ts';
import type { Limits } from './limits.ts';
import type { People } from './people.ts';

/** CPU seconds charged for a reply that others see. */
const PUBLIC_COST = 0.5;

/** CPU seconds charged on top of the time spent answering. */
export const extraCost = (command: { cost: number } | undefined, isPublic: boolean): number =>
  (command?.cost ?? 0) + (isPublic ? PUBLIC_COST : 0);

const isPerson = (id: string): boolean => /^[UW]/.test(id);

const MINUTE_MS = 60_000;
const MOST_TOLD = 3;
const MOST_KEPT = 5000;

/**
 * Who is turned away again and again is told, and written to the audit, three times a minute. The others are counted:
 * `before` is their number since the last one that was told.
 */
function createRefusalCount(now: () => Date) {
  const kept = new Map<string, { since: number; told: number; quiet: number }>();
  return (key: string): { isTold: boolean; before: number } => {
    const at = now().getTime();
    const last = kept.get(key);
    const isOld = !last || at - last.since >= MINUTE_MS;
    const entry = isOld ? { since: at, told: 0, quiet: last?.quiet ?? 0 } : last;
    kept.delete(key);
    kept.set(key, entry);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
    if (entry.told >= MOST_TOLD) {
      entry.quiet += 1;
      return { isTold: false, before: 0 };
    }
    entry.told += 1;
    const before = entry.quiet;
    entry.quiet = 0;
    return { isTold: true, before };
  };
}

/** Authorizes by the access rules, by who Slack says a person is, and by their limit. Refusals go to the audit. */
export function createAuthorizer({
  standing,
  people,
  limits,
  audit,
  now,
}: {
  /** The rules that hold for a request, and the ids of the workspace and organization whose token answers it. */
  standing: (request: Request) => Promise<{ rules: AccessRules; own: readonly string[] }>;
  people: People;
  limits: Limits;
  audit?: Pick<Audit, 'record'> | undefined;
  now: () => Date;
}): Authorizer {
  const count = createRefusalCount(now);
  const decide: Authorizer['authorize'] = async (request) => {
    const { rules, own } = await standing(request);
    const refused = refuseWithoutLookup(rules, request, own);
    if (refused) return { refused };
    // A workflow asks for nobody whom Slack knows; where user groups decide, it is not let in.
    const { zone, ...person } = isPerson(request.userId) ? await people.find(request.userId) : { zone: undefined };
    const verdict = decideAccess(rules, request, own, person);
    if ('refused' in verdict) return verdict;
    const wait = await limits.wait(request.userId, request.workspaceIds[0] ?? '');
    return wait ? { refused: wait.whose, seconds: wait.seconds } : { ...verdict, ...(zone ? { zone } : {}) };
  };
  return {
    async authorize(request) {
      const verdict = await decide(request);
      if (!('refused' in verdict)) return verdict;
      const { isTold, before } = count(
        `${request.workspaceIds[0] ?? ''} ${request.userId} ${verdict.refused} ${request.way.slice(0, 100)}`,
      );
      if (isTold)
        await audit?.record({
          workspace_id: request.workspaceIds[0] ?? null,
          channel_id: request.channelId ?? null,
          user_id: request.userId,
          way: request.way.slice(0, 100),
          outcome: verdict.seconds === undefined ? 'refused' : 'limited',
          reason: before > 0 ? `${verdict.refused} (and ${before} more before)` : verdict.refused,
        });
      // Whoever is over the limit is told each time for how long.
      return isTold || verdict.seconds !== undefined ? verdict : { ...verdict, quiet: true };
    },
  };
}
