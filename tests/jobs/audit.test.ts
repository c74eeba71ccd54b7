import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import type { Asker } from '../../src/command-line/subcommand.ts';
import { answerCommand, commandNameOf } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { findAllAuditRows, insertAuditRow } from '../../src/db/audit.ts';
import { createAudit } from '../../src/jobs/audit.ts';
import { deleteExpired } from '../../src/jobs/delete-expired.ts';
import { bundledDesk, NOW } from '../_util/desk.ts';
import { rows } from '../_util/news.ts';
import { runTask } from '../_util/operator.ts';

let desk: Context;
let file: string;
beforeEach(async () => {
  desk = { ...(await bundledDesk()), randomBytes: (count) => new Uint8Array(count).fill(7) };
  file = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
});
const ADA: Asker = { channelId: 'C1', userId: 'U2', role: 'editor', way: 'mention', workspaceId: 'T1' };
const all = () => findAllAuditRows(desk.db, { since: '0', until: '9', limit: 1000 });
const asking = (audit = createAudit(desk, commandNameOf)) =>
  audit.recordAnswers((words, asker) => answerCommand(desk, words, asker));

test('an answer is recorded with its id and the imports behind it', async () => {
  const answer = await asking()('policy "Cook County, IL"', ADA);
  const [row] = await all();
  expect(row).toMatchObject({
    asked_at: new Date(NOW).toISOString(),
    workspace_id: 'T1',
    channel_id: 'C1',
    user_id: 'U2',
    way: 'mention',
    role: 'editor',
    line: 'policy "Cook County, IL"',
    outcome: 'answered',
    reason: null,
    answer_id: answer.kind === 'answer' ? answer.kept?.id : '-',
  });
  const imports = JSON.parse(row?.imports ?? '{}') as Record<string, number>;
  const newest = await rows<{ id: number }>(
    desk.db,
    "select max(import_id) as id from imports where source = 'policies'",
  );
  expect(imports['policies']).toBe(newest[0]?.id);
  expect(imports['releases']).toBeUndefined(); // the rules of a place do not rest on published cases
});

test.each([
  ['please tell me about my neighbour Jane Roe', null, 'mistake'],
  ['lookup Jane Roe of Elm Street', 'lookup', 'mistake'],
  ['policy on:2024-13-99 Denver', 'policy', 'mistake'],
  [`policy ${'x'.repeat(2000)}`, 'policy', 'mistake'],
  ['audit', 'audit', 'refused'],
])('of %j only the command is recorded', async (words, line, outcome) => {
  await expect(asking()(words, ADA)).rejects.toThrow();
  expect(await all()).toMatchObject([{ line, outcome, imports: null, answer_id: null }]);
  expect(JSON.stringify(await all())).not.toMatch(/Jane|Elm|xxx/);
});

test('personal data in a command is masked', async () => {
  const audit = createAudit(desk, commandNameOf);
  const answer = await answerCommand(desk, 'help', ADA);
  await audit.recordAnswers(async () => ({ ...answer, words: 'policy A123456789 (212) 555-0100 a@b.org' }))('', ADA);
  expect((await all())[0]?.line).toBe('policy (personal) (personal) (personal)');
});

test('a fault is recorded as one, and a failing audit never stops an answer', async () => {
  const audit = createAudit(desk, commandNameOf);
  const failing = audit.recordAnswers(() => Promise.reject(new TypeError('x is not a function')));
  await expect(failing('policy Denver', ADA)).rejects.toThrow('x is not');
  expect(await all()).toMatchObject([{ line: 'policy', outcome: 'fault' }]);
  await rows(desk.db, 'drop table audit');
  expect((await asking()('help', ADA)).title).toBe('Detainer Desk');
});

