import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { type Context, clock } from '../../src/context.ts';
import { connect } from '../../src/db/connect.ts';
import { createBackupRunner } from '../../src/jobs/backup-runner.ts';
import { findBackups } from '../../src/operations/backup-names.ts';
import { rows } from '../_util/news.ts';
import { CLI, deskFile, ROOT, until } from '../_util/operator.ts';
import { startLocalSlack } from '../_util/slack.ts';

let database: string;
let folder: string;
let logged: Record<string, unknown>[];
beforeEach(async () => {
  const made = await deskFile();
  database = made.database;
  folder = join(made.folder, 'backups');
  logged = [];
});
const finished = () => findBackups(database, folder);

async function runner(now: () => Date, command = [process.execPath, CLI, 'backup'] as [string, ...string[]]) {
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const db = await connect(database);
  const context: Context = { db, now, log, zone: 'UTC', close: () => db.destroy() };
  const made = createBackupRunner(context, {
    database,
    backup: { folder, every: '1d', keep: 2 },
    opsChannel: 'COPS',
    command: ['env', '-i', `DATABASE_URL=sqlite:${database}`, ...command],
  });
  return { ...made, context };
}

describe('the runner in the desk', () => {
  test('backs up in another process when the newest backup is a day old, and answers go on', async () => {
    let ahead = 0;
    const { tick, stop, context } = await runner(() => new Date(clock().getTime() + ahead));
    tick();
    tick();
    while (finished().length === 0)
      expect((await answerCommand(context, 'policy "Charlotte, NC" on:2025-11-01')).summary).toContain(
        'must hold a person on an ICE detainer',
      );
    await until(() => logged.length === 1);
    expect(logged).toMatchObject([{ msg: 'database backed up' }]);
    tick();
    ahead = 86_300_000;
    tick();
    await stop();
    expect(readdirSync(folder)).toHaveLength(1);
    const again = await runner(() => new Date(clock().getTime() + 86_400_000)); // a restart forgets nothing
    again.tick();
    await until(() => finished().length === 2);
    await again.stop();
    await Promise.all([context.close(), again.context.close()]);
  });

  test('a failure is logged, reported to the operators once a day, and retried after ten minutes', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    let at = Date.parse('2026-11-24T10:00:00Z');
    const { tick, stop, context } = await runner(() => new Date(at));
    tick();
    const told = () => rows<{ message_id: string; payload: string }>(context.db, 'select * from outbox');
    await until(async () => (await told()).length === 1);
    at += 9 * 60_000;
    tick();
    expect(logged).toHaveLength(1);
    at += 2 * 60_000;
    tick();
    await until(() => logged.length === 2);
    expect(logged).toMatchObject(
      Array(2).fill({ msg: 'backup ended', exitCode: 1, output: expect.stringContaining('was not backed up to') }),
    );
    await stop();
    expect(await told()).toMatchObject([{ message_id: 'backup-failed-2026-11-24', channel_id: 'COPS' }]);
    expect((await told())[0]?.payload).toContain('was not backed up to');
    await context.close();
  });

  test('without BACKUP_DIR nothing is started', async () => {
    const { context } = await runner(clock);
    const command = [process.execPath, '-e', 'process.exit(1)'] as [string, ...string[]];
    const none = createBackupRunner(context, { database, backup: undefined, command });
    none.start();
    none.tick();
    await none.stop();
    expect(logged).toEqual([]);
    await context.close();
  });
});

test('the desk with BACKUP_DIR makes backups and stops on SIGTERM', async () => {
  const slack = await startLocalSlack();
  const child = spawn(process.execPath, [join(ROOT, 'dist/src/main.js')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: `sqlite:${database}`,
      BACKUP_DIR: folder,
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: slack.apiUrl,
    },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await until(() => existsSync(folder) && finished().length === 1);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  await slack.close();
});
