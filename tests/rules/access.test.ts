import { App } from '@slack/bolt';
import pino from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { commandOf } from '../../src/commands/index.ts';
import {
  type AccessRules,
  decideAccess,
  groupsNamedIn,
  isAtLeast,
  LEAST_ROLE_FOR_WAY,
  leastRoleForWay,
  type Person,
  type Request,
  ROLES,
} from '../../src/rules/access.ts';
import { ALLOW_ALL } from '../../src/slack/access/access-middleware.ts';
import { createBoltApp } from '../../src/slack/app.ts';

const RULES: AccessRules = {
  workspaces: [],
  channels: [],
  groups: [],
  editors: [],
  admins: [],
  guests: false,
  connect: false,
};
const VISIT: Request = { way: 'command /detainer', workspaceIds: ['T1'], channelId: 'C1', userId: 'U2' };
const MEMBER: Person = { homes: ['T1'], guest: false, groups: [] };
const verdict = (rules: Partial<AccessRules>, visit: Partial<Request> = {}, person: Person = MEMBER) => {
  const found = decideAccess({ ...RULES, ...rules }, { ...VISIT, ...visit }, ['T1'], person);
  return 'role' in found ? found.role : `refused: ${found.refused}`;
};

describe('the table', () => {
  test('lists every handler of Slack, and no way that has none', () => {
    const kinds = ['command', 'action', 'shortcut', 'view', 'options', 'event', 'message', 'function'] as const;
    const added = kinds.map((kind) => vi.spyOn(App.prototype, kind));
    createBoltApp(
      {
        slack: { botToken: 'xoxb-1' },
        bot: { botId: 'B1', botUserId: 'U1' },
        log: pino({ level: 'silent' }),
        authorizer: ALLOW_ALL,
        describe: () => undefined,
        listens: true,
      },
      () => Promise.reject(new Error('nobody asks')),
    );
    const handlers = added.flatMap((each, at) => each.mock.calls.map(([what]) => `${kinds[at]} ${what}`));
    for (const each of added) each.mockRestore();
    const WAY: Record<string, string> = {
      'command /detainer': 'command /detainer',
      'action /^words:/': 'button words:',
      'action post': 'button post',
      'action open-search': 'button open-search',
      'action correct': 'button correct',
      'action /^open-set-up/': 'button open-set-up',
      'shortcut ask-desk': 'shortcut ask-desk',
      'shortcut ask-desk-about': 'shortcut ask-desk-about',
      'shortcut read-release': 'shortcut read-release',
      'options place': 'typeahead place',
      'function policy_at_date': 'workflow step',
      'view fill': 'form fill',
      'view search': 'form search',
      'view correction': 'form correction',
      'view set-up': 'form set-up',
      'event app_mention': 'mention',
      'event message': 'direct message',
      'event app_home_opened': 'home',
      'event assistant_thread_started': 'agent view',
      'event assistant_thread_context_changed': 'agent view',
    };
    expect(handlers.sort()).toEqual(Object.keys(WAY).sort());
    // Assistants ask over an address of their own (src/mcp/).
    expect(Object.keys(LEAST_ROLE_FOR_WAY).sort()).toEqual([...new Set([...Object.values(WAY), 'mcp'])].sort());
  });

  test.each(['toString', '__proto__', 'constructor', '', 'words', 'button', 'ways'])('%j is not in it', (name) => {
    expect(leastRoleForWay(name)).toBeUndefined();
    expect(commandOf(name === '' ? 'none' : name)).toBeUndefined();
  });

  test.each([
    ['digest', '', 'reader'],
    ['digest', ' preview ', 'reader'],
    ['digest', 'status', 'reader'],
    ['digest', 'on at:08:00', 'editor'],
    ['digest', 'OFF', 'editor'],
    ['digest', 'now', 'editor'],
    ['digest', 'at:08:00 preview', 'editor'],
    ['digest', '"" on', 'editor'],
    ['default', '', 'reader'],
    ['default', 'me state:CA', 'reader'],
    ['default', 'state:CA me', 'editor'],
    ['default', 'off', 'editor'],
    ['watch', 'Cook', 'editor'],
    ['watches', '', 'reader'],
    ['audit', 'since:7d', 'admin'],
    ['policy', 'constructor', 'reader'],
  ])('%s %s takes a %s', (name, typed, role) => {
    expect(commandOf(`${name} ${typed}`)?.declaration.role).toBe(role);
  });

  test('roles go from least to most', () => {
    expect(ROLES.map((role) => ROLES.filter((least) => isAtLeast(role, least)).length)).toEqual([1, 2, 3]);
  });
});

