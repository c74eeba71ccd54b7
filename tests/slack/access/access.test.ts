import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askerOfCaller } from '../../../src/bootstrap/assistants.ts';
import { commandNameOf, commandOf, subcommands } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { createAudit } from '../../../src/jobs/audit.ts';
import { type AccessRules, isAtLeast, LEAST_ROLE_FOR_WAY, ROLES, type Role } from '../../../src/rules/access.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { rows } from '../../_util/news.ts';
import { EVERYBODY } from '../../_util/slack.ts';
import { endSlackDesk, type SlackDesk, startSlackDesk } from '../../_util/slack-desk.ts';
import { actionBody, commandBody } from '../../_util/slack-payloads.ts';

let desk: Context;
let it: SlackDesk;
let started = false;
let counter = 0;
const another = () => {
  counter += 1;
  return counter;
};
beforeAll(async () => {
  desk = { ...(await bundledDesk()), randomBytes: (count) => new Uint8Array(count).fill(another()) };
});
beforeEach(async () => {
  await rows(desk.db, 'delete from audit');
});
afterEach(async () => {
  if (!started) return;
  started = false;
  await endSlackDesk(it);
  expect(it.slack.unexpected).toEqual([]);
});

const audited = () =>
  rows<{ way: string; outcome: string; reason: string; line: string; role: string }>(
    desk.db,
    'select * from audit order by audit_id',
  );
async function start(access: Partial<AccessRules> = {}, user: object = {}, limits = EVERYBODY.limits) {
  started = true;
  it = await startSlackDesk(desk, {
    access: { ...EVERYBODY.access, ...access },
    limits,
    audit: createAudit(desk, commandNameOf),
  });
  Object.assign(it.slack.replies, {
    'users.info': { ok: true, user: { id: 'U2', team_id: 'T1', ...user } },
    'usergroups.users.list': { ok: true, users: ['U2'] },
    'assistant.threads.setSuggestedPrompts': { ok: true },
  });
}
const until = async (is: () => boolean) => {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 5));
};

const command = (text: string, more = {}) =>
  it.slack.send({
    type: 'slash_commands',
    envelope_id: `c${another()}`,
    accepts_response_payload: true,
    payload: { ...commandBody(text, it.slack.responseUrl), ...more },
  });
const click = async (actionId: string, value: string, more = {}) => {
  const before = it.slack.responses.length;
  await it.interact({ ...actionBody(actionId, value, it.slack.responseUrl), ...more });
  await until(() => it.slack.responses.length > before);
  return JSON.stringify(it.slack.responses.at(-1));
};
const called = (method: string) => it.slack.calls.filter((call) => call.method === method);
const next = async (method: string, act: () => Promise<unknown>) => {
  const before = called(method).length;
  await act();
  await until(() => called(method).length > before);
  return JSON.stringify(called(method).at(-1)?.body);
};
/** A filled form of a command line. */
const fill = (line: string) =>
  it.interact({
    type: 'view_submission',
    view: { callback_id: 'fill', private_metadata: JSON.stringify({ line }), blocks: [], state: { values: {} } },
    response_urls: [],
  });
const form = (
  callbackId = 'search',
  values: object = { place: { place: { selected_option: { value: 'Cook County, IL' } } } },
) =>
  it.interact({
    type: 'view_submission',
    view: {
      callback_id: callbackId,
      private_metadata: '{}',
      state: { values },
    },
    response_urls: [],
  });
const written = (event: object) => it.event({ user: 'U2', channel: 'C1', ts: '5.5', ...event });

const about = (callbackId = 'ask-desk-about') =>
  it.interact({
    type: 'message_action',
    callback_id: callbackId,
    trigger_id: '1.2',
    response_url: it.slack.responseUrl,
    channel: { id: 'C1' },
    message: { text: 'Cook County, IL' },
  });

const inAgentView = () =>
  it.event({
    type: 'assistant_thread_started',
    assistant_thread: { user_id: 'U2', context: {}, channel_id: 'D1', thread_ts: '7.7' },
  });

