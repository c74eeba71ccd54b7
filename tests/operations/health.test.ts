import { spawn } from 'node:child_process';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { setBusyTimeout } from '../../src/db/connect.ts';
import { makeBackup } from '../../src/operations/backup.ts';
import { createHealth, type Health } from '../../src/operations/health.ts';
import { createSlackStanding, type SlackStanding } from '../../src/operations/slack-standing.ts';
import { createPoster } from '../../src/slack/posting/poster.ts';
import { bundledDesk } from '../_util/desk.ts';
import { madeImport, rows, subscribe } from '../_util/news.ts';
import { CLI, ROOT } from '../_util/operator.ts';
import { madeClock } from '../_util/posting.ts';
import { startLocalSlack } from '../_util/slack.ts';
import { commandBody } from '../_util/slack-payloads.ts';

let desk: Context;
let database: string;
let health: Health;
let port: number;
let up: number;
let ready: boolean;
let standing: SlackStanding;
const clock = madeClock('2026-11-24T12:00:00Z');
beforeEach(async () => {
  clock.set('2026-11-24T12:00:00Z');
  desk = { ...(await bundledDesk()), now: clock.now };
  database = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
  await setBusyTimeout(desk.db, 50);
  [up, ready] = [2, true];
  standing = createSlackStanding();
  const folder = `${database}.backups`;
  await makeBackup({ database, folder, keep: 1, now: clock.now });
  health = createHealth({
    context: desk,
    health: { port: 0, host: '127.0.0.1' },
    config: { database, backup: { folder, every: '1d', keep: 1 } },
    connections: () => up,
    slackError: standing.error,
    slackFailures: standing.counts,
    isReady: () => ready,
  });
  port = await health.start();
});
afterEach(async () => {
  await health.stop();
  await desk.close();
});

