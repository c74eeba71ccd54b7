import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConversations } from '../../src/bootstrap/conversations.ts';
import { commandNameOf, subcommands } from '../../src/commands/index.ts';
import { setUpOf } from '../../src/commands/subscriptions/set-up-of.ts';
import type { Context } from '../../src/context.ts';
import { TABLES_OF_WORKSPACES } from '../../src/db/by-workspace.ts';
import { createInstallations } from '../../src/installations/installations.ts';
import { createAudit } from '../../src/jobs/audit.ts';
import { queueDueDigests } from '../../src/jobs/digests.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import { projectPath } from '../../src/project.ts';
import { createPoster } from '../../src/slack/posting/poster.ts';
import { createWorkspacePoster } from '../../src/slack/posting/workspace-poster.ts';
import { bundledDesk } from '../_util/desk.ts';
import { rows } from '../_util/news.ts';
import { endSlackDesk, type SlackDesk, startSlackDesk } from '../_util/slack-desk.ts';
import { actionBody, commandBody } from '../_util/slack-payloads.ts';

const KEY = 'ab'.repeat(32);
const [HOME, OURS, OTHER] = ['T1', 'T2', 'T3'];
/** The words that only the first workspace said. */
const SECRET = 'the year on the second line looks wrong';
const installed = (id: string) => ({
  id,
  botToken: `xoxb-${id}`,
  botId: 'B1',
  botUserId: 'U1',
  installedBy: 'U2',
});

let it: SlackDesk;
let desk: Context;
let now = new Date('2026-11-24T12:00:00Z');
let counter = 0;

beforeAll(async () => {
  desk = {
    ...(await bundledDesk()),
    now: () => now,
    randomBytes(count) {
      counter += 1;
      return Uint8Array.from({ length: count }, (_, at) => (counter * 7 + at * 13) % 256);
    },
  };
  const installations = createInstallations(desk, { keys: [KEY], home: HOME });
  for (const id of [HOME, OURS, OTHER]) await installations.save(installed(id));
  const install = {
    clientId: '1.1',
    clientSecret: 'client-secret',
    stateSecret: 'state',
    publicUrl: 'https://desk.example.org',
    scopes: [],
    keys: [KEY] as const,
    home: HOME,
  };
  it = await startSlackDesk(desk, {
    install,
    installations,
    audit: createAudit(desk, commandNameOf),
    answer: createConversations(desk),
    setUp: (channelId) => setUpOf(desk, channelId),
  });
  it.slack.replies['users.info'] = ({ user = '' }) => ({ ok: true, user: { id: user } });
});
afterAll(async () => {
  await endSlackDesk(it);
  await desk.close();
});

/** A slash command in a channel that all workspaces share, by a person whose id is the same in all. */
const ask = async (team: string, words: string): Promise<string> =>
  JSON.stringify(
    await it.interact(
      { ...commandBody(words, it.slack.responseUrl), team_id: team, team: undefined, user: undefined },
      'slash_commands',
    ),
  );
