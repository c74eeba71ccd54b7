import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { setBusyTimeout } from '../../../src/db/connect.ts';
import type { SyncCheck } from '../../../src/db/sync-checks.ts';
import { createSyncRunner } from '../../../src/jobs/sync/sync-runner.ts';
import { readSourcesFile } from '../../../src/sources/sources-file.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { type FileServer, file, slow, startFileServer, status } from '../../_util/file-server.ts';
import { iceCsv } from '../../_util/ice.ts';
import { rows } from '../../_util/news.ts';
import { type Clock, madeClock } from '../../_util/posting.ts';
import { startLocalSlack } from '../../_util/slack.ts';
import { THOROUGH } from '../../_util/thorough.ts';

const CLI = join(import.meta.dirname, '../../../dist/src/cli.js');
let desk: Context;
let site: FileServer;
let clock: Clock;
let database: string;
let sourcesFile: string;
let logged: Record<string, unknown>[];
beforeEach(async () => {
  desk = await bundledDesk();
  site = await startFileServer();
  clock = madeClock('2026-11-24T10:00:00Z');
  database = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
  sourcesFile = join(mkdtempSync(join(tmpdir(), 'desk-sources-')), 'sources.yaml');
  logged = [];
  await setBusyTimeout(desk.db, 50);
});
afterEach(async () => {
  await desk.close();
  await site.close();
});

const detainers = (count: number) =>
  iceCsv(
    Array.from({ length: count }, (_, at) => ({ birth_year: String(1940 + (at % 60)), citizenship_country: `C${at}` })),
  );
const entry = (path: string, name = path) => ({
  source: 'ice-detainers',
  name,
  address: site.address(path),
  every: '6h',
});
const configure = (list: object[]) => writeFileSync(sourcesFile, JSON.stringify(list));
const environment = () => ({
  PATH: process.env['PATH'] ?? '',
  DATABASE_URL: `sqlite:${database}`,
  DESK_TIME_ZONE: 'UTC',
  SOURCES_FILE: sourcesFile,
  OPS_CHANNEL: 'COPS',
});
const checks = () => rows<SyncCheck>(desk.db, 'select * from sync_checks order by entry');
const left = () => readdirSync(dirname(database)).filter((name) => name.startsWith('incoming-'));

function sync(...args: string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [CLI, 'sync', ...args], { env: environment() }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }),
    );
  });
}

