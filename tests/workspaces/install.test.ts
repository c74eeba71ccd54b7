import { afterEach, describe, expect, test } from 'vitest';
import { answerCommand, commandNameOf } from '../../src/commands/index.ts';
import { parseConfig } from '../../src/config.ts';
import { type Context, secretsOf } from '../../src/context.ts';
import { createInstallations, type Installed } from '../../src/installations/installations.ts';
import { createAudit } from '../../src/jobs/audit.ts';
import { createLog } from '../../src/log.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import { createBlockMemory } from '../../src/slack/posting/block-memory.ts';
import { inWorkspace } from '../../src/workspace.ts';
import { bundledDesk } from '../_util/desk.ts';
import { freePort } from '../_util/free-port.ts';
import { rows } from '../_util/news.ts';
import { EVERYBODY, type LocalSlack, startLocalSlack } from '../_util/slack.ts';
import { signed } from '../_util/slack-payloads.ts';

const [KEY, NEXT_KEY] = ['ab'.repeat(32), 'cd'.repeat(32)];
const SECRET = 'signing-secret';
const ENV = {
  SLACK_CLIENT_ID: '1.1',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_SIGNING_SECRET: SECRET,
  PUBLIC_URL: 'https://desk.example.org',
  TOKEN_KEYS: KEY,
};
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** What oauth.v2.access answers. */
const granted = (more: Record<string, unknown> = {}) => ({
  ok: true,
  app_id: 'A1',
  authed_user: { id: 'U0ADA' },
  scope: 'commands,chat:write',
  token_type: 'bot',
  access_token: 'xoxb-granted-1',
  bot_user_id: 'UBOT',
  team: { id: 'T2', name: 'Team' },
  enterprise: null,
  is_enterprise_install: false,
  ...more,
});