const click = async (team: string, words: string): Promise<string> => {
  const before = it.slack.responses.length;
  await it.interact({ ...actionBody('words:f:0', words, it.slack.responseUrl), team: { id: team, domain: 'x' } });
  while (it.slack.responses.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
  return JSON.stringify(it.slack.responses.at(-1));
};
const rowsOf = async (team: string): Promise<Record<string, unknown[]>> =>
  Object.fromEntries(
    await Promise.all(
      [...TABLES_OF_WORKSPACES].map(async (table) => [
        table,
        await rows(desk.db, `select * from ${table} where workspace_id = '${team}' order by 1`),
      ]),
    ),
  );

let answerId = '';

test('one workspace sets up, asks and reports', async () => {
  answerId = /DD-[0-9A-Z]{8}/.exec(await ask(OURS, 'policy "Denver, CO"'))?.[0] ?? '';
  expect(answerId).not.toBe('');
  expect(await ask(OURS, 'digest on at:07:13 tz:America/Denver')).toContain('7:13 AM');
  expect(await ask(OURS, 'watch Denver, CO')).toContain('Denver');
  expect(await ask(OURS, 'default Oregon')).toContain('Oregon');
  expect(await ask(OURS, `correct ${answerId} reason:wrong text:"${SECRET}"`)).toContain('Report 1');
  for (const [table, found] of Object.entries(await rowsOf(OURS)))
    expect(found.length, table).toBeGreaterThan(table === 'outbox' ? -1 : 0);
  expect(await ask(OURS, 'audit')).toContain('digest on at:07:13');
  expect(await ask(OURS, 'corrections')).toContain(SECRET);
});

describe('in another workspace, by the same person in the same channel', () => {
  const lines = () => [
    ...['show', 'cite', 'export', 'correct'].map((name) => `${name} ${answerId}`),
    `correct ${answerId} reason:outdated`,
    'digest',
    'digest off',
    'digest now',
    'digest preview',
    'watches',
    'unwatch Denver, CO',
    'default',
    'default clear',
    'corrections',
    'corrections settle 1 as:mended',
    'audit',
    'and in 2024?',
    'policy orange county',
    ...subcommands.flatMap((each) => [each.name, ...each.examples]),
  ];

  test('no command and no button shows or changes what belongs to the first', async () => {
    const before = await rowsOf(OURS);
    const markers = [answerId, SECRET, '07:13', '7:13 AM', 'Orange County, OR'];
    expect(lines().length).toBeGreaterThan(100);
    // A mistake repeats the words of whoever made it.
    for (const line of lines())
      for (const said of [await ask(OTHER, line), await click(OTHER, line)])
        for (const marker of markers)
          if (!line.includes(marker)) expect(said.includes(marker) ? `${line}: ${said}` : '').toBe('');
    for (const name of ['show', 'cite', 'correct'])
      expect(await ask(OTHER, `${name} ${answerId} reason:wrong`)).toMatch(/No answer is kept|takes no|reason/);
    expect(await ask(OTHER, `show ${answerId}`)).toMatch(/No answer is kept/);
    expect(await rowsOf(OURS)).toEqual(before);
  });

  test('the home tab and the form of a digest show nothing of the first', async () => {
    const before = it.sent('views.publish').length;
    await it.interact(
      {
        type: 'event_callback',
        team_id: OTHER,
        event_id: 'EvHome',
        event: { type: 'app_home_opened', user: 'U2', channel: 'D1', tab: 'home' },
      },
      'events_api',
    );
    while (it.sent('views.publish').length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    const tab = JSON.stringify(it.sent('views.publish').at(-1));
    for (const marker of [answerId, '7:13 AM', 'watch Denver']) expect(tab).not.toContain(marker);
    expect(it.slack.calls.filter(({ method }) => method === 'views.publish').map(({ token }) => token)).toEqual([
      'xoxb-T3',
    ]);
  });

  test('facts that all read are recorded by the home workspace alone', async () => {
    for (const line of ['dispute LA-8', 'review', 'intake'])
      expect(await ask(OTHER, line)).toMatch(/for the workspace of whoever keeps the desk/);
    expect(await ask(HOME, 'review')).not.toMatch(/for the workspace of whoever keeps/);
  });

  test('the same digest and watch in the shared channel are its own', async () => {
    expect(await ask(OTHER, 'digest on at:09:21 tz:UTC')).toContain('9:21 AM');
    expect(await ask(OTHER, 'digest')).not.toContain('7:13 AM');
    expect(await ask(OURS, 'digest')).toContain('7:13 AM');
    await ask(OTHER, 'digest off');
    expect(await rows(desk.db, 'select workspace_id, ended_at is null as on_ from subscriptions order by 1')).toEqual([
      { workspace_id: OURS, on_: 1 },
      { workspace_id: OTHER, on_: 0 },
    ]);
  });
});

test('digests of one channel id in two workspaces are posted once each, with the token of their workspace', async () => {
  await ask(OTHER, 'digest on at:09:21 tz:UTC quiet:always');
  await ask(OURS, 'digest on at:07:13 tz:UTC quiet:always');
  now = new Date('2026-11-25T12:00:00Z');
  await desk.db.updateTable('subscriptions').set({ starts_on: '2026-11-25' }).execute();
  await queueDueDigests(desk);
  const installations = createInstallations(desk, { keys: [KEY], home: HOME });
  const posterOf = (botToken: string) => createPoster({ botToken, apiUrl: it.slack.apiUrl }, desk.log);
  const outbox = createOutbox({
    context: desk,
    poster: createWorkspacePoster(installations.tokenFor, posterOf),
    wait: async () => {},
  });
  const before = it.slack.calls.length;
  await outbox.drain();
  const posted = it.slack.calls.slice(before).filter(({ method }) => method === 'chat.postMessage');
  const parents = posted.filter(({ body }) => !body['thread_ts']);
  expect(parents.map(({ token }) => token).sort()).toEqual(['xoxb-T2', 'xoxb-T3']);
  expect(await rows(desk.db, "select * from outbox where state <> 'sent'")).toEqual([]);
});

test('a workspace that the desk is not installed in is told nothing', async () => {
  const before = (await rows(desk.db, 'select * from audit')).length;
  expect(await ask('T404', 'policy "Denver, CO"')).not.toContain('Denver');
  expect((await rows(desk.db, 'select * from audit')).length).toBe(before);
});

describe('the rule', () => {
  test('every table with a column workspace_id is under it, but the list of workspaces', async () => {
    const { rows: found } = await sql<{ name: string }>`
      select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'workspace_id'
      where m.type = 'table' order by 1`.execute(desk.db);
    expect(found.map(({ name }) => name)).toEqual([...TABLES_OF_WORKSPACES, 'workspaces'].sort());
  });

  test('SQL that is written by hand passes by it: none names such a table, but for what is about the whole desk', () => {
    // Whether a clock ran ahead, and the operators' pages.
    const whole = ['clock.ts', 'health.ts'];
    const files = readdirSync(projectPath('src/db'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const wrong = files.filter((file) =>
      [...readFileSync(join(projectPath('src/db'), file), 'utf8').matchAll(/sql(?:<[^`]*?>)?`([^`]*)`/g)].some(
        ([, text = '']) =>
          [...TABLES_OF_WORKSPACES].some((table) => new RegExp(`\\b(from|join|into|update) ${table}\\b`).test(text)),
      ),
    );
    expect(wrong).toEqual(whole);
  });
});
