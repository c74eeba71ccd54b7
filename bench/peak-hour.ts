const HOUR_S = 3600;
/** Slack waits three seconds for an answer; most of that is for the network and for a bad moment. */
const MOST_WAIT_MS = 1000;

/**
 * Simulates an hour of commands that come at random, on so few processes that 99 of 100 wait under a second.
 * `costs` are measured milliseconds; each command takes one of them. Each process answers in the order of arrival.
 */
export function peakHour(
  costs: readonly number[],
  perSecond: number,
  random: () => number,
): { processes: number; p99: number } {
  const commands: { at: number; cost: number }[] = [];
  for (let at = 0; at < HOUR_S * 1000; ) {
    at += (-Math.log(1 - random()) * 1000) / perSecond;
    commands.push({ at, cost: costs[Math.floor(random() * costs.length)] ?? 0 });
  }
  for (let processes = 1; ; processes += 1) {
    const free = new Array<number>(processes).fill(0);
    const waits = commands.map(({ at, cost }) => {
      const next = free.indexOf(Math.min(...free));
      const start = Math.max(at, free[next] ?? 0);
      free[next] = start + cost;
      return start + cost - at;
    });
    waits.sort((a, b) => a - b);
    const p99 = waits[Math.floor(waits.length * 0.99)] ?? 0;
    if (p99 <= MOST_WAIT_MS) return { processes, p99 };
  }
}
