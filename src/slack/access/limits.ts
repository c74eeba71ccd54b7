/** CPU seconds allowed per minute; 0 disables the limit. */
export interface LimitRules {
  person: number;
  workspace: number;
}

export interface Limits {
  /** Undefined when the request may run. Otherwise whose allowance is used up, and the seconds until some is free again. */
  wait(userId: string, workspaceId: string): { whose: 'person' | 'everybody'; seconds: number } | undefined;
  /** Runs the work and charges its share of the CPU time used meanwhile, plus `extraSeconds`. */
  charge<T>(userId: string, workspaceId: string, extraSeconds: number, work: () => Promise<T>): Promise<T>;
}

interface Allowance {
  /** CPU seconds; negative when more was used than allowed. */
  left: number;
  at: number;
}

const MAX_ALLOWANCES = 10_000;

/**
 * Limits CPU time, not the number of requests. One thread answers everybody: a plain answer takes 1 ms, a heavy one
 * 30 ms, and a count low enough for the heavy ones would stop people who only type fast. `usedSeconds` is the CPU time
 * of this thread so far, so that nobody pays for a busy machine.
 */
export function createLimits(rules: LimitRules, now: () => Date, usedSeconds: () => number): Limits {
  const allowances = new Map<string, Allowance>();
  const running = new Map<object, { keys: [string, number][] }>();
  let last = usedSeconds();

  const allowanceOf = (key: string, perMinute: number): Allowance => {
    const at = now().getTime();
    const allowance = allowances.get(key) ?? { left: perMinute, at };
    allowance.left = Math.min(perMinute, allowance.left + (Math.max(0, at - allowance.at) / 60_000) * perMinute);
    allowance.at = at;
    // Deleted and set again, so that the map keeps the most recently used.
    allowances.delete(key);
    allowances.set(key, allowance);
    if (allowances.size > MAX_ALLOWANCES) allowances.delete(allowances.keys().next().value ?? '');
    return allowance;
  };
  const subtract = (keys: [string, number][], seconds: number) => {
    for (const [key, perMinute] of keys) allowanceOf(key, perMinute).left -= seconds;
  };
  /** Divides the CPU time since the last call among the answers in progress. */
  const divide = () => {
    const used = usedSeconds();
    const share = Math.max(0, used - last) / running.size;
    last = used;
    for (const { keys } of running.values()) subtract(keys, share);
  };
  const keysOf = (userId: string, workspaceId: string): [string, number][] =>
    [
      [`person ${workspaceId} ${userId}`, rules.person] as [string, number],
      [`workspace ${workspaceId}`, rules.workspace] as [string, number],
    ].filter(([, perMinute]) => perMinute > 0);

  return {
    wait(userId, workspaceId) {
      for (const [key, perMinute] of keysOf(userId, workspaceId)) {
        const { left } = allowanceOf(key, perMinute);
        if (left <= 0)
          return {
            whose: key.startsWith('person') ? 'person' : 'everybody',
            seconds: Math.max(1, Math.ceil((-left * 60) / perMinute)),
          };
      }
      return undefined;
    },
    async charge(userId, workspaceId, extraSeconds, work) {
      const keys = keysOf(userId, workspaceId);
      const answer = {};
      divide();
      running.set(answer, { keys });
      try {
        return await work();
      } finally {
        divide();
        running.delete(answer);
        subtract(keys, extraSeconds);
      }
    },
  };
}
