import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { createInstallations } from '../../src/installations/installations.ts';
import { inWorkspace } from '../../src/workspace.ts';
import { bundledDesk } from '../_util/desk.ts';
import { madeImport, rows } from '../_util/news.ts';
import { runTask } from '../_util/operator.ts';
import { type LocalSlack, startLocalSlack } from '../_util/slack.ts';

const KEY = 'ab'.repeat(32);
let database: string;
let slack: LocalSlack;
let env: Record<string, string>;

/** A file in which two workspaces have installed the desk, and the second has a digest. */
beforeEach(async () => {
  const desk = await bundledDesk();
  database = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
  const installations = createInstallations(desk, { keys: [KEY] });
  for (const id of ['T2', 'T3'])
    await installations.save({ id, botToken: `xoxb-${id}`, botId: 'B1', botUserId: 'U1', installedBy: 'U2' });
  await inWorkspace({ id: 'T3' }, () =>
    answerCommand(desk, 'digest on at:08:00 tz:UTC kinds:releases', { channelId: 'C1', userId: 'U2', role: 'editor' }),
  );
  await madeImport(desk.db, [{}], { at: '2026-11-25T07:00:00Z' });
  await desk.close();
  slack = await startLocalSlack();
  env = {
    SLACK_CLIENT_ID: '1.1',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_SIGNING_SECRET: 'signing-secret',
    PUBLIC_URL: 'https://desk.example.org',
    PORT: '3000',
    TOKEN_KEYS: KEY,
    SLACK_API_URL: slack.apiUrl,
  };
});
afterEach(() => slack.close());

const tokens = (method: string) => slack.calls.filter((call) => call.method === method).map(({ token }) => token);

test('npm run digest posts with the token of the workspace whose digest it is', async () => {
  const done = await runTask(database, ['digest', '--channel', 'C1', '--now', '2026-11-25T08:00:10Z'], env);
  expect(done).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('C1: queued; last delivery 2026-11-25: sent'),
  });
  expect(slack.parents('C1')).toHaveLength(1);
  expect(new Set(tokens('chat.postMessage'))).toEqual(new Set(['xoxb-T3']));
});

test('the doctor asks Slack about the token of each workspace, and about no empty one', async () => {
  const { stdout } = await runTask(database, ['doctor'], env);
  expect(stdout).toContain('ok    installation T2: Slack accepts its token');
  expect(stdout).toContain('ok    installation T3: Slack accepts its token');
  expect(tokens('auth.test')).toEqual(['xoxb-T2', 'xoxb-T3']);
  expect(stdout).not.toContain('SLACK_BOT_TOKEN');
});

test('a token that Slack refuses, and one that no key opens, are told with what to do', async () => {
  slack.replies['auth.test'] = { ok: false, error: 'token_revoked' };
  const refused = await runTask(database, ['doctor'], env);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain(
    'fail  installation T2: Slack refuses its token: token_revoked. Whoever installed it does so again at https://desk.example.org/slack/install',
  );
  const closed = await runTask(database, ['doctor'], { ...env, TOKEN_KEYS: 'cd'.repeat(32) });
  expect(closed.stdout).toContain('fail  installation T3: its token cannot be opened. Put the key that sealed it back');
});