async function startDesk(env: Record<string, string> = {}) {
  const desk: Context = { ...(await bundledDesk()), now: () => new Date() };
  const slack: LocalSlack = await startLocalSlack();
  slack.replies['auth.test'] = { ok: true, bot_id: 'B1', user_id: 'UBOT', team_id: 'T2', url: 'https://t.slack.com/' };
  slack.replies['oauth.v2.access'] = granted();
  slack.replies['users.info'] = ({ user = '' }) => ({ ok: true, user: { id: user } });
  const port = await freePort();
  const config = parseConfig({ ...ENV, PORT: String(port), HOST: '127.0.0.1', SLACK_API_URL: slack.apiUrl, ...env });
  const { slack: slackConfig } = config;
  if (!slackConfig?.install) throw new Error('no install');
  const installations = createInstallations(desk, slackConfig.install);
  const app = await createSlackApp({
    ...EVERYBODY,
    access: config.access,
    context: desk,
    slack: slackConfig,
    installations,
    audit: createAudit(desk, commandNameOf),
    answer: (words, asker) => answerCommand(desk, words, asker),
    onDead: () => {},
    drawn: createBlockMemory(true),
  });
  await app.start();
  closing.push(
    () => desk.close(),
    () => slack.close(),
    () => app.stop(),
  );
  const at = `http://127.0.0.1:${port}`;
  const begin = async () => {
    const response = await fetch(`${at}/slack/install`, { redirect: 'manual' });
    const location = new URL(response.headers.get('location') ?? '');
    return { response, location, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  };
  const finish = async (query: Record<string, string>, cookie: string) => {
    const response = await fetch(`${at}/slack/oauth_redirect?${new URLSearchParams(query)}`, { headers: { cookie } });
    return { status: response.status, text: await response.text() };
  };
  const install = async () => {
    const { location, cookie } = await begin();
    return finish({ code: 'c0de', state: location.searchParams.get('state') ?? '' }, cookie);
  };
  const post = async (body: string, type = 'application/json') => {
    const headers = { ...signed(body, SECRET), 'content-type': type };
    return (await fetch(`${at}/slack/events`, { method: 'POST', headers, body })).text();
  };
  const ask = (team: string, text: string, more: Record<string, string> = {}) =>
    post(
      String(
        new URLSearchParams({
          command: '/detainer',
          text,
          team_id: team,
          user_id: 'U0BOB',
          channel_id: 'C1',
          response_url: 'http://127.0.0.1:1/r',
          trigger_id: '1.1',
          is_enterprise_install: 'false',
          ...more,
        }),
      ),
      'application/x-www-form-urlencoded',
    );
  const event = (inner: object, more: object = {}) =>
    post(
      JSON.stringify({
        type: 'event_callback',
        team_id: 'T2',
        event_id: `Ev${Math.random()}`,
        event_time: Math.floor(Date.now() / 1000) + 5,
        event: inner,
        ...more,
      }),
    );
  const settled = () => new Promise((resolve) => setTimeout(resolve, 300));
  return { desk, slack, installations, config, begin, finish, install, ask, event, settled };
}

const kept = (desk: Context) => rows(desk.db, 'select installation_id, installed_by from installations order by 1');

describe('an installation', () => {
  test('goes by Slack and back, keeps the token sealed, and answers', async () => {
    const { desk, slack, begin, install, ask } = await startDesk();
    const { response, location } = await begin();
    expect(response.status).toBe(302);
    expect(location.origin).toBe('https://slack.com');
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      client_id: '1.1',
      redirect_uri: 'https://desk.example.org/slack/oauth_redirect',
      scope: expect.stringContaining('commands'),
      state: expect.stringMatching(/.{20}/),
    });
    expect(await ask('T2', 'policy "Boulder, CO"')).toBe('');
    expect(await install()).toMatchObject({ status: 200, text: expect.stringContaining('is installed') });
    expect(slack.calls.find(({ method }) => method === 'oauth.v2.access')?.body).toMatchObject({
      code: 'c0de',
      redirect_uri: 'https://desk.example.org/slack/oauth_redirect',
    });
    expect(await kept(desk)).toEqual([{ installation_id: 'T2', installed_by: 'U0ADA' }]);
    expect(JSON.stringify(await rows(desk.db, 'select * from installations'))).not.toContain('xoxb-granted');
    expect(await ask('T2', 'policy "Denver, CO"')).toContain('Denver');
    // Who installed it is its admin, others are not.
    expect(await ask('T2', 'audit', { user_id: 'U0ADA' })).toContain('policy');
    expect(await ask('T2', 'audit')).toMatch(/is for admins/);
  });

  test.each([
    ['no state', {}, true],
    ['another state', { state: 'other' }, true],
    ['the state of another browser', undefined, false],
    ['the person said no', { error: 'access_denied', code: '' }, true],
  ])('is refused in a sentence, and nothing is kept: %s', async (_, query, withCookie) => {
    const { desk, begin, finish } = await startDesk();
    const { location, cookie } = await begin();
    const state = location.searchParams.get('state') ?? '';
    const answer = await finish({ code: 'c0de', ...(query ?? { state }) }, withCookie ? cookie : '');
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/was not installed, and nothing was kept\. Start again at https:/);
    expect(await kept(desk)).toEqual([]);
  });

  test('is refused for a workspace that is not among ALLOW_WORKSPACES', async () => {
    const { desk, install } = await startDesk({ ALLOW_WORKSPACES: 'T9' });
    expect(await install()).toMatchObject({ status: 403, text: expect.stringContaining('not open to your workspace') });
    expect(await kept(desk)).toEqual([]);
  });

  test('a second one of the same workspace replaces the token and keeps the data', async () => {
    const { slack, installations, install, ask, desk } = await startDesk();
    await install();
    await ask('T2', 'default Oregon');
    slack.replies['oauth.v2.access'] = granted({ access_token: 'xoxb-granted-2' });
    await install();
    expect(await installations.tokenFor('T2')).toBe('xoxb-granted-2');
    expect(await rows(desk.db, 'select state, workspace_id from default_states')).toHaveLength(1);
    expect(await kept(desk)).toHaveLength(1);
  });
});

