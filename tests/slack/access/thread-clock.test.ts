import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { createLimits } from '../../../src/slack/access/limits.ts';
import { createThreadClock } from '../../../src/slack/access/thread-clock.ts';

/** Uses about 0.3 s of CPU time, however busy the machine is. */
function workInThread(): Promise<void> {
  const spin = 'let n = 0; for (let i = 0; i < 3e8; i++) n = (n + i) % 1000003; ';
  const worker = new Worker(`${spin} require("node:worker_threads").parentPort.postMessage(n)`, { eval: true });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}

const processSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

test('waiting for another thread does not count its work', async () => {
  const rules = { person: 1, workspace: 0 };
  const own = createLimits(rules, () => new Date(0), createThreadClock());
  const clock = createThreadClock();
  const [before, processBefore] = [clock(), processSeconds()];
  await own.charge('U1', 'T1', { extraSeconds: 0, heavy: false }, async () => {
    do await workInThread();
    while (processSeconds() - processBefore < 1.2);
  });
  expect(await own.wait('U1', 'T1')).toBeUndefined();
  expect(clock() - before).toBeLessThan((processSeconds() - processBefore) / 2);
});

test('work on this thread is counted', () => {
  const clock = createThreadClock();
  const [before, processBefore] = [clock(), processSeconds()];
  while (processSeconds() - processBefore < 0.3);
  expect(clock() - before).toBeGreaterThan(0);
  expect(clock() - before).toBeLessThanOrEqual(processSeconds() - processBefore + 0.05);
});

test("uses the thread's CPU time where Node reports it", () => {
  const thread = { ...process, threadCpuUsage: () => ({ user: 1_500_000, system: 250_000 }) };
  expect(createThreadClock(thread)()).toBe(1.75);
});
