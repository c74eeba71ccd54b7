import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { makeExport } from '../../../src/jobs/exports.ts';
import { createSlackApp, type SlackApp } from '../../../src/slack/app.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { EVERYBODY, type LocalSlack, startLocalSlack } from '../../_util/slack.ts';
import { typed } from '../../_util/slack-payloads.ts';

let desk: Context;
let slack: LocalSlack;
let app: SlackApp;
beforeAll(async () => {
  desk = { ...(await bundledDesk()), randomBytes: (count) => new Uint8Array(count).fill(7) };
});
beforeEach(async () => {
  slack = await startLocalSlack();
  app = await createSlackApp({
    ...EVERYBODY,
    context: { log: pino({ level: 'silent' }), now: desk.now },
    slack: { botToken: 'xoxb-1', apiUrl: slack.apiUrl, mode: { kind: 'socket', appToken: 'xapp-1' } },
    answer: (words, asker) => answerCommand(desk, words, asker),
    makeExport: (line, asker) => makeExport(desk, line, asker, mkdtempSync(join(tmpdir(), 'desk-export-'))),
    onDead: (reason) => {
      throw new Error(reason);
    },
  });
  await app.start();
  await slack.untilConnected(2);
});
afterEach(async () => {
  await app.stop();
  await slack.close();
  expect(slack.unexpected).toEqual([]);
});
const type = (text: string) => typed(slack, text);

test('an export without rows is reported after the reply, and nothing is uploaded', async () => {
  const said = await type('export releases in:"Los Angeles County, CA" charge:"<!channel>theft&"');
  expect(said?.['text']).toContain('being made');
  await app.stop();
  expect(slack.responses.at(-1)?.['text']).toContain('no rows to export');
  expect(slack.uploads).toEqual([]);
});

test('an export is uploaded once, after the reply', async () => {
  const said = await type('export releases in:"Los Angeles County, CA" since:2020-08 until:2020-09');
  expect(said?.['text']).toContain('being made');
  await app.stop();
  expect(slack.uploads).toHaveLength(1);
  expect(slack.uploads[0]).toContain('case_id,release_date');
  const complete = slack.calls.find((call) => call.method === 'files.completeUploadExternal');
  expect(complete?.body['channel_id']).toBe('C1');
  expect(complete?.body['initial_comment']).toContain('8 rows. Asked with /detainer export releases');
  expect(slack.calls.filter((call) => call.method.startsWith('files.'))).toHaveLength(2);
  expect(slack.responses).toEqual([]);
});

test.each([
  ['missing_scope', /files:write/],
  ['not_in_channel', /\/invite/],
  ['internal_error', /did not take the file/],
])('Slack refuses with %s: the asker is notified, and the upload is not repeated', async (error, sentence) => {
  slack.replies['files.completeUploadExternal'] = { ok: false, error };
  await type('export releases since:2020-08 until:2020-09');
  await app.stop();
  expect(slack.responses.at(-1)?.['text']).toMatch(sentence);
  expect(slack.uploads).toHaveLength(1);
});