describe('a whole organization', () => {
  const organization = { team: null, enterprise: { id: 'E1', name: 'Org' }, is_enterprise_install: true };
  const asked = { enterprise_id: 'E1', is_enterprise_install: 'true' };

  test('is installed once; its workspaces are apart; one of them is taken away, then all', async () => {
    const { desk, slack, install, ask, event, settled, installations } = await startDesk();
    slack.replies['oauth.v2.access'] = granted(organization);
    expect((await install()).status).toBe(200);
    expect(await kept(desk)).toMatchObject([{ installation_id: 'E1' }]);
    for (const team of ['T5', 'T6']) await ask(team, 'default Oregon', asked);
    expect(await ask('T6', 'policy "Denver, CO"', asked)).toContain('Denver');
    expect(await installations.tokenFor('T6')).toBe('xoxb-granted-1');
    const authorizations = [{ enterprise_id: 'E1', team_id: null, is_enterprise_install: true }];
    await event({ type: 'team_access_revoked', team_ids: ['T5'] }, { enterprise_id: 'E1', authorizations });
    await settled();
    expect(await rows(desk.db, 'select workspace_id from default_states')).toEqual([{ workspace_id: 'T6' }]);
    await event({ type: 'app_uninstalled' }, { team_id: 'T6', enterprise_id: 'E1', authorizations });
    await settled();
    expect(await kept(desk)).toEqual([]);
    expect(await rows(desk.db, 'select workspace_id from default_states')).toEqual([]);
  });
});

describe('an uninstall', () => {
  const OWN = ['answers', 'audit', 'corrections', 'default_states', 'outbox', 'subscriptions', 'watches'];

  test.each([
    ['app_uninstalled', { type: 'app_uninstalled' }],
    ['tokens_revoked', { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } }],
  ])('%s deletes everything of the workspace, and nothing of others', async (_, inner) => {
    const { desk, slack, install, ask, event, settled } = await startDesk();
    await install();
    slack.replies['oauth.v2.access'] = granted({ team: { id: 'T3', name: 'Other' }, access_token: 'xoxb-granted-3' });
    await install();
    for (const team of ['T2', 'T3'])
      for (const line of [
        'policy "Denver, CO"',
        'default Oregon',
        'digest on at:08:00',
        'digest now',
        'watch Denver, CO',
      ])
        await ask(team, line);
    const before = await rows(desk.db, "select * from audit where workspace_id = 'T3'");
    expect(before).toHaveLength(5);
    await event(inner);
    await settled();
    for (const table of OWN) {
      expect(await rows(desk.db, `select * from ${table} where workspace_id = 'T2'`), table).toEqual([]);
    }
    expect(await rows(desk.db, "select * from audit where workspace_id = 'T3'")).toEqual(before);
    expect(await kept(desk)).toMatchObject([{ installation_id: 'T3' }]);
    expect(await rows(desk.db, 'pragma foreign_key_check')).toEqual([]);
    expect(await ask('T2', 'policy "Austin, TX"')).toBe('');
    expect(await ask('T3', 'digest')).toContain('08:00');
  });

  test.each([
    ["a person's token", { type: 'tokens_revoked', tokens: { oauth: ['U0ADA'], bot: [] } }, {}],
    ['one that is older than the installation', { type: 'app_uninstalled' }, { event_time: 1_700_000_000 }],
  ])('%s ends nothing', async (_, inner, more) => {
    const { desk, install, event, settled } = await startDesk();
    await install();
    await event(inner, more);
    await settled();
    expect(await kept(desk)).toHaveLength(1);
  });
});

