/** A clock and a scheduler in which nothing happens by chance: the same seed gives the same run. */
export function createWorld(start: string, random: () => number) {
  let time = Date.parse(start);
  let order = 0;
  let busy = 0;
  const due: { at: number; order: number; run: () => void }[] = [];

  /** Waits until everything that can go on without time has gone on. */
  async function settle(): Promise<void> {
    for (let quiet = 0, seen = busy; quiet < 3; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (busy !== seen) [quiet, seen] = [-1, busy];
    }
  }
  const at = (when: number, run: () => void) => {
    order += 1;
    due.push({ at: Math.max(when, time), order, run });
  };
  return {
    now: () => time,
    /** Something happened: there may be more before time moves. */
    touch: () => {
      busy += 1;
    },
    sleep: (ms: number) => new Promise<void>((resolve) => at(time + ms, resolve)),
    later: (ms: number, run: () => void) => at(time + ms, run),
    random,
    chance: (share: number) => random() < share,
    between: (low: number, high: number) => low + Math.floor(random() * (high - low + 1)),
    pick: <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T,
    /** Runs what is due, in order, until an instant. */
    async run(until: number): Promise<void> {
      await settle();
      for (;;) {
        due.sort((a, b) => a.at - b.at || a.order - b.order);
        const next = due[0];
        if (!next || next.at > until) break;
        due.shift();
        time = next.at;
        busy += 1;
        next.run();
        await settle();
      }
      time = until;
    },
  };
}

export type World = ReturnType<typeof createWorld>;

/** Never comes back: what a process that ended waits for. */
export const never = <T>(): Promise<T> => new Promise<T>(() => {});
