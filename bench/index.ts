import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '@slack/bolt';
import Sqlite from 'better-sqlite3';
import { type CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import pino from 'pino';
import { describeWords } from '../src/bootstrap/parts.ts';
import { answerCommand, commandNameOf } from '../src/commands/index.ts';
import { parseConfig } from '../src/config.ts';
import type { Context } from '../src/context.ts';
import { connect, type Db } from '../src/db/connect.ts';
import { countCells, sumTotals } from '../src/db/detainer-cells.ts';
import { countUncounted, findAllDetainers, findAllDetainersByReference } from '../src/db/detainers.ts';
import { findAliasesByKey, findPlacesByKey } from '../src/db/places.ts';
import { findAllPoliciesByPlaces } from '../src/db/policies.ts';
import { findAllReleases } from '../src/db/releases.ts';
import type { Tables } from '../src/db/schema.ts';
import { createAudit } from '../src/jobs/audit.ts';
import { projectPath } from '../src/project.ts';
import { createAuthorizer } from '../src/slack/access/authorize.ts';
import { createLimits } from '../src/slack/access/limits.ts';
import { createBoltApp } from '../src/slack/app.ts';
import { findSource, importBundled, importFile } from '../src/sources/import.ts';
import { digests } from './digest.ts';
import { generateDetainers } from './generate.ts';

const ROWS = Number(process.argv[2] ?? 100_000);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Milliseconds of each run of `work`, sorted, after a warm-up. */
async function time(runs: number, work: () => unknown): Promise<number[]> {
  for (let at = 0; at < Math.min(20, runs); at += 1) await work();
  const times: number[] = [];
  for (let at = 0; at < runs; at += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}
const at = (times: number[], share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const ms = (value: number) => value.toFixed(3);

async function answers(context: Context): Promise<void> {
  // As in Slack: access, limits and the audit are part of every answer.
  const { access, limits: sizes } = parseConfig({});
  const [limits, audit] = [createLimits(sizes, context.now, () => 0), createAudit(context, commandNameOf)];
  const people = { find: async () => ({ homes: ['T'], guest: false }) };
  const authorizer = createAuthorizer({
    standing: () => Promise.resolve({ rules: access, own: ['T'] }),
    people,
    limits: createLimits({ person: 0, workspace: 0 }, context.now, () => 0),
    audit,
    now: context.now,
  });
  const audited = audit.recordAnswers((words, asker) => answerCommand(context, words, asker));
  const bolt = createBoltApp(
    {
      slack: { botToken: 'xoxb-1' },
      bot: { botId: 'B', botUserId: 'U' },
      log: context.log,
      authorizer,
      describe: describeWords,
    },
    (words, asker) =>
      limits.charge(asker.userId, asker.workspaceId ?? '', { extraSeconds: 0, heavy: false }, () =>
        audited(words, asker),
      ),
  );
  const empty = new App({
    token: 'xoxb-1',
    receiver: { init() {}, start: async () => undefined, stop: async () => undefined },
    botId: 'B',
    botUserId: 'U',
    tokenVerificationEnabled: false,
    convoStore: false,
  });
  empty.command('/detainer', async ({ ack }) => ack('ok'));
  const run = (app: App, text: string) => () =>
    app.processEvent({
      body: {
        command: '/detainer',
        text,
        team_id: 'T',
        user_id: 'U',
        channel_id: 'C',
        api_app_id: 'A',
        response_url: 'http://127.0.0.1:1/',
        is_enterprise_install: 'false',
      },
      ack: async () => undefined,
    });
  const floor = await time(1000, run(empty, ''));
  say(`empty ack: p50 ${ms(at(floor, 0.5))} ms, p99 ${ms(at(floor, 0.99))} ms`);
  const [row] = await findAllDetainers(context.db, {}, { limit: 1, offset: 0 }, await countCells(context.db, {}));
  for (const words of [
    'help',
    'sources',
    `lookup ${row?.reference}`,
    `lookup ${row?.facility_code}`,
    'lookup Minnesota',
    'releases in:"Los Angeles County, CA" since:2020-08-01 until:2020-09-30',
    'releases',
    'policy "Charlotte, NC" on:2025-10-01',
    'policy orange county',
    'policy henepin county',
  ]) {
    const times = await time(/lookup Minn|^releases$/.test(words) ? 30 : 200, run(bolt, words));
    say(
      `  ${words}: p50 ${ms(at(times, 0.5))} ms (${(at(times, 0.5) / at(floor, 0.5)).toFixed(0)}x of the empty ack), p99 ${ms(at(times, 0.99))} ms`,
    );
  }
}

async function queries(context: Context, file: string): Promise<void> {
  const raw = new Sqlite(file, { readonly: true });
  let last: CompiledQuery | undefined;
  const logged = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: raw }),
    log: (event) => {
      last = event.query as CompiledQuery;
    },
  });
  const [row] = await findAllDetainers(context.db, {}, { limit: 1, offset: 0 }, await countCells(context.db, {}));
  const list: [string, (db: Db) => Promise<unknown>][] = [
    ['record by reference', (db) => findAllDetainersByReference(db, row?.reference ?? '', 10)],
    ['totals of a state', (db) => sumTotals(db, { placeIds: ['MN'], months: {} })],
    ['records of a state that are not counted', (db) => countUncounted(db, { placeIds: ['MN'] })],
    [
      'releases of a county',
      (db) => findAllReleases(db, { placeIds: ['06037'], from: '2020-08-01', to: '2020-09-30' }),
    ],
    ['policies of a county and its state', (db) => findAllPoliciesByPlaces(db, ['NC', '37119'])],
    ['aliases of a key', (db) => findAliasesByKey(db, 'mcso')],
    ['places of a key', (db) => findPlacesByKey(db, 'orange')],
  ];
  say('queries against the same SQL run raw, prepared once (p50; aim 2x or less):');
  for (const [name, query] of list) {
    await query(logged);
    const { sql, parameters } = last as CompiledQuery;
    const statement = raw.prepare(sql);
    const ours = await time(300, () => query(context.db));
    const floor = await time(300, () => statement.all(...parameters));
    const reprepared = await time(300, () => raw.prepare(sql).all(...parameters));
    say(
      `  ${name}: ${ms(at(ours, 0.5))} ms against ${ms(at(floor, 0.5))} ms = ${(at(ours, 0.5) / at(floor, 0.5)).toFixed(2)}x (${(at(ours, 0.5) / at(reprepared, 0.5)).toFixed(2)}x of raw prepared each time)`,
    );
  }
  raw.close();
}