describe('the keys', () => {
  const installed: Installed = { id: 'T2', botToken: 'xoxb-secret', botId: 'B1', botUserId: 'U1', installedBy: 'U2' };

  test('a newer key takes over, then the older one can go', async () => {
    const desk = await bundledDesk();
    await createInstallations(desk, { keys: [KEY] }).save(installed);
    const both = createInstallations(desk, { keys: [NEXT_KEY, KEY] });
    expect(await both.tokenFor('T2')).toBe('xoxb-secret');
    expect([await both.reseal(), await both.reseal()]).toEqual([1, 0]);
    expect(await createInstallations(desk, { keys: [NEXT_KEY] }).tokenFor('T2')).toBe('xoxb-secret');
    await expect(createInstallations(desk, { keys: [KEY] }).tokenFor('T2')).rejects.toThrow(/not among TOKEN_KEYS/);
    await desk.close();
  });

  test('what was changed, or moved to another workspace, does not open', async () => {
    const desk = await bundledDesk();
    const installations = createInstallations(desk, { keys: [KEY] });
    await installations.save(installed);
    await installations.save({ ...installed, id: 'T3', botToken: 'xoxb-other' });
    const [first] = await rows<{ sealed: string }>(
      desk.db,
      "select sealed from installations where installation_id = 'T2'",
    );
    const put = (sealed: string) =>
      desk.db.updateTable('installations').set({ sealed }).where('installation_id', '=', 'T3').execute();
    await put(first?.sealed ?? '');
    await expect(installations.tokenFor('T3')).rejects.toThrow();
    const bytes = Buffer.from(first?.sealed ?? '', 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await put(bytes.toString('base64'));
    await expect(installations.tokenFor('T3')).rejects.toThrow();
    await desk.close();
  });
});

test('what the desk kept with one token becomes that of the home workspace, once', async () => {
  const desk: Context = { ...(await bundledDesk()), randomBytes: (count) => new Uint8Array(count).fill(9) };
  const asker = { channelId: 'C1', userId: 'U1', role: 'admin' as const };
  await answerCommand(desk, 'default Oregon', asker);
  const installations = createInstallations(desk, { keys: [KEY], home: 'T1' });
  await installations.save({ id: 'T1', botToken: 'xoxb-1', botId: 'B1', botUserId: 'U1', installedBy: 'U2' });
  expect(await rows(desk.db, 'select workspace_id from default_states')).toEqual([{ workspace_id: 'T1' }]);
  await inWorkspace({ id: 'T1' }, async () =>
    expect((await answerCommand(desk, 'default', asker)).summary).toMatch(/Oregon/),
  );
  await inWorkspace({ id: 'T2' }, async () =>
    expect((await answerCommand(desk, 'default', asker)).summary).not.toMatch(/Oregon/),
  );
  await desk.close();
});

test.each([
  [{ TOKEN_KEYS: '' }, /TOKEN_KEYS is missing/],
  [{ TOKEN_KEYS: 'short' }, /TOKEN_KEYS must be keys of 64/],
  [{ PUBLIC_URL: 'http://desk.example.org' }, /PUBLIC_URL must be the https/],
  [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /of a desk for one workspace/],
  [{ OPS_CHANNEL: 'C1' }, /HOME_WORKSPACE is missing/],
  [{ SLACK_CLIENT_SECRET: '' }, /SLACK_CLIENT_SECRET is missing/],
  [{ HOME_WORKSPACE: 'newsroom' }, /HOME_WORKSPACE must be/],
])('settings that do not fit are refused: %j', (more, says) => {
  expect(() => parseConfig({ ...ENV, PORT: '3000', ...more })).toThrow(says);
});

test('no secret of an installation reaches the log', () => {
  const { slack } = parseConfig({ ...ENV, PORT: '3000' });
  const lines: string[] = [];
  const log = createLog('debug', secretsOf(slack ? { slack } : {}), (line) => void lines.push(line));
  log.info({ a: `${ENV.SLACK_CLIENT_SECRET} ${KEY} ${slack?.install?.stateSecret} xoxb-granted-1` }, 'x');
  expect(lines.join()).not.toMatch(/client-secret|abab|xoxb-granted/);
  expect(lines.join()).toContain('(withheld) (withheld) (withheld) (token)');
});
