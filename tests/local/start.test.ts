import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { queueMessage } from '../../src/db/outbox/threads.ts';
import { findMessage } from '../../src/db/outbox.ts';
import { projectPath } from '../../src/project.ts';

const folder = mkdtempSync(join(tmpdir(), 'start-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** `npm start` without Slack, with a pipe or with the empty input of a service. */
function start(input: 'pipe' | 'none', env: Record<string, string>) {
  const child = spawn(process.execPath, [projectPath('dist/src/main.js')], {
    env: { PATH: '', DATABASE_URL: `sqlite:${folder}/desk.sqlite`, DESK_TIME_ZONE: 'UTC', ...env },
    stdio: [input === 'pipe' ? 'pipe' : openSync('/dev/null', 'r'), 'pipe', 'pipe'],
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout?.on('data', (data) => (said.out += String(data)));
  child.stderr?.on('data', (data) => (said.err += String(data)));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { child, said, ended };
}
async function until(true_: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await true_())) await new Promise((resolve) => setTimeout(resolve, 20));
}
const entryIn = (text: string) => /http:\/\/127\.0\.0\.1:\d+\/\?code=[\w-]+/.exec(text)?.[0];
const addressIn = (text: string) => /http:\/\/127\.0\.0\.1:\d+\//.exec(text)?.[0];

test('as a service: prints its address, answers, posts a requested digest, and stops on SIGTERM', async () => {
  const waiting = { messageId: 'for-slack', channelId: 'C0REAL', post: { answer: {} } };
  const before = await connect(`${folder}/desk.sqlite`);
  await queueMessage(before, waiting, new Date());
  await before.destroy();
  const { child, said, ended } = start('none', { PORT: '0' });
  await until(() => addressIn(said.out) !== undefined);
  const address = addressIn(said.out) ?? '';
  const entered = await fetch(entryIn(said.out) ?? '', { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = async () => (await fetch(address, { headers: { cookie } })).text();
  const token = /desk-token" content="([^"]+)"/.exec(await page())?.[1] ?? '';
  const ask = (words: string) =>
    fetch(`${address}page/command`, {
      method: 'POST',
      headers: { cookie, 'x-desk-token': token },
      body: JSON.stringify({ channel: 'C0DESKLOCAL', words }),
    });
  await ask('policy "Charlotte, NC" on:2024-12-01');
  expect(await page()).toContain('Mecklenburg County, NC (Charlotte)');
  await ask('digest on at:08:00 tz:America/New_York quiet:always');
  await ask('digest now');
  await until(async () => (await page()).includes('Nothing new since'));
  const digest = (await page()).split('<article').find((each) => each.includes('Nothing new since')) ?? '';
  expect(digest).not.toContain('Only visible to you');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  // What waits for a channel of Slack's is not this desk's to send, or to give up.
  const after = await connect(`${folder}/desk.sqlite`);
  expect(await findMessage(after, 'for-slack')).toMatchObject({ state: 'waiting', attempts: 0 });
  await after.destroy();
});

test('with a pipe: answers each line, serves the page meanwhile, and ends with the pipe', async () => {
  const { child, said, ended } = start('pipe', { PORT: '0' });
  await until(() => addressIn(said.err) !== undefined);
  const entry = entryIn(said.err) ?? '';
  expect((await fetch(addressIn(said.err) ?? '')).status).toBe(403);
  expect((await fetch(entry, { redirect: 'manual' })).status).toBe(303);
  child.stdin?.write('policy "Charlotte, NC" on:2024-12-01\n');
  await until(() => said.out.includes('Mecklenburg County'));
  child.stdin?.end();
  expect(await ended).toBe(0);
  expect(said.out).not.toContain('http://127.0.0.1');
});

test('a port that is taken: one sentence with another port, exit 1', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { said, ended } = start('none', { PORT: String(port) });
  expect(await ended).toBe(1);
  expect(said.err.trim().split('\n')).toHaveLength(1);
  expect(said.err).toMatch(new RegExp(`^Port ${port} is taken .* PORT=3001 npm start`));
  other.close();
});