/** Milliseconds from starting node until it prints something. */
function untilOutput(args: string[], env: Record<string, string>, input: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, {
      env: { PATH: '/usr/bin:/bin', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.on('error', reject);
    child.stdout.once('data', () => resolve(performance.now() - start));
    child.stdin.end(input);
  });
}

async function startUp(file: string): Promise<void> {
  const ready: number[] = [];
  const floor: number[] = [];
  for (let run = 0; run < 7; run += 1) {
    ready.push(
      await untilOutput([projectPath('dist/src/main.js')], { DATABASE_URL: `sqlite:${file}` }, 'help policy\n'),
    );
    floor.push(await untilOutput(['-e', 'console.log(1)'], {}, ''));
  }
  ready.sort((a, b) => a - b);
  floor.sort((a, b) => a - b);
  say(
    `first answer after start, facts loaded: p50 ${ms(at(ready, 0.5))} ms, slowest ${ms(at(ready, 1))} ms (aim under 2,000); node alone ${ms(at(floor, 0.5))} ms = ${(at(ready, 0.5) / at(floor, 0.5)).toFixed(1)}x`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
const file = join(folder, 'desk.sqlite');
const db = await connect(file);
const now = () => new Date('2026-11-24T12:00:00Z');
const context: Context = { db, now, log: pino({ level: 'silent' }), zone: 'UTC', close: () => db.destroy() };
await importBundled(db, projectPath, now, (result) =>
  say(`loaded ${result.file}: ${result.rows} rows in ${result.seconds} s`),
);
const csv = join(folder, 'generated_20260311.csv');
await generateDetainers(csv, { rows: ROWS });
const loaded = await importFile(db, findSource('ice-detainers'), csv, { now });
say(
  `loaded ${loaded.rows} generated detainer rows in ${loaded.seconds} s (${Math.round(loaded.rows / loaded.seconds)} rows/s), ${loaded.rejected} rejected`,
);
await answers(context);
await queries(context, file);
await startUp(file);
await digests(context, { say, time, at, ms });
await context.close();
rmSync(folder, { recursive: true });
process.exit(0);