test('while an import holds the database, no answer waits and no row is lost', async () => {
  const code = `const db = new (require('better-sqlite3'))(${JSON.stringify(file)}); db.exec('begin immediate'); console.log('held');
    process.stdin.once('data', () => { db.exec('commit'); db.close(); console.log('free'); process.exit(0); });`;
  const holder = spawn(process.execPath, ['-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  const audit = createAudit(desk, commandNameOf);
  const ask = asking(audit);
  for (const words of ['policy Denver', 'sources', 'help'])
    expect((await ask(words, ADA)).title.length).toBeGreaterThan(3);
  expect(await all()).toEqual([]);
  const over = new Promise((resolve) => holder.once('exit', resolve));
  holder.stdin.write('go\n');
  await over;
  await audit.stop();
  expect((await all()).map(({ line, outcome }) => [line, outcome])).toEqual([
    ['policy "Denver, CO"', 'answered'],
    ['sources', 'answered'],
    ['help', 'noted'],
  ]);
});

test('expired rows are deleted and leave no trace in any file', async () => {
  const marker = 'zebra-quagga-okapi';
  const bytes = () => ['', '-wal'].map((end) => readFileSync(`${file}${end}`).toString('latin1')).join('');
  const audit = createAudit(desk, commandNameOf);
  const many = Array.from({ length: 200 }, (_, at) => `policy ${marker} ${at}`);
  const answer = await answerCommand(desk, 'policy Denver', ADA);
  for (const words of many) await audit.recordAnswers(async () => ({ ...answer, words }) as typeof answer)(words, ADA);
  await rows(desk.db, `update answers set line = '${marker} answer'`);
  expect(bytes().split(marker).length).toBeGreaterThan(200);

  const later = (instant: string) => ({ ...desk, auditDays: 30, now: () => new Date(instant) });
  await deleteExpired(later('2026-12-24T12:59:59Z'));
  expect(await all()).toHaveLength(200);
  await deleteExpired(later('2026-12-24T13:00:00Z'));
  expect(await all()).toEqual([]);
  await deleteExpired(later('2027-03-01T12:00:00Z')); // ids of answers are kept for 90 days
  expect(await rows(desk.db, 'select * from answers')).toEqual([]);
  expect(bytes().includes(marker)).toBe(false);
});

test('npm run audit: lines, JSON, a person, a period, and mistakes', async () => {
  const audit = createAudit(desk, commandNameOf);
  const ask = asking(audit);
  await ask('policy "Cook County, IL"', ADA);
  await ask('help', { ...ADA, userId: 'U3' });
  const run = (...args: string[]) => runTask(file, ['audit', ...args]);
  const since = ['--since', '2026-11-24T11:59:59Z'];
  const lines = (await run(...since)).stdout.trim().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    /^2026-11-24T12:00:00.000Z {2}policy "Cook County, IL" {2}answered DD-\w+ from imports .*policies \d+.* · U2 \(editor\) in C1 by mention$/,
  );
  expect(lines[2]).toBe('2 asked since 2026-11-24T11:59:59.000Z');
  const json = (await run(...since, '--json', '--person', 'U3')).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(json).toMatchObject([{ user_id: 'U3', line: 'help', outcome: 'noted', imports: null }]);
  expect((await run('--since', '2026-11-24T12:00:01Z', '--until', '2026-11-24T12:00:02Z')).stdout).toMatch(/^0 asked/);
  expect((await run('--until', '2026-11-23', '--since', '2026-11-01')).stdout).toMatch(/^0 asked/);
  expect((await run('--until', '2026-11-24', '--since', '2026-11')).stdout).toMatch(/^2026/);
  expect(await run('--since', 'soonish')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/"soonish" is not a time. Examples: --since 7d/),
  });
  expect(await run('--until', '2026-10-01', '--since', '2026-11-01')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/is not before/),
  });
  expect((await run('everything')).code).toBe(2);
});

test('admins see the latest twenty rows in Slack, newest first', async () => {
  const ask = asking();
  for (let at = 0; at < 22; at += 1) await ask('help', ADA);
  await ask('policy "Cook County, IL"', ADA);
  const shown = JSON.stringify(await answerCommand(desk, 'audit', { ...ADA, role: 'admin' }));
  expect(shown).toMatch(/The latest 20 of what was asked in Slack from 2026-11-17 to 2026-11-24/);
  expect(shown.indexOf('policy')).toBeLessThan(shown.indexOf('UTC · help'));
  expect(JSON.stringify(await answerCommand(desk, 'audit since:2026-11-25', { ...ADA, role: 'admin' }))).toMatch(
    /is after|Nothing was asked/,
  );
});

test("a day of `npm run audit` is the desk's day", async () => {
  const row = { way: 'mention', user_id: 'U2', outcome: 'answered' } as const;
  await insertAuditRow(desk.db, [
    { ...row, asked_at: '2025-12-31T06:59:00.000Z', line: 'sources' },
    { ...row, asked_at: '2025-12-31T07:00:00.000Z', line: 'help' },
    { ...row, asked_at: '2026-01-01T06:59:00.000Z', line: 'watches' },
    { ...row, asked_at: '2026-01-01T07:00:00.000Z', line: 'digest' },
  ]);
  const ofDay = async (zone: string) => {
    const run = await runTask(file, ['audit', '--since', '2025-12-31', '--until', '2025-12-31', '--json'], {
      DESK_TIME_ZONE: zone,
    });
    return run.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { line: string }).line);
  };
  expect(await ofDay('America/Denver')).toEqual(['help', 'watches']);
  expect(await ofDay('UTC')).toEqual(['sources', 'help']);
});
