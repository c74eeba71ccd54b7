import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Db } from '../../src/db/connect.ts';
import { deleteSharedBefore, findEnvelope } from '../../src/db/replicas/envelopes.ts';
import { endLease, takeLease } from '../../src/db/replicas/leases.ts';
import { createTicker } from '../../src/jobs/ticker.ts';
import { createChecks } from '../../src/operations/checks.ts';
import { checkLead } from '../../src/operations/doctor/lead.ts';
import { createSharedAllowances } from '../../src/replicas/allowances.ts';
import { createSharedEnvelopes } from '../../src/replicas/envelopes.ts';
import { createLead, describeLeader, findLeader } from '../../src/replicas/lead.ts';
import { createLimits } from '../../src/slack/access/limits.ts';
import { newAddress } from '../_util/databases.ts';

const log = pino({ level: 'silent' });
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Three desks, each with its own connections to one database. */
let databases: Db[];
const db = (): Db => databases[0] as Db;
const desks = () => databases.map((each, at) => createSharedEnvelopes({ db: each, log }, `desk ${at}`));

beforeEach(async () => {
  const address = await newAddress();
  databases = [await connect(address), await connect(address), await connect(address)];
});
afterEach(() => Promise.all(databases.map((each) => each.destroy())));

describe('an envelope that several desks get', () => {
  test('is answered by one of them, and the others acknowledge with what it said', async () => {
    const all = desks();
    for (let at = 0; at < 20; at += 1) {
      const said: unknown[] = [];
      await Promise.all(
        all.map(async (desk, name) => {
          const taken = await desk.take(`e${at}`);
          if (!taken.mine) return said.push(taken.body);
          await pause(5);
          return desk.acked(`e${at}`, { text: `answer ${at}` }).then(() => said.push(`desk ${name}`));
        }),
      );
      expect(said.filter((each) => typeof each === 'string')).toHaveLength(1);
      expect(said).toEqual(expect.arrayContaining([{ text: `answer ${at}` }, { text: `answer ${at}` }]));
    }
  });

  test('is taken over from a desk that does not acknowledge it, which hears of that before it answers', async () => {
    const [slow, next] = desks();
    expect(await slow?.take('e1')).toEqual({ mine: true });
    const began = performance.now();
    expect(await next?.take('e1')).toEqual({ mine: true });
    const waited = performance.now() - began;
    expect(waited).toBeGreaterThan(1700);
    expect(waited).toBeLessThan(3000); // Slack waits three seconds
    expect(await slow?.acked('e1', { text: 'late' })).toBe(false);
    expect(await next?.acked('e1', { text: 'in time' })).toBe(true);
    expect((await findEnvelope(db(), 'e1'))?.body).toBe('{"text":"in time"}');
  });

  test('is not taken over once it is acknowledged, and its answer is not kept for long', async () => {
    const [one, other] = desks();
    await one?.take('e1');
    await one?.acked('e1', undefined);
    await db().updateTable('envelopes').set({ claimed_second: 1 }).execute();
    expect(await other?.take('e1')).toEqual({ mine: false, body: undefined });
    await one?.take('e2');
    await one?.acked('e2', 'private');
    await db().updateTable('envelopes').set({ acked_second: 1 }).where('envelope_id', '=', 'e2').execute();
    expect(await other?.take('e2')).toEqual({ mine: false, body: undefined });
    await deleteSharedBefore(db(), 900);
    expect(await db().selectFrom('envelopes').select('envelope_id').execute()).toEqual([{ envelope_id: 'e2' }]);
  });

  test('that nothing was done about is free at once', async () => {
    const [one, other] = desks();
    await one?.take('e1');
    await one?.release('e1');
    expect(await other?.take('e1')).toEqual({ mine: true });
  });

  test('is answered too while the database is away', async () => {
    const [one] = desks();
    await databases[0]?.destroy();
    expect(await one?.take('e1')).toEqual({ mine: true });
    expect(await one?.acked('e1', 'said')).toBe(true);
  });

  test('a double click whose clicks reach two desks begins once, until it is another click', async () => {
    const all = desks();
    expect((await Promise.all(all.map((each) => each.begin('once x', 60)))).filter(Boolean)).toHaveLength(1);
    expect(await all[1]?.begin('once x', 0)).toBe(true);
  });
});

