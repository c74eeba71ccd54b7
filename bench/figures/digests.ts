import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { insertChanges, type NewChange } from '../../src/db/changes.ts';
import { type Db, setBusyTimeout } from '../../src/db/connect.ts';
import { insertImport } from '../../src/db/imports.ts';
import { findSubscription } from '../../src/db/subscriptions.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import { createTicker } from '../../src/jobs/ticker.ts';
import { composeDigest } from '../../src/news/compose-digest.ts';
import { createPoster } from '../../src/slack/posting/poster.ts';
import { makeDesk, openDesk } from '../desks.ts';
import { quantile, type Table } from '../table.ts';

const START = Date.parse('2026-10-25T00:00:00Z');
const DAY_MS = 86_400_000;
const REPEATS = 20;

/**
 * Composing a digest over 600,000 rows and 30 days of changes, and 500 channels that are due in the same minute, with a
 * stand-in for Slack that accepts everything.
 */
export async function measureDigests(folder: string, table: Table): Promise<void> {
  table.heading('Digests over 600,000 rows and 30 days of changes');
  const own = join(folder, 'digests');
  mkdirSync(own);
  const context = await openDesk(await makeDesk(own, 100_000));
  const { db } = context;
  const desk = (instant: number): Context => ({ ...context, now: () => new Date(instant) });
  await multiply(db, 600_000);
  const rules: [string, string][] = [
    ['everywhere, all kinds', ''],
    ['three states', 'in:California in:Minnesota in:Texas'],
    ['one county', 'in:"Los Angeles County, CA"'],
  ];
  for (const [at, [, words]] of rules.entries())
    await answerCommand(desk(START - DAY_MS), `digest on at:08:00 tz:UTC ${words}`, { ...EDITOR, channelId: `B${at}` });
  await thirtyDays(db);
  const now = new Date(START + 30 * DAY_MS);
  for (const [index, [name]] of rules.entries()) {
    const row = await findSubscription(db, `B${index}`);
    if (!row) throw new Error(`The digest of ${name} is not set up.`);
    const ours: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) ours.push(await time(() => composeDigest(db, row, now)));
    table.add({ figure: `composing, ${name}`, unit: 'ms', ours, aim: { of: 'figure', most: 50 } });
  }
  await measureDue(context, desk, table);
  await context.close();
}

const EDITOR = { userId: 'U', role: 'editor' } as const;

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** 500 channels due in the same minute, with real waiting, while commands are answered. */
async function measureDue(context: Context, desk: (instant: number) => Context, table: Table): Promise<void> {
  const { db, log } = context;
  await sql`delete from subscriptions`.execute(db);
  const evening = START + 29 * DAY_MS + 20 * 3_600_000;
  for (let channel = 0; channel < 500; channel += 1)
    await answerCommand(desk(evening), `digest on at:08:00 tz:UTC in:${channel % 2 ? 'Texas' : 'California'}`, {
      ...EDITOR,
      channelId: `C${channel}`,
    });
  await oneDay(db, 31, 200);
  const worker = new Worker(new URL('../slack.js', import.meta.url));
  const apiUrl = await new Promise<string>((resolve) => worker.once('message', resolve));
  const started = START + 31 * DAY_MS + 8 * 3_600_000 + 5000;
  const clock = performance.now();
  const now = () => new Date(started + (performance.now() - clock));
  const posting: Context = { ...context, now };
  await setBusyTimeout(db, 50);
  const outbox = createOutbox({ context: posting, poster: createPoster({ botToken: 'xoxb-1', apiUrl }, log) });
  const ticker = createTicker(posting, () => outbox.drain());
  const ask = () => answerCommand(context, 'policy "Charlotte, NC" on:2025-10-01');
  const idle: number[] = [];
  for (let at = 0; at < 200; at += 1) idle.push(await time(ask));
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
  const { rows } = await sql<{ sent: number; most: number }>`
    select sum(state = 'sent') as sent, max(n) as most
    from (select state, count(*) over (partition by channel_id) as n from outbox)`.execute(db);
  const { sent, most } = rows[0] ?? { sent: 0, most: 1 };
  table.add({
    figure: `500 channels due at one minute, ${sent} messages`,
    unit: 's',
    ours: [seconds],
    floor: [Math.max(1, most - 1)],
    against: "Slack's pacing alone",
  });
  table.add({
    figure: 'a command meanwhile, p99',
    unit: 'ms',
    ours: [quantile(busy, 0.99)],
    floor: [quantile(idle, 0.99)],
    against: 'no digests due',
  });
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
      disputed_or_corrected: '',
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