/** Every way to ask, as Slack sends it. Returns what the person then sees. */
const WAYS: Record<string, (words: string) => Promise<string>> = {
  'command /detainer': async (words) => JSON.stringify(await command(words)),
  'button words:': (words) => click('words:f:0', words),
  'button post': (words) => click('post', words),
  'button open-search': () =>
    next('views.open', () => it.interact(actionBody('open-search', 'search', it.slack.responseUrl))),
  'shortcut ask-desk': () =>
    next('views.open', () => it.interact({ type: 'shortcut', callback_id: 'ask-desk', trigger_id: '1.2' })),
  'shortcut ask-desk-about': () => next('views.open', () => about()),
  'form search': () => next('chat.postMessage', () => form()),
  'form correction': () =>
    next('chat.postMessage', () => form('correction', { reason: { reason: { selected_option: { value: 'wrong' } } } })),
  'button open-set-up': () =>
    next('views.open', () => it.interact(actionBody('open-set-up:h:0', 'watch Cook County, IL', it.slack.responseUrl))),
  'form set-up': () =>
    next('chat.postMessage', () =>
      form('set-up', {
        what: { what: { selected_option: { value: 'watch' } } },
        place: { place: { selected_option: { value: 'Cook County, IL' } } },
      }),
    ),
  'button correct': () => next('views.open', () => it.interact(actionBody('correct', 'DD-7K3Q', it.slack.responseUrl))),
  'shortcut read-release': () => next('views.open', () => about('read-release')),
  'form fill': (words) => next('chat.postMessage', () => fill(words)),
  'typeahead place': async () =>
    JSON.stringify(
      await it.interact({ type: 'block_suggestion', action_id: 'place', block_id: 'place', value: 'cook c' }),
    ),
  home: () =>
    next('views.publish', () => it.event({ type: 'app_home_opened', user: 'U2', channel: 'D1', tab: 'home' })),
  'agent view': () => next('assistant.threads.setSuggestedPrompts', inAgentView),
  mention: (words) => next('chat.postMessage', () => written({ type: 'app_mention', text: `<@U1> ${words}` })),
  'direct message': (words) =>
    next('chat.postMessage', () => written({ type: 'message', channel_type: 'im', channel: 'D1', text: words })),
  'workflow step': async () => {
    for (const method of ['functions.completeSuccess', 'functions.completeError'])
      it.slack.replies[method] = { ok: true };
    const ended = () => it.slack.calls.filter((call) => call.method.startsWith('functions.complete'));
    const before = ended().length;
    await it.event({
      type: 'function_executed',
      function: { callback_id: 'policy_at_date' },
      inputs: { place: 'Cook County, IL' },
      function_execution_id: 'Fx1',
    });
    await until(() => ended().length > before);
    return JSON.stringify(ended().at(-1)?.body);
  },
  mcp: async (words) => {
    const caller = { kind: 'slack' as const, person: { userId: 'U2', workspaceIds: ['T1'] } };
    try {
      return JSON.stringify(await it.app.answer(words, await askerOfCaller(caller, it.app.authorize)));
    } catch (cause) {
      return (cause as Error).message;
    }
  },
};

/** What response_url gets. */
async function answered(act: () => Promise<unknown>): Promise<string> {
  const before = it.slack.responses.length;
  await act();
  await until(() => it.slack.responses.length > before);
  return JSON.stringify(it.slack.responses.at(-1));
}

/** What a person without access sees in each way: a private refusal, or nothing. */
const REFUSED: Record<string, (words: string) => Promise<string>> = {
  ...WAYS,
  'button open-search': () => click('open-search', 'search'),
  'button correct': () => click('correct', 'DD-7K3Q'),
  'button open-set-up': () => click('open-set-up:h:0', 'digest'),
  'shortcut ask-desk': () =>
    next('chat.postMessage', () => it.interact({ type: 'shortcut', callback_id: 'ask-desk', trigger_id: '1.2' })),
  'agent view': () => next('chat.postMessage', inAgentView),
  'shortcut ask-desk-about': () => answered(() => about()),
  'shortcut read-release': () => answered(() => about('read-release')),
  mention: (words) => next('chat.postEphemeral', () => written({ type: 'app_mention', text: `<@U1> ${words}` })),
};

const ways = Object.keys(LEAST_ROLE_FOR_WAY);

test('every way to ask is tested here', () => {
  expect(Object.keys(WAYS).sort()).toEqual(ways.sort());
});

