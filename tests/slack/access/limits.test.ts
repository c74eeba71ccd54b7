import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeWords } from '../../../src/bootstrap/parts.ts';
import { extraCost } from '../../../src/slack/access/authorize.ts';
import { createLimits } from '../../../src/slack/access/limits.ts';

const PLAIN = { extraSeconds: 0, heavy: false };
const HEAVY = { extraSeconds: 0, heavy: true };

function clocked(rules = { person: 10, workspace: 20 }) {
  let at = 1_000_000;
  let used = 7;
  const limits = createLimits(
    rules,
    () => new Date(at),
    () => used,
  );
  const pass = (seconds: number) => {
    at += seconds * 1000;
  };
  const work = (seconds: number) => {
    used += seconds;
    pass(seconds);
  };
  /** An answer that takes the given CPU seconds. */
  const ask = (user: string, seconds: number) => limits.charge(user, 'T1', PLAIN, async () => work(seconds));
  return { limits, pass, work, ask };
}

test('a person has an allowance of CPU seconds per minute, which refills gradually', async () => {
  const { limits, pass, ask } = clocked();
  await ask('U1', 9);
  expect(await limits.wait('U1', 'T1')).toBeUndefined();
  await ask('U1', 6);
  expect(await limits.wait('U1', 'T1')).toEqual({ whose: 'person', seconds: expect.any(Number) });
  const { seconds = 0 } = (await limits.wait('U1', 'T1')) ?? {};
  pass(seconds - 1);
  expect(await limits.wait('U1', 'T1')).toBeDefined();
  pass(1.1);
  expect(await limits.wait('U1', 'T1')).toBeUndefined();
});

test("one person's use does not limit another, until the workspace's allowance is used up", async () => {
  const { limits, ask } = clocked();
  await ask('U1', 11);
  expect((await limits.wait('U1', 'T1'))?.whose).toBe('person');
  expect(await limits.wait('U2', 'T1')).toBeUndefined();
  await ask('U2', 14);
  expect((await limits.wait('U3', 'T1'))?.whose).toBe('everybody');
  expect(await limits.wait('U3', 'T2')).toBeUndefined();
});

test('concurrent answers share the CPU time', async () => {
  const { limits, work } = clocked({ person: 10, workspace: 0 });
  let end = () => {};
  const long = limits.charge('U1', 'T1', PLAIN, () => new Promise<void>((resolve) => (end = resolve)));
  await limits.charge('U2', 'T1', PLAIN, async () => work(16));
  end();
  await long;
  expect(await limits.wait('U1', 'T1')).toBeUndefined();
  expect(await limits.wait('U2', 'T1')).toBeUndefined();
  await limits.charge('U2', 'T1', { ...PLAIN, extraSeconds: 20 }, async () => {});
  expect(await limits.wait('U2', 'T1')).toBeDefined();
});

test('of a hundred heavy questions at once two run, plain ones overtake them, and those beyond the allowance are refused', async () => {
  const { limits, work } = clocked({ person: 15, workspace: 0 });
  let running = 0;
  let most = 0;
  const done: string[] = [];
  const heavy = (user: string) =>
    limits.charge(user, 'T1', HEAVY, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      work(8);
      running -= 1;
      done.push(`heavy ${user}`);
    });
  const all = Array.from({ length: 100 }, () => heavy('U1'));
  const settled = Promise.allSettled(all);
  await limits.charge('U1', 'T1', PLAIN, async () => done.push('plain U1'));
  await limits.charge('U2', 'T1', PLAIN, async () => done.push('plain U2'));
  await heavy('U2');
  const refused = (await settled).filter((each) => each.status === 'rejected');
  expect(done.slice(0, 2)).toEqual(['plain U1', 'plain U2']);
  expect(most).toBeLessThanOrEqual(3); // two of U1, one of U2
  expect(done.filter((each) => each === 'heavy U1').length).toBeLessThanOrEqual(4);
  expect(refused.length).toBeGreaterThanOrEqual(96);
  expect(refused[0]).toMatchObject({ reason: { wait: { whose: 'person' } } });
});

test('what runs is reserved: many at once are refused before any has ended', async () => {
  const { limits } = clocked({ person: 10, workspace: 0 });
  for (let count = 0; count < 20; count += 1) {
    expect(await limits.wait('U1', 'T1')).toBeUndefined();
    void limits.charge('U1', 'T1', PLAIN, () => new Promise(() => {}));
  }
  expect((await limits.wait('U1', 'T1'))?.whose).toBe('person');
  expect(await limits.wait('U2', 'T1')).toBeUndefined();
});

test('nobody is charged for waiting or for a busy machine', async () => {
  const { limits, pass } = clocked();
  await limits.charge('U1', 'T1', PLAIN, async () => pass(3600));
  expect(await limits.wait('U1', 'T1')).toBeUndefined();
});

test('a failed answer is charged too, and 0 means no limit', async () => {
  const { limits, work } = clocked({ person: 1, workspace: 0 });
  const failing = limits.charge('U1', 'T1', PLAIN, () => {
    work(2);
    return Promise.reject(new Error('fault'));
  });
  await expect(failing).rejects.toThrow('fault');
  expect((await limits.wait('U1', 'T1'))?.whose).toBe('person');
  const none = clocked({ person: 0, workspace: 0 });
  await none.ask('U1', 1000);
  expect(await none.limits.wait('U1', 'T1')).toBeUndefined();
});

test('in any order of requests, nobody waits longer than their use justifies', async () => {
  const steps = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 90 })),
  );
  await fc.assert(
    fc.asyncProperty(steps, async (asked) => {
      const { limits, pass, ask } = clocked({ person: 10, workspace: 0 });
      const used = new Map<string, number>();
      for (const [who, work, rest] of asked) {
        const user = `U${who}`;
        await ask(user, work);
        used.set(user, (used.get(user) ?? 0) + work);
        expect((await limits.wait(user, 'T1'))?.seconds ?? 0).toBeLessThanOrEqual(
          ((used.get(user) ?? 0) / 10) * 60 + 1,
        );
        pass(rest);
      }
    }),
    { numRuns: 200, seed: 6 },
  );
});

test.each([
  ['policy Denver', false, 0],
  ['policy Denver', true, 0.5],
  ['export DD-7K3Q', false, 3],
  ['/detainer EXPORT releases', false, 3],
  ['chart map Texas', true, 1.5],
  ['digest now', false, 1],
  ['digest', false, 0],
])('%s (public: %s) costs %d extra', (words, isPublic, cost) => {
  expect(extraCost(describeWords(words), isPublic)).toBe(cost);
});
