import fc from 'fast-check';
import { expect } from 'vitest';

const LONG = process.env['LONG'] !== undefined;
/** The short form always runs the same cases; the long one others each time, unless it is told a seed. */
const SEED = Number(process.env['FUZZ_SEED'] ?? (LONG ? Date.now() % 1_000_000_000 : 20261124));
/** Of a long run that found something, only this round again: FUZZ_SEED=<seed> FUZZ_ROUND=<round>. */
const ONLY = process.env['FUZZ_ROUND'] === undefined ? undefined : Number(process.env['FUZZ_ROUND']);
const MOST_FAILURES = 10;

export interface Many<T> {
  kind: string;
  cases: fc.Arbitrary<T>;
  count: { short: number; long: number };
  /** How many cases share one state of the desk. */
  round: number;
  /** Makes the state that a round begins with. */
  prepare(): Promise<void>;
  /** Throws when something is wrong; else names the outcome. */
  check(value: T): Promise<string>;
}

/**
 * Checks very many generated cases, in rounds of their own seeds so that each can be run again alone. Says in one line
 * what was run and what came of it, and fails with every failing round's shrunk case.
 */
export async function runMany<T>({ kind, cases, count, round, prepare, check }: Many<T>): Promise<void> {
  const total = LONG ? count.long : count.short;
  const outcomes = new Map<string, number>();
  const failures: string[] = [];
  const started = performance.now();
  let done = 0;
  for (let at = 0; at * round < total && failures.length < MOST_FAILURES; at += 1) {
    if (ONLY !== undefined && at !== ONLY) continue;
    await prepare();
    const property = fc.asyncProperty(cases, async (value) => {
      const outcome = await check(value);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    });
    const numRuns = Math.min(round, total - at * round);
    const found = await fc.check(property, { seed: (SEED + at * 7919) | 0, numRuns });
    done += found.numRuns;
    if (found.failed)
      failures.push(
        `FUZZ_SEED=${SEED} FUZZ_ROUND=${at} (${kind}), shrunk ${found.numShrinks} times to ${fc.stringify(found.counterexample)}\n${said(found.errorInstance)}`,
      );
  }
  const seconds = (performance.now() - started) / 1000;
  const counts = [...outcomes].sort((a, b) => b[1] - a[1]).map(([name, times]) => `${name} ${times}`);
  process.stdout.write(
    `fuzz: ${done} ${kind}, ${failures.length} failures, seed ${SEED}, ${Math.round(done / seconds)}/s: ${counts.join(', ')}\n`,
  );
  expect(failures.join('\n\n')).toBe('');
  expect(ONLY === undefined ? done : total).toBe(total);
}

const said = (cause: unknown): string =>
  (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)).slice(0, 1500);
