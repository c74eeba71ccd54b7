import { performance } from 'node:perf_hooks';

/** Newer versions of Node (23.9) tell the processor time of one thread; microseconds. */
type ThreadProcess = NodeJS.Process & { threadCpuUsage?: () => NodeJS.CpuUsage };

/**
 * Tells the processor seconds that this thread has used so far. Where Node cannot tell them, they are estimated as the
 * lesser of two clocks since the last reading: the process's processor time, which counts other threads too, and the
 * active time of the event loop, which also counts waiting for a busy processor.
 */
export function createThreadClock(thread: ThreadProcess = process): () => number {
  if (thread.threadCpuUsage) return () => secondsOf(thread.threadCpuUsage?.() ?? { user: 0, system: 0 });
  let used = 0;
  let last = { processor: secondsOf(thread.cpuUsage()), active: activeSeconds() };
  return () => {
    const now = { processor: secondsOf(thread.cpuUsage()), active: activeSeconds() };
    used += Math.max(0, Math.min(now.processor - last.processor, now.active - last.active));
    last = now;
    return used;
  };
}

const secondsOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;
const activeSeconds = (): number => performance.eventLoopUtilization().active / 1000;
