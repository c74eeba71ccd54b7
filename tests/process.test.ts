import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from './_util/operator.ts';
import { type LocalSlack, startLocalSlack } from './_util/slack.ts';
import { commandBody } from './_util/slack-payloads.ts';
import { runDesk } from './_util/started-desk.ts';
import { THOROUGH } from './_util/thorough.ts';

let slack: LocalSlack;
let database: string;
beforeEach(async () => {
  slack = await startLocalSlack();
  database = join(mkdtempSync(join(tmpdir(), 'desk-process-')), 'var', 'desk.sqlite');
});
afterEach(() => slack.close());

/** The desk as `npm start` starts it, connected to the local Slack. */
async function startDesk(preload?: string) {
  const desk = runDesk(slack.apiUrl, database, preload ? { preload } : {});
  await until(() => desk.said.includes('"msg":"ready"'));
  return desk;
}
const command = (text: string) => ({
  type: 'slash_commands',
  envelope_id: text,
  accepts_response_payload: true,
  payload: { ...commandBody(text, slack.responseUrl), channel_id: 'C1' },
});
const outbox = () => {
  const sqlite = new Sqlite(database, { readonly: true });
  const rows = sqlite.prepare('select state, ts, unsure from outbox').all();
  sqlite.close();
  return rows;
};
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('SIGTERM', () => {
  test('an answer under way still arrives, then exit 0', async () => {
    const desk = await startDesk();
    let joining = false;
    slack.replies['conversations.join'] = async () => {
      joining = true;
      await pause(1000);
      return { ok: true };
    };
    const reply = slack.send(command('digest on at:08:00 tz:UTC'));
    await until(() => joining);
    desk.kill('SIGTERM');
    expect(await desk.ended).toBe(0);
    const answer = (await Promise.race([reply, pause(0)])) as { text?: string } | undefined;
    const arrived = [answer?.text, ...slack.responses.map((each) => each['text'])].join('\n');
    expect(arrived).toContain('Digest set up');
    expect(desk.lines()).toContainEqual(expect.objectContaining({ msg: 'stopping', signal: 'SIGTERM' }));
  });

  test.skipIf(!THOROUGH)(
    'a post under way is finished and marked; it is not posted again by the next desk',
    async () => {
      const desk = await startDesk();
      await slack.send(command('digest on at:08:00 tz:UTC quiet:always'));
      let posting = 0;
      slack.replies['chat.postMessage'] = async () => {
        posting += 1;
        await pause(2000);
        return { ok: true, ts: '1700000001.000100' };
      };
      await slack.send(command('digest now'));
      await until(() => posting === 1);
      desk.kill('SIGTERM');
      expect(await desk.ended).toBe(0);
      expect(outbox()).toContainEqual({ state: 'sent', ts: '1700000001.000100', unsure: 0 });
      expect(posting).toBe(1);
    },
  );

  test.skipIf(!THOROUGH)(
    'a post that Slack never answers is not waited for; it is looked for by the next desk',
    async () => {
      const desk = await startDesk();
      await slack.send(command('digest on at:08:00 tz:UTC quiet:always'));
      let posting = false;
      slack.replies['chat.postMessage'] = () => {
        posting = true;
        return new Promise(() => {});
      };
      await slack.send(command('digest now'));
      await until(() => posting);
      const before = performance.now();
      desk.kill('SIGTERM');
      expect(await desk.ended).toBe(0);
      process.stdout.write(
        `stopped in ${Math.round(performance.now() - before)} ms with a post that is never answered\n`,
      );
      expect(outbox()).toContainEqual({ state: 'sending', ts: null, unsure: 0 });
    },
  );
});

describe('faults', () => {
  const planted = (how: string) => `process.on('SIGUSR2', () => { ${how} });`;
  const token = ['xoxb', '12345', 'planted'].join('-');

  test.each([
    ['a rejection that nobody handles', `Promise.reject(new Error('planted with ${token}'))`],
    ['an exception that nobody catches', `setTimeout(() => { throw new Error('planted with ${token}'); })`],
    ['a rejection with no error', 'Promise.reject("planted with words")'],
  ])('%s: its cause in one line of the log, exit 1', async (_, how) => {
    const desk = await startDesk(planted(how));
    desk.kill('SIGUSR2');
    expect(await desk.ended).toBe(1);
    expect(desk.lines().at(-1)).toMatchObject({
      level: 60,
      msg: 'stopped by a fault',
      err: { message: expect.stringContaining('planted with'), stack: expect.stringContaining('at ') },
    });
    expect(desk.said).not.toContain(token);
  });
});

test('a new database, and what SQLite puts beside it, is readable by its owner only', async () => {
  const desk = await startDesk();
  for (const end of ['', '-wal', '-shm']) {
    expect(existsSync(database + end), end).toBe(true);
    expect(statSync(database + end).mode & 0o777, end).toBe(0o600);
  }
  desk.kill('SIGTERM');
  expect(await desk.ended).toBe(0);
});