describe('who comes in', () => {
  test.each<[string, Partial<AccessRules>, Partial<Request>, Person, string]>([
    ['a member', {}, {}, MEMBER, 'editor'],
    ['somebody of whom Slack says nothing', {}, {}, {}, 'editor'],
    ['a guest', {}, {}, { ...MEMBER, guest: true }, 'refused: guest'],
    ['a guest where guests may', { guests: true }, {}, { ...MEMBER, guest: true }, 'reader'],
    ['a guest who is listed', { guests: true, editors: ['U2'] }, {}, { ...MEMBER, guest: true }, 'editor'],
    ['a person of another workspace, by the payload', {}, { homeId: 'T9' }, {}, 'refused: connect'],
    ['a member whose payload names another workspace of the organisation', {}, { homeId: 'T8' }, MEMBER, 'editor'],
    ['a person of another workspace, by Slack', {}, {}, { homes: ['T9'], guest: false }, 'refused: connect'],
    ['the same where they may', { connect: true }, { homeId: 'T9' }, { homes: ['T9'], guest: false }, 'reader'],
    ['a person of the same organisation', {}, {}, { homes: ['T8', 'T1'], guest: false }, 'editor'],
    ['another workspace', {}, { workspaceIds: ['T9'] }, MEMBER, 'refused: workspace'],
    ['no workspace at all', {}, { workspaceIds: [] }, MEMBER, 'refused: workspace'],
    ['a listed workspace', { workspaces: ['T9'] }, { workspaceIds: ['T9'] }, { homes: ['T9'] }, 'editor'],
    ['the own one, where others are listed', { workspaces: ['T9'] }, {}, MEMBER, 'refused: workspace'],
    ['a listed channel', { channels: ['C1'] }, {}, MEMBER, 'editor'],
    ['another channel', { channels: ['C7'] }, {}, MEMBER, 'refused: channel'],
    [
      'a direct message where only a channel is listed',
      { channels: ['C1'] },
      { channelId: 'D1' },
      MEMBER,
      'refused: channel',
    ],
    ['a direct message where they are listed', { channels: ['dm'] }, { channelId: 'D1' }, MEMBER, 'editor'],
    ['one of two groups', { groups: ['S1', 'S2'] }, {}, { ...MEMBER, groups: ['S2', 'S3'] }, 'editor'],
    ['no workspace is known', { workspaces: [] }, {}, { homes: [], guest: false, groups: [] }, 'editor'],
    ['one of the group', { groups: ['S1'] }, {}, { ...MEMBER, groups: ['S1'] }, 'editor'],
    ['nobody of the group', { groups: ['S1'] }, {}, MEMBER, 'refused: group'],
    ['a group that Slack does not tell', { groups: ['S1'] }, {}, { homes: ['T1'] }, 'refused: not known'],
    ['no editor', { editors: ['U9'] }, {}, MEMBER, 'reader'],
    ['an editor by group', { editors: ['S1'] }, {}, { ...MEMBER, groups: ['S1'] }, 'editor'],
    ['an editor by a group that Slack does not tell', { editors: ['S1'] }, {}, {}, 'reader'],
    ['an admin', { admins: ['U2'], editors: ['U9'] }, {}, MEMBER, 'admin'],
    ['a way that is not listed', {}, { way: 'form other' }, MEMBER, 'refused: not listed'],
  ])('%s', (_, rules, visit, person, expected) => {
    expect(verdict(rules, visit, person)).toBe(expected);
  });

  test('the home tab and shortcuts count as direct messages', () => {
    const { channelId: _, ...alone } = VISIT;
    const found = decideAccess({ ...RULES, channels: ['dm'] }, { ...alone, way: 'home' }, ['T1'], MEMBER);
    expect(found).toEqual({ role: 'editor' });
    expect(decideAccess({ ...RULES, channels: ['C1'] }, { ...alone, way: 'home' }, ['T1'], MEMBER)).toEqual({
      refused: 'channel',
    });
  });

  test('groups are asked for where a list names them', () => {
    expect(groupsNamedIn({ ...RULES, groups: ['S1'], editors: ['U1', 'S2'], admins: ['S1'] })).toEqual(['S1', 'S2']);
  });
});
