import { Session } from 'node:inspector/promises';
import fc from 'fast-check';

export interface Target<T> {
  name: string;
  seeds: readonly T[];
  /** Another input, made of one or two that are known. */
  change(value: T, other: T, random: (below: number) => number): T;
  /** Throws when something is wrong. Returns the outcome in a word or two. */
  run(value: T): Promise<string> | string;
}

export interface Grown {
  ran: number;
  /** Inputs that reached code which none before them reached. */
  corpus: number;
  /** Blocks of src/ that were reached. */
  blocks: number;
  /** The longest run, in seconds of processor time. */
  slowest: number;
  /** The largest resident memory above that at the start, in MB. */
  memory: number;
  outcomes: Record<string, number>;
  failures: string[];
}

const MOST_FAILURES = 10;
const LARGEST_BATCH = 256;

/** Blocks of src/ that ran since it was last asked, by the engine's own counters. */
async function startCoverage(): Promise<{ take(): Promise<string[]>; stop(): Promise<void> }> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    async take() {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      const reached: string[] = [];
      for (const { url, functions } of result)
        if (url.includes('/src/'))
          for (const { ranges } of functions)
            for (const { startOffset, endOffset, count } of ranges)
              if (count > 0) reached.push(`${url}:${startOffset}:${endOffset}`);
      return reached;
    },
    async stop() {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}

/** Changes inputs again and again, and keeps what reaches new code, until `seconds` or `most` runs are over. */
export async function growCorpus<T>(
  { seeds, change, run }: Target<T>,
  { seconds, most, random }: { seconds: number; most: number; random: (below: number) => number },
): Promise<Grown> {
  const coverage = await startCoverage();
  const known = new Set<string>();
  const corpus: T[] = [];
  const grown: Grown = { ran: 0, corpus: 0, blocks: 0, slowest: 0, memory: 0, outcomes: {}, failures: [] };
  const [began, before] = [performance.now(), process.memoryUsage.rss()];
  const pick = () => (corpus.length > 0 ? corpus : seeds)[random(corpus.length || seeds.length)] as T;
  const once = async (value: T) => {
    const cpu = process.cpuUsage();
    try {
      const outcome = await run(value);
      grown.outcomes[outcome] = (grown.outcomes[outcome] ?? 0) + 1;
    } catch (cause) {
      grown.failures.push(`${fc.stringify(value).slice(0, 3000)}\n${(cause as Error).stack?.slice(0, 1500)}`);
    }
    const { user, system } = process.cpuUsage(cpu);
    const used = (user + system) / 1e6;
    if (used > 1) grown.failures.push(`${used.toFixed(1)} s: ${fc.stringify(value).slice(0, 3000)}`);
    grown.slowest = Math.max(grown.slowest, used);
    grown.memory = Math.max(grown.memory, (process.memoryUsage.rss() - before) / 2 ** 20);
    grown.ran += 1;
  };
  const fresh = async () => (await coverage.take()).filter((block) => !known.has(block));
  /**
   * Asking for the coverage takes longer than many runs, so it is asked for after a batch. One that reached something new
   * is run again by halves, until what reached it is found. True when there was something.
   */
  const all = async (batch: T[]): Promise<boolean> => {
    for (const value of batch) await once(value);
    const reached = await fresh();
    if (reached.length === 0) return false;
    if (batch.length > 1) {
      const middle = Math.ceil(batch.length / 2);
      const found = [await all(batch.slice(0, middle)), await all(batch.slice(middle))];
      if (found.includes(true)) return true;
    } else corpus.push(batch[0] as T);
    for (const block of reached) known.add(block); // of a batch: what only its inputs together reach
    return true;
  };
  for (const seed of seeds) await all([seed]);
  let size = 1;
  while (performance.now() - began < seconds * 1000 && grown.ran < most && grown.failures.length < MOST_FAILURES) {
    const found = await all(Array.from({ length: size }, () => change(pick(), pick(), random)));
    size = found ? Math.max(8, size / 2) : Math.min(LARGEST_BATCH, size * 2);
  }
  await coverage.stop();
  return { ...grown, corpus: corpus.length, blocks: known.size };
}