describe('limits', () => {
  const rules = { person: 10, workspace: 25 };
  const limitsOf = (each: Db) => {
    let used = 0;
    const limits = createLimits(
      rules,
      () => new Date(),
      () => used,
      createSharedAllowances({ db: each, log }),
    );
    const ask = async (user: string, seconds: number) => {
      await limits.charge(user, 'T1', { extraSeconds: 0, heavy: false }, async () => {
        used += seconds;
      });
      await pause(50); // it is told after the answer
    };
    return { limits, ask };
  };

  test('what a person uses at one desk counts at the others, and so does what a workspace uses', async () => {
    const [one, two, three] = databases.map(limitsOf);
    await one?.ask('U1', 6);
    expect(await two?.limits.wait('U1', 'T1')).toBeUndefined();
    await two?.ask('U1', 6);
    for (const each of [one, two, three])
      expect(await each?.limits.wait('U1', 'T1')).toMatchObject({ whose: 'person' });
    expect(await three?.limits.wait('U2', 'T1')).toBeUndefined();
    await three?.ask('U2', 14);
    expect(await one?.limits.wait('U3', 'T1')).toMatchObject({ whose: 'everybody' });
    expect(await one?.limits.wait('U3', 'T2')).toBeUndefined();
    // Two seconds of ten a minute over: 12 s until some is free.
    const { seconds = 0 } = (await three?.limits.wait('U1', 'T1')) ?? {};
    expect(seconds).toBeGreaterThan(8);
    expect(seconds).toBeLessThanOrEqual(12);
  });

  test('many at once lose nothing, and wait for no other', async () => {
    const all = databases.map((each) => createSharedAllowances({ db: each, log }));
    const use = [
      { key: 'b', seconds: 1 },
      { key: 'a', seconds: 2 },
    ];
    await Promise.all(Array.from({ length: 30 }, (_, at) => all[at % 3]?.use(at % 2 ? use : use.toReversed())));
    const left = await all[0]?.find(['a', 'b', 'c']);
    expect(Math.round(left?.get('b') ?? 0)).toBeGreaterThan(25);
    expect((left?.get('a') ?? 0) / (left?.get('b') ?? 1)).toBeGreaterThan(1.9);
    expect(left?.has('c')).toBe(false);
  });

  test('while the database is away each desk goes by what it knows, and tells the rest later', async () => {
    const one = limitsOf(db());
    await db().destroy();
    await one.ask('U1', 11);
    expect(await one.limits.wait('U1', 'T1')).toMatchObject({ whose: 'person' });
  });
});

test('of several desks the leader runs the jobs, and another sends what a command queued there', async () => {
  const context = { db: db(), now: () => new Date(), log, zone: 'UTC' };
  let sent = 0;
  const made = (leads: boolean) =>
    createTicker(
      context,
      async () => {
        sent += 1;
      },
      undefined,
      undefined,
      () => leads,
    );
  const [leader, other] = [made(true), made(false)];
  await other.start();
  expect(sent).toBe(0);
  await other.tick();
  expect(sent).toBe(1);
  await leader.start();
  expect(sent).toBe(2);
  await Promise.all([leader.stop(), other.stop()]);
});

describe('the lead', () => {
  test('is held by one desk; it is followed when its lease is over, or when it leaves', async () => {
    expect(await takeLease(db(), 'l', 'one', 0.6)).toBe(true);
    expect(await takeLease(db(), 'l', 'two', 5)).toBe(false);
    expect(await takeLease(db(), 'l', 'one', 0.6)).toBe(true);
    await pause(700);
    expect(await takeLease(db(), 'l', 'two', 5)).toBe(true);
    expect(await takeLease(db(), 'l', 'one', 5)).toBe(false);
    await endLease(db(), 'l', 'one');
    expect(await takeLease(db(), 'l', 'one', 5)).toBe(false);
    await endLease(db(), 'l', 'two');
    expect(await takeLease(db(), 'l', 'one', 5)).toBe(true);
  });

  test('of three desks that start at once one leads; when it stops the next one may, and it is told who', async () => {
    expect(describeLeader(await findLeader(db()))).toMatch(/^no desk leads the schedules: none is running/);
    const leads = databases.map((each, at) => createLead({ db: each, log }, { desk: `desk ${at}` }));
    await Promise.all(leads.map((each) => each.start()));
    const first = leads.findIndex((each) => each.leads());
    expect(leads.filter((each) => each.leads())).toHaveLength(1);
    expect(describeLeader(await findLeader(db()))).toBe(`another desk leads the schedules: desk ${first}`);
    await leads[first]?.stop();
    expect(describeLeader(await findLeader(db()))).toMatch(
      new RegExp(`^no desk leads the schedules since \\d+ s; the last was desk ${first}$`),
    );
    const next = createLead({ db: db(), log }, { desk: 'next' });
    await next.start();
    expect(next.leads()).toBe(true);
    await Promise.all([...leads, next].map((each) => each.stop()));
  });

  test('/healthz and the doctor say which desk leads, and that none does', async () => {
    const leadOf = async (leads: boolean) => {
      const state = { connections: () => 1, leads: () => leads, database: '' };
      return (await createChecks({ db: db(), now: () => new Date() }, state)()).find(({ check }) => check === 'lead');
    };
    expect(await leadOf(true)).toMatchObject({ ok: true, detail: 'this desk leads the schedules' });
    expect(await leadOf(false)).toMatchObject({ ok: false, detail: expect.stringMatching(/^no desk leads/) });
    expect(await checkLead(db())).toMatchObject({
      state: 'warn',
      detail: expect.stringMatching(/^no desk in Slack leads/),
    });
    await takeLease(db(), 'schedules', 'desk-b 12', 15);
    expect(await leadOf(false)).toMatchObject({ ok: true, detail: 'another desk leads the schedules: desk-b 12' });
    expect(await checkLead(db())).toMatchObject({ state: 'ok', detail: expect.stringContaining('desk-b 12') });
    await db().updateTable('leases').set({ until_second: 1 }).execute();
    expect(await leadOf(false)).toMatchObject({ ok: false, detail: expect.stringContaining('the last was desk-b 12') });
  });

  test('a desk whose clock is in doubt does not lead', async () => {
    const lead = createLead({ db: db(), log }, { desk: 'wrong', mayLead: () => false });
    await lead.start();
    expect(lead.leads()).toBe(false);
    expect(await findLeader(db())).toBeUndefined();
    await lead.stop();
  });
});
