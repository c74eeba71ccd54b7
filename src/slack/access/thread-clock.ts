import { performance } from 'node:perf_hooks';

/** Node 23.9 and later report the CPU time of one thread, in microseconds. */
type ThreadProcess = NodeJS.Process & { threadCpuUsage?: () => NodeJS.CpuUsage };

/**
 * Returns the CPU seconds that this thread has used so far. Older Node cannot report them: then each reading adds the
 * smaller of two differences since the last one, the CPU time of the process (which includes other threads) and the
 * active time of the event loop (which includes waiting for a busy CPU).
 */
export function createThreadClock(thread: ThreadProcess = process): () => number {
  if (thread.threadCpuUsage) return () => secondsOf(thread.threadCpuUsage?.() ?? { user: 0, system: 0 });
  let used = 0;
  let last = { cpu: secondsOf(thread.cpuUsage()), active: activeSeconds() };
  return () => {
    const now = { cpu: secondsOf(thread.cpuUsage()), active: activeSeconds() };
    used += Math.max(0, Math.min(now.cpu - last.cpu, now.active - last.active));
    last = now;
    return used;
  };
}

const secondsOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;
const activeSeconds = (): number => performance.eventLoopUtilization().active / 1000;
