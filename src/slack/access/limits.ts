/** So many seconds of the desk's working time (of its processor) in each minute; 0: no limit. */
export interface LimitRules {
  person: number;
  workspace: number;
}

export interface Limits {
  /** Undefined when there is room; else whose room is used up, and in how many seconds there is some again. */
  wait(userId: string, workspaceId: string): { whose: 'person' | 'everybody'; seconds: number } | undefined;
  /** Does work and counts it: its share while several are under way, and what it costs besides. */
  measured<T>(userId: string, workspaceId: string, besides: number, work: () => Promise<T>): Promise<T>;
}

interface Room {
  /** Seconds; below zero when more was used than there was. */
  left: number;
  at: number;
}

const MOST = 10_000;

/**
 * Limits by work, not by number: one thread answers everybody, a plain answer takes it a millisecond and a heavy one
 * thirty, so a number low enough to hold back the heavy ones would hold back people who only type fast. `used` tells
 * the processor time of this thread so far, in seconds: what a busy machine makes slow is nobody's work.
 */
export function createLimits(rules: LimitRules, now: () => Date, used: () => number): Limits {
  const rooms = new Map<string, Room>();
  const working = new Map<object, { keys: [string, number][] }>();
  let last = used();

  const roomOf = (key: string, size: number): Room => {
    const at = now().getTime();
    const room = rooms.get(key) ?? { left: size, at };
    room.left = Math.min(size, room.left + (Math.max(0, at - room.at) / 60_000) * size);
    room.at = at;
    rooms.delete(key);
    rooms.set(key, room);
    if (rooms.size > MOST) rooms.delete(rooms.keys().next().value ?? '');
    return room;
  };
  const charge = (keys: [string, number][], seconds: number) => {
    for (const [key, size] of keys) roomOf(key, size).left -= seconds;
  };
  /** Each answer under way gets its part of the work since this was done last. */
  const share = () => {
    const so = used();
    const each = Math.max(0, so - last) / working.size;
    last = so;
    for (const { keys } of working.values()) charge(keys, each);
  };
  const keysOf = (userId: string, workspaceId: string): [string, number][] =>
    [
      [`person ${workspaceId} ${userId}`, rules.person] as [string, number],
      [`workspace ${workspaceId}`, rules.workspace] as [string, number],
    ].filter(([, size]) => size > 0);

  return {
    wait(userId, workspaceId) {
      for (const [key, size] of keysOf(userId, workspaceId)) {
        const { left } = roomOf(key, size);
        if (left <= 0)
          return {
            whose: key.startsWith('person') ? 'person' : 'everybody',
            seconds: Math.max(1, Math.ceil((-left * 60) / size)),
          };
      }
      return undefined;
    },
    async measured(userId, workspaceId, besides, work) {
      const keys = keysOf(userId, workspaceId);
      const me = {};
      share();
      working.set(me, { keys });
      try {
        return await work();
      } finally {
        share();
        working.delete(me);
        charge(keys, besides);
      }
    },
  };
}
