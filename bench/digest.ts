import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { answerCommand } from '../src/commands/index.ts';
import type { Context } from '../src/context.ts';
import { insertChanges, type NewChange } from '../src/db/changes.ts';
import { type Db, setBusyTimeout } from '../src/db/connect.ts';
import { insertImport } from '../src/db/imports.ts';
import { findSubscription } from '../src/db/subscriptions.ts';
import { createOutbox } from '../src/jobs/outbox.ts';
import { createTicker } from '../src/jobs/ticker.ts';
import { composeDigest } from '../src/news/compose-digest.ts';
import { createPoster } from '../src/slack/posting/poster.ts';

interface Bench {
  say(line: string): void;
  time(runs: number, work: () => unknown): Promise<number[]>;
  at(times: number[], share: number): number;
  ms(value: number): string;
}

const START = Date.parse('2026-10-25T00:00:00Z');
const DAY_MS = 86_400_000;

/**
 * Measures composing a digest over 600,000 rows and 30 days of changes, and 500 channels that are due in the same
 * minute.
 */
export async function digests(context: Context, { say, time, at, ms }: Bench): Promise<void> {
  const { db } = context;
  const desk = (instant: number): Context => ({ ...context, now: () => new Date(instant) });
  await multiply(db, 600_000);
  const before = START - DAY_MS;
  const rules: [string, string][] = [
    ['everywhere, all kinds', ''],
    ['three states', 'in:California in:Minnesota in:Texas'],
    ['one county', 'in:"Los Angeles County, CA"'],
  ];
  for (const [at, [, words]] of rules.entries())
    await answerCommand(desk(before), `digest on at:08:00 tz:UTC ${words}`, {
      channelId: `B${at}`,
      userId: 'U',
      role: 'editor',
    });
  await thirtyDays(db);
  const { rows } = await sql<{ rows: number; changes: number }>`
    select (select count(*) from detainers) as rows, (select count(*) from changes) as changes`
    .execute(db)
    .then((r) => ({ rows: r.rows[0] }));
  say(
    `composing a digest over ${rows?.rows.toLocaleString('en-US')} rows and ${rows?.changes.toLocaleString('en-US')} changes of 30 days (aim 50 ms or less):`,
  );
  const now = new Date(START + 30 * DAY_MS);
  for (const [index, [name]] of rules.entries()) {
    const row = await findSubscription(db, `B${index}`);
    if (!row) continue;
    const times = await time(20, () => composeDigest(db, row, now));
    say(`  ${name}: p50 ${ms(at(times, 0.5))} ms, slowest ${ms(at(times, 1))} ms`);
  }
  await due(context, desk, { say, time, at, ms });
}

/** 500 channels due in the same minute, with real waiting, while commands are answered. */
async function due(context: Context, desk: (instant: number) => Context, { say, time, at, ms }: Bench): Promise<void> {
  const { db, log } = context;
  await sql`delete from subscriptions`.execute(db);
  const evening = START + 29 * DAY_MS + 20 * 3_600_000;
  for (let channel = 0; channel < 500; channel += 1)
    await answerCommand(desk(evening), `digest on at:08:00 tz:UTC in:${channel % 2 ? 'Texas' : 'California'}`, {
      channelId: `C${channel}`,
      userId: 'U',
      role: 'editor',
    });
  await oneDay(db, 31, 200);
  const worker = new Worker(new URL('./slack.js', import.meta.url));
  const apiUrl = await new Promise<string>((resolve) => worker.once('message', resolve));
  const started = START + 31 * DAY_MS + 8 * 3_600_000 + 5000;
  const clock = performance.now();
  const now = () => new Date(started + (performance.now() - clock));
  const posting: Context = { ...context, now };
  await setBusyTimeout(db, 50);
  const outbox = createOutbox({ context: posting, poster: createPoster({ botToken: 'xoxb-1', apiUrl }, log) });
  const ticker = createTicker(posting, () => outbox.drain());
  const ask = () => answerCommand(context, 'policy "Charlotte, NC" on:2025-10-01');
  const idle = await time(200, ask);
  const begun = performance.now();
  let over = false;
  const done = ticker.tick().then(() => {
    over = true;
  });
  const busy: number[] = [];
  while (!over) {
    const start = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await ask();
    busy.push(performance.now() - start - 5);
  }
  await done;
  const seconds = (performance.now() - begun) / 1000;
  busy.sort((a, b) => a - b);
  const counts = await sql<{ sent: number; most: number }>`
    select sum(state = 'sent') as sent, max(n) as most from (select state, count(*) over (partition by channel_id) as n from outbox)`.execute(
    db,
  );
  const { sent, most } = counts.rows[0] ?? { sent: 0, most: 1 };
  const floor = most - 1;
  say(
    `500 channels due at one minute: ${sent} messages (${most} a channel) in ${seconds.toFixed(1)} s; Slack's pacing alone takes ${floor} s = ${(seconds / Math.max(1, floor)).toFixed(1)}x`,
  );
  say(
    `  a command meanwhile: p50 ${ms(at(busy, 0.5))} ms, p99 ${ms(at(busy, 0.99))} ms, slowest ${ms(at(busy, 1))} ms; idle p50 ${ms(at(idle, 0.5))} ms, p99 ${ms(at(idle, 0.99))} ms (p99 ${(at(busy, 0.99) / at(idle, 0.99)).toFixed(1)}x)`,
  );
  await worker.terminate();
}

