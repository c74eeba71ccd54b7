import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessStats {
  /** Memory that the process holds, in MB; and what V8 says of its heap and of what lies outside of it. */
  rss: number;
  heap?: number;
  external?: number;
  /** Open file descriptors. */
  descriptors: number;
  handles?: number;
}

/** What Linux says of a process, and its own page for operators if it has one. */
export async function readProcess(pid: number, metrics?: string): Promise<ProcessStats> {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const stats = {
    rss: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
  };
  if (!metrics) return stats;
  const text = await (await fetch(metrics)).text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    ...stats,
    heap: value('nodejs_heap_size_used_bytes') / 2 ** 20,
    external: value('nodejs_external_memory_bytes') / 2 ** 20,
    handles: value('nodejs_active_handles_total'),
  };
}

/** The middle value. */
export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
