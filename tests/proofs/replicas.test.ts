import { describe, expect, test } from 'vitest';
import { seeded } from '../../bench/generate.ts';
import { ON_SQLITE } from '../_util/databases.ts';
import { readRows } from '../_util/desk.ts';
import { runTask, until } from '../_util/operator.ts';
import { startLocalSlack } from '../_util/slack.ts';
import type { StartedDesk } from '../_util/started-desk.ts';
import { type Asked, createAskers } from './replicas/askers.ts';
import { AN_HOUR_AHEAD, sharedDatabase, startReplica } from './replicas/desks.ts';

const LONG = process.env['LONG'] !== undefined;
const SEED = Number(process.env['SEED'] ?? 20261128);
const QUESTIONS = Number(process.env['QUESTIONS'] ?? (LONG ? 12_000 : 120));
/** Ends the long form early: the tally says how many questions it came to. */
const MINUTES = Number(process.env['LONG_REPLICAS_MINUTES'] ?? Number.POSITIVE_INFINITY);
const AT_ONCE = LONG ? 8 : 5;
const LEADS = '"msg":"leads the schedules"';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const PLACES = readRows('tests/place-queries.csv').filter(
  (row) => row['outcome'] === 'answer' && row['level'] === 'county' && row['canonical']?.endsWith('County'),
);

/** Every third question holds a mark that no other has; every tenth is a click. */
function question(at: number): Asked {
  const by = at % 10 === 0 ? 'button' : 'command';
  if (at % 3 === 0) return { words: `policy zz${at}q county`, holds: new RegExp(`zz${at}q County`), by };
  const { query = '', canonical = '', state = '' } = PLACES[at % PLACES.length] ?? {};
  return { words: `policy "${query}"`, holds: new RegExp(`${canonical}, ${state}`), by };
}