/** Copies the generated rows until there are `total` of them: new references, the same facilities and days. */
async function multiply(db: Db, total: number): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info('detainers')`.execute(db);
  const columns = rows.map((row) => row.name).filter((name) => name !== 'detainer_id' && name !== 'reference');
  const list = columns.join(', ');
  const [{ n } = { n: 0 }] = (await sql<{ n: number }>`select count(*) as n from detainers`.execute(db)).rows;
  for (let copy = 1; copy * n < total; copy += 1)
    await sql`insert into detainers (reference, ${sql.raw(list)})
      select reference || ${`-${copy}`}, ${sql.raw(list)} from detainers where instr(substr(reference, 3), '-') = 5 and length(reference) = 11
      limit ${Math.min(n, total - copy * n)}`.execute(db);
}

async function thirtyDays(db: Db): Promise<void> {
  for (let day = 0; day < 30; day += 1) await oneDay(db, day, 60);
  // One release that adds 199,000 rows over every facility and changes 20,000 records.
  const importId = await load(db, 'ice-detainers', START + 15 * DAY_MS);
  await sql`insert into arrivals select ${importId}, facility_id, 199000 / (select count(*) from facilities), 0, '2026-02-11', 238 from facilities`.execute(
    db,
  );
  await sql`
    insert into changes (import_id, kind, change, fact, class, state, place_id, county_fips, facility_id, was, now)
    select ${importId}, 'outcomes', 'changed', reference, null, f.state, f.place_id, f.county_fips, f.facility_id,
      json_object('outcome_group', 'no_outcome', 'lift_reason', null), json_object('outcome_group', outcome_group, 'lift_reason', lift_reason)
    from (select * from detainers limit 20000) d join facilities f on f.facility_id = d.facility_id`.execute(db);
}

async function oneDay(db: Db, day: number, facts: number): Promise<void> {
  const importId = await load(db, 'releases', START + day * DAY_MS);
  const places: [string, string][] = [
    ['CA', '06037'],
    ['MN', '27053'],
    ['TX', '48201'],
    ['FL', '12086'],
  ];
  const changes = Array.from({ length: facts }, (_, at): NewChange => {
    const [state, place_id] = places[at % places.length] as [string, string];
    const fact = {
      case_id: `B-${day}-${at}`,
      publisher: 'Generated',
      address: 'https://example.org/',
      published: '2026-11-01',
      release_date: '2026-10-30',
      release_date_precision: 'day',
      offences: 'generated',
      offence_status: 'charged',
      citizenship: 'generated',
      detainer_outcome: 'declined',
      agency: 'Generated Sheriff',
      state,
      model: 'Task Force Model',
    };
    return {
      import_id: importId,
      kind: at % 3 === 0 ? 'agreements' : 'releases',
      change: 'added',
      fact: fact.case_id,
      class: 'declined',
      state,
      place_id,
      county_fips: null,
      facility_id: null,
      was: null,
      now: JSON.stringify(fact),
    };
  });
  await insertChanges(db, changes);
}

const load = (db: Db, source: string, at: number): Promise<number> =>
  insertImport(db, {
    source,
    file: 'generated.csv',
    sha256: String(at),
    publisher: 'Generated',
    published_on: '2026-11-01',
    started_at: new Date(at).toISOString(),
    finished_at: new Date(at).toISOString(),
    outcome: 'loaded',
    rows: 0,
    inserted: 0,
    updated: 0,
    unchanged: 0,
    removed: 0,
    rejected: 0,
    absent_columns: '',
    message: null,
  });