/** The runner as the desk starts it, over the real program. */
function runner() {
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const env = Object.entries(environment()).map(([name, value]) => `${name}=${value}`);
  return createSyncRunner(
    { db: desk.db, now: clock.now, log },
    {
      entries: () => {
        const { entries, problems } = readSourcesFile(sourcesFile);
        if (problems.length > 0) throw new Error(problems.join('; '));
        return entries;
      },
      command: ['env', '-i', ...env, process.execPath, CLI, 'sync', '--now', clock.now().toISOString()],
    },
  );
}
const until = async (is: () => Promise<boolean> | boolean) => {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('npm run sync', () => {
  test.skipIf(!THOROUGH)('checks what is due, once; --json; exit 2 and the reason of a failure', async () => {
    configure([entry('/a.csv'), entry('/gone.csv')]);
    site.paths.set('/a.csv', file(detainers(2)));
    const first = await sync('--now', '2026-11-24T10:00:00Z', '--json');
    expect(first.code).toBe(2);
    expect(first.stderr).toMatch(/^\/gone\.csv: 127\.0\.0\.1:\d+ answers 404.*\n$/);
    expect(JSON.parse(first.stdout)).toMatchObject([
      { entry: '/a.csv', source: 'ice-detainers', outcome: 'loaded', file: 'a.csv', inserted: 2, rejected: 0 },
      { entry: '/gone.csv', outcome: 'failed', next: expect.stringMatching(/^2026-11-24T10:05/) },
    ]);
    site.paths.set('/gone.csv', file(detainers(2)));
    const early = await sync('--now', '2026-11-24T10:01:00Z');
    expect(early).toEqual({ code: 0, stdout: '/a.csv: not due\n/gone.csv: not due\n', stderr: '' });
    const later = await sync('--now', '2026-11-24T10:10:00Z'); // a restart keeps the schedule
    expect(later).toMatchObject({ code: 0, stderr: '' });
    expect(later.stdout).toMatch(/^\/a\.csv: not due\n\/gone\.csv: loaded, gone\.csv: 2 rows read, 0 new/);
    expect((await sync('--now', '2026-11-24T10:11:00Z', '--all')).stdout).toMatch(
      /a\.csv: as before[\s\S]*gone\.csv: as before/,
    );
    expect(left()).toEqual([]);
  });

  test.each([
    [['--wat'], 'Unknown option'],
    [['now'], 'Usage'],
    [['--now', 'soon'], 'is not a time'],
  ])('%j: exit 2', async (args, words) => {
    configure([]);
    const { code, stderr } = await sync(...args);
    expect({ code, said: stderr.includes(words) }).toEqual({ code: 2, said: true });
  });

  test('without SOURCES_FILE, and with a bad one', async () => {
    sourcesFile = '';
    expect(await sync()).toMatchObject({ code: 2, stderr: expect.stringContaining('SOURCES_FILE is not set') });
    sourcesFile = '/nowhere/sources.yaml';
    expect(await sync()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^SOURCES_FILE \/nowhere.*Example: /),
    });
  });

  test('two processes at once check each entry once', async () => {
    const paths = Array.from({ length: 6 }, (_, at) => `/${at}.csv`);
    configure(paths.map((path) => entry(path)));
    for (const path of paths)
      site.paths.set(path, (response, request) => void setTimeout(() => file(detainers(50))(response, request), 50));
    const both = await Promise.all([0, 1].map(() => sync('--now', '2026-11-24T10:00:00Z')));
    expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array(2).fill({ code: 0, stderr: '' }));
    expect(site.requests.map((each) => each.path).sort()).toEqual(paths);
    expect((await checks()).every((check) => check.failures === 0 && check.claimed_by === null)).toBe(true);
  });

  test('kill -9 in a download: nothing is loaded, the others are checked next, and it is reported when its claim expires', async () => {
    configure([entry('/a.csv'), entry('/b.csv')]);
    site.paths.set('/a.csv', slow('a,b\n'));
    site.paths.set('/b.csv', file(detainers(2)));
    const child = spawn(process.execPath, [CLI, 'sync', '--now', '2026-11-24T10:00:00Z'], {
      env: environment(),
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await until(() => site.requests.length === 1 && left().length === 1);
    child.kill('SIGKILL');
    await ended;
    site.paths.set('/a.csv', file(detainers(3)));
    expect((await sync('--now', '2026-11-24T10:01:00Z')).stdout).toMatch(/a\.csv: not due\n\/b\.csv: loaded/);
    const late = await sync('--now', '2026-11-24T12:00:00Z');
    expect(late).toMatchObject({ code: 2, stderr: expect.stringContaining('did not finish') });
    expect((await sync('--now', '2026-11-24T12:06:00Z')).stdout).toContain('/a.csv: loaded');
  });

  test('SIGTERM in a download: ends at once with exit 0; nothing failed and no file is left', async () => {
    configure([entry('/a.csv')]);
    site.paths.set('/a.csv', slow('a,b\n'));
    const child = spawn(process.execPath, [CLI, 'sync'], { env: environment(), stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await until(() => site.requests.length === 1 && left().length === 1);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await checks()).toMatchObject([{ failures: 0, claimed_by: null }]);
    expect(left()).toEqual([]);
  });
});

describe('the runner in the desk', () => {
  test('starts the program when an entry is due, one run at a time, and answers go on', async () => {
    configure([entry('/a.csv')]);
    site.paths.set('/a.csv', file(detainers(4000)));
    const fresh = runner();
    await Promise.all([fresh.tick(), fresh.tick()]);
    await fresh.tick();
    let slowest = 0;
    await until(async () => {
      const before = performance.now();
      expect((await answerCommand(desk, 'policy "Charlotte, NC" on:2025-11-01')).summary).toContain(
        'must hold a person on an ICE detainer',
      );
      slowest = Math.max(slowest, performance.now() - before);
      return (await checks())[0]?.last_ok_at !== undefined && (await checks())[0]?.last_ok_at !== null;
    });
    process.stdout.write(`slowest answer while 4,000 rows are loaded: ${Math.round(slowest)} ms\n`);
    await fresh.stop();
    expect(site.requests).toHaveLength(1);
    expect(await rows(desk.db, 'select count(*) n from detainers')).toEqual([{ n: 4000 }]);
    expect(logged).toEqual([]);
  });

  test('nothing is started when nothing is due', async () => {
    configure([]);
    const fresh = runner();
    await fresh.tick();
    await fresh.stop();
    expect(await checks()).toEqual([]);
    expect(logged).toEqual([]);
  });

  test('an edited file takes effect at once; a broken one is logged once and the desk goes on', async () => {
    configure([]);
    const fresh = runner();
    await fresh.tick();
    writeFileSync(sourcesFile, '- {');
    await fresh.tick();
    await fresh.tick();
    expect(logged).toMatchObject([
      { msg: 'sources are not checked', reason: expect.stringContaining('cannot be read') },
    ]);
    site.paths.set('/a.csv', status(500));
    configure([entry('/a.csv')]);
    await fresh.tick();
    await until(() => logged.length === 2);
    expect(logged[1]).toMatchObject({ exitCode: 2, output: expect.stringContaining('answers 500'), msg: 'sync ended' });
    await fresh.stop();
  });

  test('a program that fails is not started again and again', async () => {
    configure([entry('/a.csv')]);
    const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
    const entries = () => readSourcesFile(sourcesFile).entries;
    for (const command of [[process.execPath, '-e', 'process.exit(1)'], ['/nowhere/node']] as [string, ...string[]][]) {
      logged = [];
      const fresh = createSyncRunner({ db: desk.db, now: clock.now, log }, { entries, command });
      await fresh.tick();
      await until(() => logged.length === 1);
      await fresh.tick();
      clock.add(9 * 60);
      await fresh.tick();
      expect(logged).toMatchObject([{ msg: 'sync ended' }]);
      clock.add(61);
      await fresh.tick();
      await until(() => logged.length === 2);
      await fresh.stop();
    }
  });

  test('stop ends a running download, which stays due', async () => {
    configure([entry('/a.csv')]);
    site.paths.set('/a.csv', slow('a,b\n'));
    const fresh = runner();
    await fresh.tick();
    await until(() => site.requests.length === 1);
    await fresh.stop();
    await fresh.tick();
    expect(site.requests).toHaveLength(1);
    expect(await checks()).toMatchObject([{ failures: 0, claimed_by: null }]);
  });
});

test('the desk checks sources, notifies the operators in Slack, and stops on SIGTERM', async () => {
  const slack = await startLocalSlack();
  configure([entry('/a.csv'), entry('/gone.csv')]);
  site.paths.set('/a.csv', file(detainers(20)));
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: slack.apiUrl };
  const main = join(dirname(CLI), 'main.js');
  const child = spawn(process.execPath, [main], { env: { ...environment(), ...tokens }, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const posted = () => slack.calls.filter((call) => call.method === 'chat.postMessage');
  await until(() => posted().length > 0);
  expect(posted()[0]?.body).toMatchObject({ channel: 'COPS', text: expect.stringContaining('answers 404') });
  expect(await rows(desk.db, 'select count(*) n from detainers')).toEqual([{ n: 20 }]);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  await slack.close();
});