describe.skipIf(ON_SQLITE)(
  'three desks on one PostgreSQL server (skipped without DESK_DATABASES=postgres://...)',
  () => {
    test(
      `${QUESTIONS} questions while desks are killed, restarted, stand still and lose connections: each is answered once`,
      async () => {
        const slack = await startLocalSlack();
        slack.givesAgain = true;
        const database = await sharedDatabase();
        const random = seeded(SEED);
        const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
        // The clock of the third is an hour ahead.
        const start = (at: number) => startReplica(slack, database, at === 2 ? AN_HOUR_AHEAD : undefined);
        const desks = await Promise.all([0, 1, 2].map(start));
        const askers = createAskers(slack, random);
        const counts: Record<string, number> = {};
        const kills: number[] = [];
        const everyDesk: StartedDesk[] = [...desks];
        slack.copy = () => (random() < 0.1 ? 'other' : undefined);
        let over = false;
        const strike = async () => {
          const at = Math.floor(random() * 3);
          const desk = desks[at] as StartedDesk;
          const what = pick(['kill -9', 'kill -9', 'restart', 'stands still', 'cut', 'disconnect frame']);
          counts[what] = (counts[what] ?? 0) + 1;
          if (what === 'cut') return pick(slack.links)?.cut();
          if (what === 'disconnect frame') return pick(slack.links)?.disconnect();
          if (what === 'stands still') {
            desk.kill('SIGSTOP');
            await pause(500 + random() * 1500);
            return void desk.kill('SIGCONT');
          }
          if (what === 'kill -9') kills.push(performance.now());
          desk.kill(what === 'restart' ? 'SIGTERM' : 'SIGKILL');
          expect(await desk.ended).toBe(what === 'restart' ? 0 : null);
          desks[at] = await start(at);
          everyDesk.push(desks[at]);
          if (at === 2) withWrongClock.push(desks[at]);
        };
        const withWrongClock: StartedDesk[] = [desks[2] as StartedDesk];
        const struck = (async () => {
          while (!over) {
            await pause((300 + random() * 1200) * (LONG ? 4 : 1));
            if (!over) await strike();
          }
        })();
        const began = performance.now();
        let next = 0;
        const person = async () => {
          while (next < QUESTIONS && performance.now() - began < MINUTES * 60_000) {
            next += 1;
            await askers.ask(question(next));
            await pause(random() * 50);
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, person));
        over = true;
        await struck;
        const seconds = Math.round((performance.now() - began) / 1000);
        for (const desk of desks) desk.kill('SIGTERM'); // they finish what they have
        expect(await Promise.all(desks.map((desk) => desk.ended))).toEqual([0, 0, 0]);
        const { trouble, ...tally } = askers.count(kills);
        process.stdout.write(
          `replicas: ${JSON.stringify({ seed: SEED, seconds, ...tally, faults: counts })}\n${trouble.map((each) => `  ${each}\n`).join('')}`,
        );
        const faults = everyDesk.flatMap(
          ({ said }) => said.match(/"message":"[^"]{1,150}(?=.*fault while answering)/g) ?? [],
        );
        if (faults.length > 0) process.stdout.write(`faults: ${[...new Set(faults)].join('; ')}\n`);
        await slack.close();
        expect(tally).toMatchObject({ questions: next, twice: 0, lost: 0, wrong: 0 });
        expect(tally.once + tally.lostInWindow + tally.bothTypingsAnswered).toBe(next);
        for (const desk of withWrongClock) expect(desk.said).not.toContain(LEADS);
        // Which faults come is the time's: in a short run there may be no kill.
        expect(Object.keys(counts)).not.toEqual([]);
        if (LONG) expect(counts['kill -9'] ?? 0).toBeGreaterThan(0);
      },
      LONG ? 0 : undefined,
    );

    test('the lead passes on within 30 s when its holder is killed or stands still, and at once when it stops', async () => {
      const slack = await startLocalSlack();
      const database = await sharedDatabase();
      const desks = await Promise.all([0, 1, 2].map(() => startReplica(slack, database)));
      const ENDS = '"msg":"does not lead the schedules any more"';
      const timesLed = (desk: StartedDesk) => desk.said.split(LEADS).length - 1;
      const gone = new Set<StartedDesk>();
      const leader = () => desks.find((each) => !gone.has(each) && timesLed(each) > 0);
      const follows = async (strike: (desk: StartedDesk) => void) => {
        await until(() => leader() !== undefined);
        const desk = leader() as StartedDesk;
        const began = performance.now();
        gone.add(desk);
        strike(desk);
        await until(() => leader() !== undefined);
        return { desk, seconds: (performance.now() - began) / 1000 };
      };
      const doctor = async () =>
        (await runTask('', ['doctor'], { DATABASE_URL: database })).stdout
          .split('\n')
          .find((line) => / lead: /.test(line));
      await until(() => leader() !== undefined);
      expect(await doctor()).toContain(` ${leader()?.pid} `);
      const killed = await follows((desk) => desk.kill('SIGKILL'));
      const still = await follows((desk) => desk.kill('SIGSTOP'));
      still.desk.kill('SIGCONT');
      await until(() => still.desk.said.includes(ENDS));
      expect(await doctor()).toContain(` ${leader()?.pid} `);
      gone.delete(still.desk); // it may lead again
      still.desk.said = '';
      const stopped = await follows((desk) => desk.kill('SIGTERM'));
      process.stdout.write(
        `lead: followed after ${[killed, still, stopped].map((each) => each.seconds.toFixed(1)).join(', ')} s (kill -9, SIGSTOP, SIGTERM)\n`,
      );
      expect(killed.seconds).toBeLessThan(30);
      expect(still.seconds).toBeLessThan(30);
      expect(stopped.seconds).toBeLessThan(10);
      for (const desk of desks) desk.kill('SIGTERM');
      await Promise.all(desks.map((desk) => desk.ended));
      await slack.close();
    });
  },
);
