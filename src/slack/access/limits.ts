import type { SharedAllowances } from '../../replicas/allowances.ts';

/** CPU seconds allowed per minute; 0 disables the limit. */
export interface LimitRules {
  person: number;
  workspace: number;
}

interface Wait {
  whose: 'person' | 'everybody';
  seconds: number;
}

export interface Limits {
  /** Undefined when the request may run. Otherwise whose allowance is used up, and the seconds until some is free again. */
  wait(userId: string, workspaceId: string): Promise<Wait | undefined>;
  /**
   * Runs the work and charges its share of the CPU time used meanwhile, plus `extraSeconds`. Heavy work waits until fewer
   * than two of the person's run; work that is not heavy overtakes it. Throws OverLimit when the allowance is used up
   * before its turn comes. `spend` charges seconds that another thread used.
   */
  charge<T>(
    userId: string,
    workspaceId: string,
    how: { extraSeconds: number; heavy: boolean },
    work: (spend: (seconds: number) => void) => Promise<T>,
  ): Promise<T>;
}

/** The allowance was used up while the request waited for its turn. */
export class OverLimit extends Error {
  readonly wait: Wait;
  constructor(wait: Wait) {
    super('over the limit');
    this.wait = wait;
  }
}

/** So many heavy answers of one person run at the same time. */
const MOST_HEAVY = 2;
/** CPU seconds set aside for each answer that runs or waits. */
const RESERVED = 0.5;

interface Allowance {
  /** CPU seconds; negative when more was used than allowed. */
  left: number;
  at: number;
}

const MAX_ALLOWANCES = 10_000;

/**
 * Limits CPU time, not the number of requests. One thread answers everybody: a plain answer takes 1 ms, a heavy one
 * 30 ms, and a count low enough for the heavy ones would stop people who only type fast. `usedSeconds` is the CPU time
 * of this thread so far, so that nobody pays for a busy machine. With `shared`, an allowance is that of all desks: it is
 * read before each request, and what an answer used is told when it is done.
 */
export function createLimits(
  rules: LimitRules,
  now: () => Date,
  usedSeconds: () => number,
  shared?: SharedAllowances,
): Limits {
  const allowances = new Map<string, Allowance>();
  const running = new Map<object, { keys: [string, number][] }>();
  const reserved = new Map<string, number>();
  const turns = createTurns(MOST_HEAVY);
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
  /** CPU seconds that the other desks have not been told of. */
  const untold = new Map<string, number>();
  const subtract = (keys: [string, number][], seconds: number) => {
    for (const [key, perMinute] of keys) {
      allowanceOf(key, perMinute).left -= seconds;
      if (shared) untold.set(key, (untold.get(key) ?? 0) + seconds);
    }
  };
  /** Takes over what is left of an allowance after what all desks have used. */
  const refresh = async (keys: [string, number][]) => {
    const found = keys.length > 0 ? await shared?.find(keys.map(([key]) => key)) : undefined;
    if (!found) return;
    for (const [key, perMinute] of keys) {
      const used = Math.max(0, ((found.get(key) ?? 0) * perMinute) / 60);
      allowanceOf(key, perMinute).left = perMinute - used - (untold.get(key) ?? 0);
    }
  };
  const tell = async (keys: [string, number][]) => {
    if (!shared) return;
    const used = keys.map(([key, perMinute]) => ({ key, perMinute, seconds: untold.get(key) ?? 0 }));
    for (const { key } of used) untold.delete(key);
    const isTold = await shared.use(
      used.map((each) => ({ key: each.key, seconds: (each.seconds * 60) / each.perMinute })),
    );
    if (!isTold) for (const { key, seconds } of used) untold.set(key, (untold.get(key) ?? 0) + seconds);
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

  const reserve = (keys: [string, number][], count: number) => {
    for (const [key] of keys) {
      const left = (reserved.get(key) ?? 0) + count;
      if (left > 0) reserved.set(key, left);
      else reserved.delete(key);
    }
  };
  const waitOf = async (keys: [string, number][]): Promise<Wait | undefined> => {
    await refresh(keys);
    for (const [key, perMinute] of keys) {
      const left = allowanceOf(key, perMinute).left - (reserved.get(key) ?? 0) * RESERVED;
      if (left <= 0)
        return {
          whose: key.startsWith('person') ? 'person' : 'everybody',
          seconds: Math.max(1, Math.ceil((-left * 60) / perMinute)),
        };
    }
    return undefined;
  };

  return {
    wait: (userId, workspaceId) => waitOf(keysOf(userId, workspaceId)),
    async charge(userId, workspaceId, { extraSeconds, heavy }, work) {
      const keys = keysOf(userId, workspaceId);
      const answer = {};
      reserve(keys, 1);
      const end = heavy ? await turns.take(`${workspaceId} ${userId}`) : undefined;
      reserve(keys, -1);
      try {
        const wait = end?.waited ? await waitOf(keys) : undefined;
        if (wait) throw new OverLimit(wait);
        reserve(keys, 1);
        divide();
        running.set(answer, { keys });
        try {
          return await work((seconds) => subtract(keys, seconds));
        } finally {
          divide();
          running.delete(answer);
          subtract(keys, extraSeconds);
          reserve(keys, -1);
          void tell(keys);
        }
      } finally {
        end?.over();
      }
    },
  };
}

/** Lets at most `most` tasks of one key run; the others wait in their order. */
function createTurns(most: number) {
  const lanes = new Map<string, { running: number; waiting: (() => void)[] }>();
  return {
    async take(key: string): Promise<{ waited: boolean; over(): void }> {
      const lane = lanes.get(key) ?? { running: 0, waiting: [] };
      lanes.set(key, lane);
      const waited = lane.running >= most;
      if (waited) await new Promise<void>((resolve) => lane.waiting.push(resolve));
      else lane.running += 1;
      return {
        waited,
        over() {
          const next = lane.waiting.shift(); // takes over the place
          if (next) return next();
          lane.running -= 1;
          if (lane.running === 0) lanes.delete(key);
        },
      };
    },
  };
}
