import type { UsersInfoResponse } from '@slack/web-api';
import type { Logger } from 'pino';
import type { SlackConfig } from '../../config.ts';
import type { Person } from '../../rules/access.ts';
import { isZone } from '../../rules/time-zone.ts';
import { createClient } from '../connection/clients.ts';
import { readFailure } from '../connection/read-failure.ts';

const FRESH_MS = 10 * 60_000;
/** When Slack does not answer, its last answer is used for up to an hour, and Slack is not asked again for a minute. */
const STALE_MS = 60 * 60_000;
const PAUSE_MS = 60_000;
const MAX_REMEMBERED = 5000;
/** Slack allows three seconds for the whole answer. */
const TIMEOUT_MS = 1000;

export interface People {
  /** What Slack says about a person; fields it did not give are missing. */
  find(userId: string): Promise<Person & { zone?: string }>;
}

/** Asks Slack about people (users.info) and the members of the named user groups, and remembers it for ten minutes. */
export function createPeople(
  slack: Pick<SlackConfig, 'botToken' | 'apiUrl'>,
  groupIds: readonly string[],
  { now, log }: { now: () => Date; log: Logger },
): People {
  const client = createClient(slack, TIMEOUT_MS);
  const user = remembering(now, async (userId) => {
    const { user: found } = await client.users.info({ user: userId });
    return found && personOf(found);
  });
  const members = remembering(now, async (usergroup) => {
    const { users } = await client.usergroups.users.list({ usergroup });
    return new Set(users ?? []);
  });
  const orUndefined = async <T>(what: string, answer: Promise<T>): Promise<T | undefined> =>
    answer.catch((cause: unknown) => {
      log.warn({ error: readFailure(cause).error, what }, 'Slack did not answer about a person');
      return undefined;
    });
  return {
    async find(userId) {
      const [found, ...lists] = await Promise.all([
        orUndefined('users.info', user(userId)),
        ...groupIds.map((id) => orUndefined('usergroups.users.list', members(id))),
      ]);
      const groups = groupIds.filter((_, at) => lists[at]?.has(userId));
      return { ...found, ...(lists.every((list) => list !== undefined) ? { groups } : {}) };
    },
  };
}

function personOf({
  tz,
  team_id,
  is_restricted,
  is_ultra_restricted,
  enterprise_user,
}: NonNullable<UsersInfoResponse['user']>) {
  const homes = [team_id, enterprise_user?.enterprise_id, ...(enterprise_user?.teams ?? [])];
  return {
    homes: homes.filter((id): id is string => Boolean(id)),
    guest: Boolean(is_restricted || is_ultra_restricted),
    ...(tz && isZone(tz) ? { zone: tz } : {}),
  };
}

/** Caches lookups by id. Concurrent lookups of one id share a request. Throws what the last attempt threw. */
function remembering<T>(now: () => Date, find: (id: string) => Promise<T | undefined>) {
  interface Known {
    value?: T | undefined;
    foundAt: number;
    failure?: unknown;
    failedAt: number;
  }
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<T | undefined>>();
  const ask = async (id: string): Promise<T | undefined> => {
    const last = known.get(id);
    const at = now().getTime();
    try {
      const value = await find(id);
      if (known.size >= MAX_REMEMBERED) known.delete(known.keys().next().value ?? '');
      known.set(id, { value, foundAt: at, failedAt: Number.NEGATIVE_INFINITY });
      return value;
    } catch (failure) {
      known.set(id, { ...(last ?? { foundAt: Number.NEGATIVE_INFINITY }), failure, failedAt: at });
      if (last && at - last.foundAt < STALE_MS) return last.value;
      throw failure;
    }
  };
  return (id: string): Promise<T | undefined> => {
    const last = known.get(id);
    const at = now().getTime();
    if (last && at - last.foundAt < FRESH_MS) return Promise.resolve(last.value);
    if (last && at - last.failedAt < PAUSE_MS)
      return at - last.foundAt < STALE_MS ? Promise.resolve(last.value) : Promise.reject(last.failure);
    const pending = asking.get(id) ?? ask(id).finally(() => asking.delete(id));
    asking.set(id, pending);
    return pending;
  };
}