describe('a member can ask in every way', () => {
  test.each(ways)('%s', async (way) => {
    await start();
    const said = await WAYS[way]?.('policy "Cook County, IL"');
    expect(said).toMatch(/Cook County, I|Ask the desk|Detainer Desk|Wrong or outdated|is not the id of an answer/);
    expect((await audited()).filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  });
});

describe.each<[string, Partial<AccessRules>, object, RegExp]>([
  ['guest', {}, { is_restricted: true }, /you are a guest/],
  ['guest', {}, { is_ultra_restricted: true }, /you are a guest/],
  ['connect', {}, { team_id: 'T9' }, /you are from another one/],
  ['channel', { channels: ['C777'] }, {}, /not answer in this channel/],
  ['workspace', { workspaces: ['T777'] }, {}, /not answer in this workspace/],
  ['group', { groups: ['S1'] }, { id: 'U2' }, /certain user groups/],
])('a person without access (%s, %j, %j) is refused privately, in every way', (reason, access, user, words) => {
  // A workflow is nobody: what Slack says of a person does not apply.
  const theirs = ways.filter((way) => way !== 'workflow step' || ['channel', 'workspace'].includes(reason));
  test.each(theirs)('%s', async (way) => {
    await start(access, user);
    it.slack.replies['usergroups.users.list'] = { ok: true, users: ['U9'] };
    const said = await REFUSED[way]?.('policy "Cook County, IL"');
    if (way === 'typeahead place') expect(said).toBe('{"options":[]}');
    else expect(said).toMatch(words);
    expect(said).not.toMatch(/Cook County/);
    expect(called('views.open')).toEqual([]);
    expect(JSON.stringify(it.slack.responses)).not.toContain('in_channel');
    const [row, ...more] = await audited();
    expect(row).toMatchObject({ way, outcome: 'refused', reason, line: null, role: null });
    expect(more).toEqual([]);
  });
});

describe('with an allowed channel', () => {
  const submitted = (metadata: object, more = {}) =>
    it.interact({
      type: 'view_submission',
      view: {
        callback_id: 'search',
        private_metadata: JSON.stringify(metadata),
        state: { values: { place: { place: { selected_option: { value: 'Cook County, IL' } } } } },
      },
      ...more,
    });
  const answered = async (act: () => Promise<unknown>) => {
    const before = it.slack.responses.length;
    await act();
    await until(() => it.slack.responses.length > before);
    return JSON.stringify(it.slack.responses.at(-1));
  };

  test('the form answers where it was opened, or in the chosen conversation, if that is allowed', async () => {
    await start({ channels: ['C1'] });
    const responseUrl = it.slack.responseUrl;
    expect(await answered(() => submitted({ responseUrl, channelId: 'C1' }))).toMatch(/Cook County, IL/);
    const chosen = (channel: string) => ({ response_urls: [{ response_url: responseUrl, channel_id: channel }] });
    expect(await answered(() => submitted({}, chosen('C1')))).toMatch(/Cook County, IL/);
    for (const more of [chosen('C9'), {}])
      expect(await next('chat.postMessage', () => submitted({}, more))).toMatch(/not answer in this channel/);
    expect(await next('chat.postMessage', () => submitted({ channelId: 'C9' }, chosen('C1')))).toMatch(
      /not answer in this channel/,
    );
  });

  test('the typeahead completes in a form that was opened there', async () => {
    await start({ channels: ['C1'] });
    const type = (channelId: string) =>
      it.interact({
        type: 'block_suggestion',
        action_id: 'place',
        block_id: 'place',
        value: 'cook c',
        view: { private_metadata: JSON.stringify({ channelId }) },
      });
    expect(JSON.stringify(await type('C1'))).toContain('Cook County, IL');
    expect(await type('C9')).toEqual({ options: [] });
  });
});

describe('anything not listed is refused', () => {
  test.each(['vote:3', 'words', 'post-all', '__proto__'])('button %s', async (actionId) => {
    await start();
    expect(await click(actionId, 'policy "Cook County, IL"')).toMatch(/an older version of the desk/);
    expect(await audited()).toMatchObject([{ outcome: 'refused', reason: 'not listed' }]);
  });

  test('unlisted commands, shortcuts, forms, typeaheads and kinds of payload', async () => {
    await start();
    expect(JSON.stringify(await command('policy Denver', { command: '/other' }))).toMatch(/answers \/detainer alone/);
    const posts = () => called('chat.postMessage').length;
    await it.interact({ type: 'shortcut', callback_id: 'other', trigger_id: '1.2' });
    await it.interact({ type: 'view_submission', view: { callback_id: 'other', state: { values: {} } } });
    await it.interact({ type: 'dialog_submission', callback_id: 'other' });
    await until(() => posts() === 3);
    expect(
      await it.interact({ type: 'block_suggestion', action_id: 'other', block_id: 'other', value: 'cook' }),
    ).toEqual({ options: [] });
    expect((await audited()).map(({ reason }) => reason)).toEqual(Array(5).fill('not listed'));
  });

  test('who is turned away again and again is told and audited three times a minute, and counted', async () => {
    await start({}, { is_restricted: true });
    const answers: unknown[] = [];
    for (let count = 0; count < 30; count += 1) answers.push(await command('policy Denver'));
    expect(answers.filter((each) => JSON.stringify(each ?? '').includes('guest'))).toHaveLength(3);
    expect(await audited()).toHaveLength(3);
  });

  test('payloads that are not messages to the desk are dropped silently', async () => {
    await start();
    await written({ type: 'message', channel_type: 'channel', text: 'policy Denver' });
    await written({ type: 'message', channel_type: 'im', subtype: 'message_changed', text: 'policy Denver' });
    await written({ type: 'message', channel_type: 'im', bot_id: 'B9', text: 'policy Denver' });
    await written({ type: 'app_mention', user: 'U1', text: '<@U1> policy Denver' });
    await written({ type: 'reaction_added' });
    await it.event({ type: 'app_home_opened', user: 'U2', channel: 'D1', tab: 'messages' });
    await command('help');
    expect((await audited()).map(({ line }) => line)).toEqual(['help']);
    expect(called('chat.postMessage')).toEqual([]);
  });
});

describe('roles', () => {
  const LISTS: Record<Role, Partial<AccessRules>> = {
    reader: { editors: ['U9'] },
    editor: { editors: ['U2'] },
    admin: { editors: ['U9'], admins: ['U2'] },
  };
  const LINES = [
    ...subcommands.map(({ name, examples }) => (examples[0]?.startsWith(name) ? examples[0] : name)),
    'digest',
    'digest off',
    'digest now',
    'default off',
    'default me state:CA',
    'export audit',
    'show audit',
  ];

  /** They open a form for those who may. */
  const FORMS = new Set(['dispute LA-8', 'intake']);

  test.each(ROLES)('a %s may run the commands of the table, typed or by a button', async (role) => {
    await start(LISTS[role]);
    for (const line of LINES) {
      const may = isAtLeast(role, commandOf(line)?.declaration.role ?? 'admin');
      if (may && FORMS.has(line)) {
        await next('views.open', () => command(line));
        await next('views.open', () => it.interact(actionBody('words:f:0', line, it.slack.responseUrl)));
        continue;
      }
      for (const said of [JSON.stringify(await command(line)), await click('words:f:0', line)])
        if (may) expect(said, line).not.toMatch(/is for (editors|admins)/);
        else expect(said, line).toMatch(/is for (editors|admins) of this desk, and nothing was changed/);
    }
    const refused = (await audited()).filter(({ outcome }) => outcome === 'refused');
    for (const row of refused) expect(row).toMatchObject({ reason: 'role', role });
    expect(refused.length > 0).toBe(role !== 'admin');
  });

  test('a reader changes nothing', async () => {
    await start(LISTS.reader);
    const tables = ['subscriptions', 'watches', 'default_states', 'outbox'];
    const counts = async () => Promise.all(tables.map((table) => rows(desk.db, `select count(*) as n from ${table}`)));
    const before = await counts();
    for (const line of ['digest on at:08:00 tz:UTC', 'watch "Cook County, IL"', 'default state:CA', 'digest now'])
      for (const way of ['command /detainer', 'button words:', 'button post', 'mention', 'direct message'])
        expect(await WAYS[way]?.(line), `${way}: ${line}`).toMatch(/is for editors/);
    expect(await counts()).toEqual(before);
  });

  test('the audit is never shown where others see it', async () => {
    await start(LISTS.admin);
    expect(JSON.stringify(await command('audit'))).toMatch(/what was asked in Slack|Nothing was asked/);
    for (const way of ['button post', 'mention']) expect(await WAYS[way]?.('audit')).toMatch(/to you alone/);
    expect(JSON.stringify(await command('export audit'))).toMatch(/has no rows to export/);
  });
});

describe('who a person is', () => {
  test('is asked once, and again after ten minutes; the last answer is used while Slack does not answer', async () => {
    let now = Date.parse('2026-11-24T12:00:00Z');
    let reply: Record<string, unknown> = { ok: true, user: { id: 'U2', team_id: 'T1', is_restricted: true } };
    it = await startSlackDesk({ ...desk, now: () => new Date(now) });
    it.slack.replies['users.info'] = () => reply;
    const said = async () => JSON.stringify(await command('help'));
    expect(await said()).toMatch(/guest/);
    expect(await said()).toMatch(/guest/);
    expect(called('users.info')).toHaveLength(1);
    reply = { ok: true, user: { id: 'U2', team_id: 'T1' } };
    now += 11 * 60_000;
    expect(await said()).toMatch(/Type a county/);
    reply = { ok: false, error: 'internal_error' };
    now += 11 * 60_000;
    expect(await said()).toMatch(/Type a county/);
    expect(await said()).toMatch(/Type a county/);
    expect(called('users.info')).toHaveLength(3); // not again within a minute
    reply = { ok: true, user: { id: 'U2', team_id: 'T1', is_restricted: true } };
    now += 61_000;
    expect(await said()).toMatch(/guest/);
  });

  test('an app without the scope still answers, and logs the missing scope', async () => {
    await start();
    it.slack.replies['users.info'] = { ok: false, error: 'missing_scope' };
    expect(JSON.stringify(await command('help'))).toMatch(/Type a county/);
    expect(it.logged.join('')).toMatch(/missing_scope.*Slack did not answer about a person/);
  });

  test('nobody gets access by a group whose members Slack does not list', async () => {
    await start({ groups: ['S1'] });
    it.slack.replies['usergroups.users.list'] = { ok: false, error: 'missing_scope' };
    expect(JSON.stringify(await command('help'))).toMatch(/Slack is not saying at the moment who may ask here/);
  });

  test.each([
    ['America/Los_Angeles', 'Dec 31, 2025'],
    ['Europe/Berlin', 'Jan 1, 2026'],
    [undefined, 'Jan 1, 2026'], // the desk's zone, here UTC
    ['Middle/Earth', 'Jan 1, 2026'],
    ['', 'Jan 1, 2026'],
    [null, 'Jan 1, 2026'],
  ])('in the time zone %j of Slack, today is %s', async (tz, day) => {
    it = await startSlackDesk({ ...desk, now: () => new Date('2026-01-01T01:30:00Z') });
    it.slack.replies['users.info'] = { ok: true, user: { id: 'U2', team_id: 'T1', tz } };
    expect(JSON.stringify(await command('policy "Denver, CO"'))).toContain(`On ${day}, the jail of Denver, CO may`);
  });

  test('where everybody may ask, Slack is asked only for the time zone, and once', async () => {
    await start({ guests: true, connect: true });
    await command('help');
    await command('help');
    expect(called('users.info')).toHaveLength(1);
    expect(called('usergroups.users.list')).toEqual([]);
  });
});

describe('limits', () => {
  test('a person over the limit is told when to ask again; others are answered', async () => {
    let now = Date.parse('2026-11-24T12:00:00Z');
    it = await startSlackDesk(
      { ...desk, now: () => new Date(now) },
      {
        limits: { person: 4, workspace: 0 },
        audit: createAudit(desk, commandNameOf),
        makeExport: async () => ({ kind: 'problem', message: 'none', choices: [] }),
      },
    );
    const by = async (user: string, text: string) => JSON.stringify(await command(text, { user_id: user }));
    expect(await by('U2', 'export releases')).toMatch(/being made/);
    expect(await by('U2', 'export releases')).toMatch(/being made/);
    expect(await by('U2', 'help')).toMatch(/Ask again in 3\d seconds/);
    expect(await by('U3', 'help')).toMatch(/Type a county/);
    now += 39_000;
    expect(await by('U2', 'help')).toMatch(/Type a county/);
    expect((await audited()).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['noted', null],
      ['noted', null],
      ['limited', 'person'],
      ['noted', null],
      ['noted', null],
    ]);
  });
});
