import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTask } from '../_util/operator.ts';
import { type LocalSlack, startLocalSlack } from '../_util/slack.ts';
import { typed } from '../_util/slack-payloads.ts';
import { runDesk, type StartedDesk } from '../_util/started-desk.ts';

let slack: LocalSlack;
let program: StartedDesk;
const database = join(mkdtempSync(join(tmpdir(), 'desk-whole-')), 'desk.sqlite');
beforeAll(async () => {
  slack = await startLocalSlack();
  program = runDesk(slack.apiUrl, database);
  await slack.untilConnected(2);
});
afterAll(async () => {
  program.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  const { stdout } = await runTask(database, ['audit', '--json']);
  const asked = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(asked[0]).toMatchObject({
    user_id: 'U2',
    way: 'command /detainer',
    role: 'editor',
    outcome: 'answered',
    line: 'releases in:"Los Angeles County, CA" since:2020-08 until:2020-09',
    imports: { releases: expect.any(Number) },
  });
  expect(asked.map(({ line }) => String(line).split(' ')[0]).sort()).toEqual(
    ['releases', 'show', 'cite', 'export', 'help'].sort(),
  );
  await slack.close();
  expect(slack.unexpected).toEqual([]);
});
const type = (text: string) => typed(slack, text);
const until = async (done: () => boolean) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 20));
};

test('the started desk: an answer can be shown, cited and exported by its id in another process', async () => {
  const answer = await type('releases in:"Los Angeles County, CA" since:2020-08 until:2020-09');
  const id = /Answer (DD-[0-9A-Z]+)/.exec(JSON.stringify(answer))?.[1];
  expect(JSON.stringify(await type(`show ${id}`))).toContain('It reads the same today');
  expect(JSON.stringify(await type(`cite ${id}`))).toContain('@misc{dd-');
  const [being, meanwhile] = await Promise.all([type(`export ${id}`), type('help')]);
  expect(being?.['text']).toContain('being made');
  expect(meanwhile?.['text']).toContain('Type a county');
  await until(() => slack.uploads.length > 0);
  expect(slack.uploads[0]).toContain('Rows: 8');
  expect(slack.uploads[0]).toContain('LA-1,');
});

test('the search opens and completes, and the home tab is published', async () => {
  await type('');
  expect(slack.calls.map((call) => call.method)).toContain('views.open');
  const person = { team: { id: 'T1', domain: 'team' }, user: { id: 'U2' } };
  const offered = await slack.send({
    type: 'interactive',
    envelope_id: 's1',
    accepts_response_payload: true,
    payload: { ...person, type: 'block_suggestion', action_id: 'place', block_id: 'place', value: 'cook c' },
  });
  expect(JSON.stringify(offered)).toContain('Cook County, IL');
  await slack.send({
    type: 'events_api',
    envelope_id: 's2',
    payload: {
      team_id: 'T1',
      type: 'event_callback',
      event_id: 'E1',
      event: { type: 'app_home_opened', user: 'U2', channel: 'D1', tab: 'home' },
    },
  });
  await until(() => slack.calls.some((call) => call.method === 'views.publish'));
  const home = slack.calls.find((call) => call.method === 'views.publish');
  expect(String(home?.body['view'])).toContain('releases in:');
});
