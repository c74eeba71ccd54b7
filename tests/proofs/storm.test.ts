import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seeded } from '../../bench/generate.ts';
import { readRows } from '../_util/desk.ts';
import { deskFile, until } from '../_util/operator.ts';
import { startLocalSlack } from '../_util/slack.ts';
import { runDesk } from '../_util/started-desk.ts';
import { THOROUGH } from '../_util/thorough.ts';
import { createPeople, type Question } from './people.ts';
import { startWeather } from './weather.ts';

const LONG = process.env['LONG'] !== undefined;
const SEED = Number(process.env['SEED'] ?? 20261124);
const QUESTIONS = Number(process.env['QUESTIONS'] ?? (LONG ? 12_000 : 300));
const AT_ONCE = 5;
/** Between two questions of one person, so that the storm is longer than a connection takes to come back. */
const THINKS_MS = LONG ? 60 : 45;

/** Places as people type them, each with the name that the right answer holds. */
const PLACES = readRows('tests/place-queries.csv').filter(
  (row) => row['outcome'] === 'answer' && row['level'] === 'county' && row['canonical']?.endsWith('County'),
);

/** Every third question holds a mark that no other has; the others ask for places, by typing or by a button. */
function question(at: number): Question {
  const by = at % 5 === 0 ? 'button' : 'command';
  if (at % 3 === 0) return { words: `policy zz${at}q county`, holds: new RegExp(`zz${at}q County`), by };
  const { query = '', canonical = '', state = '' } = PLACES[at % PLACES.length] ?? {};
  return { words: `policy "${query}"`, holds: new RegExp(`${canonical}, ${state}`), by };
}

test.skipIf(!THOROUGH)(
  `a storm over ${QUESTIONS} questions: every one is answered once, with its own answer`,
  async () => {
    const slack = await startLocalSlack();
    const desk = runDesk(slack.apiUrl, (await deskFile()).database);
    await until(() => desk.said.includes('"msg":"ready"'));
    const random = seeded(SEED);
    const people = createPeople(slack, random);
    const weather = startWeather(slack, random, LONG);
    const began = performance.now();
    let next = 0;
    const person = async () => {
      while (next < QUESTIONS) {
        next += 1;
        await people.ask(question(next));
        await new Promise((resolve) => setTimeout(resolve, random() * 2 * THINKS_MS));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, person));
    const seconds = Math.round(performance.now() - began) / 1000;
    await weather.end();
    desk.kill('SIGTERM'); // it lets what is under way finish, so that nothing can come after the count
    expect(await desk.ended).toBe(0);
    const { trouble, ...tally } = people.count();
    const told = { seed: SEED, seconds, connections: slack.sockets.length, ...tally, faults: weather.counts };
    process.stdout.write(`storm: ${JSON.stringify(told)}\n${trouble.map((each) => `  ${each}\n`).join('')}`);
    if (trouble.length > 0) writeFileSync(join(tmpdir(), 'storm-desk.log'), desk.said);
    await slack.close();
    expect(trouble).toEqual([]);
    expect(tally).toMatchObject({ questions: QUESTIONS, once: QUESTIONS, twice: 0, lost: 0, wrong: 0 });
    // Each copy of an envelope has an ack of its own.
    expect(slack.unexpected.filter((each) => !each.startsWith('ack of '))).toEqual([]);
  },
  LONG ? 0 : undefined,
);