function get(path: string, { at = port, method = 'GET' } = {}) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: at, path, method }, (response) => {
      let body = '';
      response.on('data', (piece) => (body += String(piece)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}
const healthz = async () => {
  clock.add(6); // the checks are kept for five seconds
  const { status, body } = await get('/healthz');
  const checks = JSON.parse(body).checks as { check: string; ok: boolean; detail: string }[];
  return { status, failing: checks.filter((each) => !each.ok).map((each) => `${each.check}: ${each.detail}`) };
};
const metric = async (line: RegExp) => {
  clock.add(6);
  return (await get('/metrics')).body.split('\n').filter((each) => line.test(each) && !each.startsWith('#'));
};

describe('/healthz and /readyz', () => {
  test('all is well, and the database is unchanged', async () => {
    const before = await rows(desk.db, 'pragma user_version');
    expect(await healthz()).toEqual({ status: 200, failing: [] });
    expect(await rows(desk.db, 'pragma user_version')).toEqual(before);
    expect((await get('/readyz')).status).toBe(200);
    ready = false;
    expect((await get('/readyz')).status).toBe(503);
  });

  test('no connection to Slack is up', async () => {
    up = 0;
    expect(await healthz()).toEqual({ status: 503, failing: ['slack: no connection to Slack is up'] });
    up = 1;
    expect((await healthz()).status).toBe(200);
  });

  test('Slack refuses the token although the connections are up; the first post that it takes ends that', async () => {
    const slack = await startLocalSlack();
    const poster = createPoster({ botToken: 'xoxb-1', apiUrl: slack.apiUrl }, desk.log, { onResult: standing.heard });
    const message = { response_type: 'in_channel' as const, text: 'x', blocks: [] };
    const post = () =>
      poster.post(
        { message_id: 'm', channel_id: 'C1', thread_of: null, workspace_id: '' },
        { message, plain: message },
        undefined,
      );
    slack.fault = () => ({ kind: 'error', error: 'token_revoked' });
    await post();
    expect(await healthz()).toEqual({ status: 503, failing: ['slack: 2 up; Slack refuses the token: token_revoked'] });
    expect(await metric(/^desk_slack_refused/)).toEqual(['desk_slack_refused 1']);
    slack.fault = () => undefined;
    await post();
    expect((await healthz()).status).toBe(200);
    expect(await metric(/^desk_slack_refused/)).toEqual(['desk_slack_refused 0']);
    await slack.close();
  });

  test('every message is refused, at three places in a row: red, until Slack takes one; failures are counted by reason', async () => {
    const slack = await startLocalSlack();
    const poster = createPoster({ botToken: 'xoxb-1', apiUrl: slack.apiUrl }, desk.log, { onResult: standing.heard });
    const message = { response_type: 'in_channel' as const, text: 'x', blocks: [] };
    const at = (channel_id: string) => ({ message_id: 'm', channel_id, thread_of: null, workspace_id: '' });
    const post = (channel: string) => poster.post(at(channel), { message, plain: message }, undefined);
    let error = 'restricted_action';
    slack.fault = () => ({ kind: 'error', error });
    await post('C1');
    await post('C1');
    await post('C2');
    expect((await healthz()).status).toBe(200);
    await post('C3');
    expect((await healthz()).failing).toEqual([
      'slack: 2 up; the last messages to 3 conversations did not arrive (restricted), and none did since',
    ]);
    slack.fault = () => undefined;
    await post('C2');
    expect((await healthz()).status).toBe(200);
    slack.fault = () => ({ kind: 'error', error });
    for (error of ['not_in_channel', 'a_code_of_next_year', 'fatal_error']) await post('C1');
    await poster.edit(at('C1'), { message, plain: message }, '1.1');
    expect(await metric(/^desk_slack_failures_total/)).toEqual([
      'desk_slack_failures_total{way="post",reason="not_in_channel"} 1',
      'desk_slack_failures_total{way="post",reason="restricted"} 4',
      'desk_slack_failures_total{way="post",reason="no_answer"} 2',
      'desk_slack_failures_total{way="post",reason="other"} 1',
    ]);
    await slack.close();
  });

  test('an import may hold the lock for a quarter of an hour, no longer', async () => {
    const other = new Sqlite(database);
    other.exec('begin immediate');
    expect((await healthz()).status).toBe(200);
    clock.add(16 * 60);
    expect(await healthz()).toEqual({
      status: 503,
      failing: [expect.stringMatching(/^database: locked by an import for 16 min/)],
    });
    other.exec('rollback');
    other.close();
    expect((await healthz()).status).toBe(200);
  });

  test('a read-only database', async () => {
    await rows(desk.db, 'pragma query_only = on');
    expect(await healthz()).toEqual({
      status: 503,
      failing: [expect.stringMatching(/^database: not writable \(.*readonly/)],
    });
  });

  test('a digest not composed half an hour after its time is late; one that was sent is not', async () => {
    await subscribe(desk, 'C1', 'at:13:00 tz:UTC', '2026-11-24T12:00:00Z');
    clock.set('2026-11-24T13:29:00Z');
    expect((await healthz()).status).toBe(200);
    clock.set('2026-11-24T13:31:00Z');
    expect(await healthz()).toEqual({ status: 503, failing: ['digests: 1 more than 30 minutes late'] });
    expect(await metric(/^desk_deliveries_late/)).toEqual(['desk_deliveries_late 1']);
    const { queueDueDigests } = await import('../../src/jobs/digests.ts');
    await madeImport(desk.db, [{}], { at: '2026-11-24T12:30:00Z' });
    await queueDueDigests(desk);
    expect((await healthz()).status).toBe(200); // composed a moment ago
    clock.add(31 * 60);
    expect(await healthz()).toEqual({ status: 503, failing: ['digests: 1 more than 30 minutes late'] });
    await rows(desk.db, "update outbox set state = 'sent'");
    expect((await healthz()).status).toBe(200);
  });

  test('a hundred requests at once check the database once', async () => {
    clock.add(6);
    const other = new Sqlite(database);
    const version = () => other.pragma('data_version', { simple: true }) as number;
    await get('/healthz');
    const first = version();
    await Promise.all(Array.from({ length: 100 }, () => get('/healthz')));
    expect(version()).toBe(first);
    clock.add(6);
    await get('/healthz');
    expect(version()).not.toBe(first);
    other.close();
  });

  test('other pages and methods', async () => {
    expect((await get('/')).status).toBe(404);
    expect((await get('/metrics/../etc/passwd')).status).toBe(404);
    expect((await get('/__proto__')).status).toBe(404);
    expect((await get('/healthz?verbose', { method: 'HEAD' })).status).toBe(200);
    expect((await get('/healthz', { method: 'POST' })).status).toBe(405);
  });

  test('a port that is taken: one sentence', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port: number } = taken.address() as AddressInfo;
    const second = createHealth({
      context: desk,
      health: { port: number, host: '127.0.0.1' },
      config: { database },
      connections: () => 1,
      isReady: () => true,
    });
    await expect(second.start()).rejects.toThrow(
      /^Cannot listen on HEALTH_PORT \d+ on 127\.0\.0\.1 \(EADDRINUSE\)\. Set another/,
    );
    await new Promise((resolve) => taken.close(resolve));
  });
});

describe('/metrics', () => {
  test('answers by subcommand and outcome; no typed words become labels', async () => {
    const ask = (words: string) => health.measure(words, () => answerCommand(desk, words)).catch(() => undefined);
    for (const words of [
      'policy Denver',
      '/detainer policy Denver',
      'lookup Cook County jail',
      'policy Atlantis',
      'Juan Perez A123456789',
      'constructor',
      '',
    ])
      await ask(words);
    await expect(health.measure('sources', () => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
    expect((await metric(/^desk_answers_total/)).sort()).toEqual([
      'desk_answers_total{subcommand="help",outcome="answered"} 1',
      'desk_answers_total{subcommand="lookup",outcome="answered"} 1',
      'desk_answers_total{subcommand="other",outcome="refused"} 2',
      'desk_answers_total{subcommand="policy",outcome="answered"} 2',
      'desk_answers_total{subcommand="policy",outcome="refused"} 1',
      'desk_answers_total{subcommand="sources",outcome="fault"} 1',
    ]);
    expect(await metric(/^desk_answer_seconds_count\{subcommand="policy"/)).toEqual([
      'desk_answer_seconds_count{subcommand="policy"} 3',
    ]);
    const { body } = await get('/metrics');
    for (const word of ['Denver', 'Cook', 'Atlantis', 'Juan', '123456789', 'constructor', 'C1', 'U7'])
      expect(body).not.toContain(word);
    expect(body).toContain('process_resident_memory_bytes');
  });

  test('outbox, sources, checks, connections and backups', async () => {
    const add = (id: string, state: string) => `('${id}', 0, 'C1', '{}', '${state}', 0, '2026', '2027', '2026', 0)`;
    await rows(
      desk.db,
      `insert into outbox (message_id, position, channel_id, payload, state, attempts, created_at, expires_at, try_after, unsure)
      values ${[add('a', 'waiting'), add('b', 'sent'), add('c', 'sent'), add('d', 'failed')].join(', ')}`,
    );
    await rows(
      desk.db,
      `insert into sync_checks (entry, source, target, shown, every, next_due_at, failures, failing_since)
      values ('Cook County sheet', 'ice-detainers', 't', 's', '1d', '2026', 1, '2026')`,
    );
    await rows(
      desk.db,
      `insert into audit (asked_at, user_id, way, outcome) values ('2026-11-24T11:59:00Z', 'U1', 'home', 'refused'),
        ('2026-11-24T11:01:00Z', 'U1', 'mention', 'refused'), ('2026-11-24T10:59:00Z', 'U1', 'mention', 'fault')`,
    );
    expect(await metric(/^desk_asked_last_hour/)).toEqual([
      'desk_asked_last_hour{outcome="answered"} 0',
      'desk_asked_last_hour{outcome="noted"} 0',
      'desk_asked_last_hour{outcome="mistake"} 0',
      'desk_asked_last_hour{outcome="fault"} 0',
      'desk_asked_last_hour{outcome="refused"} 2',
      'desk_asked_last_hour{outcome="limited"} 0',
    ]);
    expect(await metric(/^desk_outbox_messages/)).toEqual([
      'desk_outbox_messages{state="waiting"} 1',
      'desk_outbox_messages{state="sending"} 0',
      'desk_outbox_messages{state="sent"} 2',
      'desk_outbox_messages{state="failed"} 1',
    ]);
    expect(await metric(/^desk_sync_failing\{source="ice-detainers"/)).toEqual([
      'desk_sync_failing{source="ice-detainers"} 1',
    ]);
    expect(await metric(/^desk_source_age_days\{source="policies"\} \d+$/)).toHaveLength(1);
    expect(await metric(/^desk_slack_connections/)).toEqual(['desk_slack_connections 2']);
    const [age] = await metric(/^desk_backup_age_seconds/);
    expect(Number(age?.split(' ')[1])).toBeGreaterThanOrEqual(30);
    expect((await get('/metrics')).body).not.toContain('Cook');
  });

  test('with an unreadable database, serves the other metrics', async () => {
    await rows(desk.db, 'alter table outbox rename to elsewhere');
    const { status, body } = await get('/metrics');
    expect(status).toBe(200);
    expect(body).toContain('desk_slack_connections 2');
    expect(body).not.toMatch(/^desk_outbox_messages\{/m);
    expect((await healthz()).failing).toEqual([expect.stringMatching(/^digests: could not be checked/)]);
  });
});

test('a database file that was replaced or deleted while the desk runs is told', async () => {
  const { renameSync, copyFileSync } = await import('node:fs');
  renameSync(database, `${database}.moved`);
  expect((await healthz()).failing).toEqual([expect.stringContaining('moved, deleted or replaced')]);
  copyFileSync(`${database}.moved`, database);
  expect((await healthz()).status).toBe(503);
});

test('the desk is ready when connected, counts its answers, and stops', async () => {
  const slack = await startLocalSlack();
  const child = spawn(process.execPath, [join(CLI, '../main.js')], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: `sqlite:${database}.other`,
      HEALTH_PORT: '0',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: slack.apiUrl,
    },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const at = await new Promise<number>((resolve) => {
    let said = '';
    child.stderr.on('data', (piece) => {
      said += String(piece);
      const found = /"port":(\d+),"msg":"health pages"/.exec(said);
      if (found && said.includes('"msg":"ready"')) resolve(Number(found[1]));
    });
  });
  expect((await get('/readyz', { at })).status).toBe(200);
  expect(JSON.parse((await get('/healthz', { at })).body)).toMatchObject({
    ok: true,
    checks: [
      { check: 'slack', detail: '2 up' },
      { check: 'clock', detail: 'right' },
      { check: 'database' },
      { check: 'digests' },
      { check: 'audit', detail: 'complete' },
    ],
  });
  await slack.send({
    type: 'slash_commands',
    envelope_id: 'e1',
    accepts_response_payload: true,
    payload: commandBody('policy Denver', slack.responseUrl),
  });
  expect((await get('/metrics', { at })).body).toContain(
    'desk_answers_total{subcommand="policy",outcome="answered"} 1',
  );
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  await expect(get('/readyz', { at })).rejects.toThrow();
  await slack.close();
});
