import { expect, test } from 'vitest';
import { parseConfig } from '../src/config.ts';

test('as it comes: nothing is narrowed, guests and other workspaces are not answered', () => {
  const { access, limits, auditDays } = parseConfig({});
  const empty = { workspaces: [], channels: [], groups: [], editors: [], admins: [] };
  expect(access).toEqual({ ...empty, guests: false, connect: false });
  expect({ limits, auditDays }).toEqual({ limits: { person: 15, workspace: 50 }, auditDays: 90 });
});

test('lists of ids, with commas, blanks and line ends', () => {
  const { access } = parseConfig({
    ALLOW_WORKSPACES: 'T1, E2',
    ALLOW_CHANNELS: 'C1,G2 dm,',
    ALLOW_GROUPS: ' S1\nS2 ',
    ALLOW_GUESTS: 'yes',
    ALLOW_CONNECT: 'no',
    EDITORS: 'U1,S1,W1',
    ADMINS: '',
  });
  expect(access).toEqual({
    workspaces: ['T1', 'E2'],
    channels: ['C1', 'G2', 'dm'],
    groups: ['S1', 'S2'],
    editors: ['U1', 'S1', 'W1'],
    admins: [],
    guests: true,
    connect: false,
  });
});

test.each([
  [{ ALLOW_CHANNELS: '#newsroom' }, /ALLOW_CHANNELS must be ids of channels such as C0123456789, or dm/],
  [{ ALLOW_GROUPS: '@data-desk' }, /ALLOW_GROUPS must be ids of user groups/],
  [{ EDITORS: 'ada@example.org' }, /EDITORS must be ids of people or user groups/],
  [{ ADMINS: 'U1,Ada' }, /ADMINS must be ids/],
  [{ ALLOW_GUESTS: 'true' }, /ALLOW_GUESTS must be yes or no/],
  [{ LIMIT_PERSON: '61' }, /LIMIT_PERSON must be 60 or less/],
  [{ LIMIT_WORKSPACE: 'many' }, /LIMIT_WORKSPACE must be a number/],
  [{ AUDIT_DAYS: '0' }, /AUDIT_DAYS must be 1 or more/],
  [{ ASK_MODEL_URL: 'file:///etc/passwd', ASK_MODEL_NAME: 'm' }, /ASK_MODEL_URL must be the http or https address/],
  [{ ASK_MODEL_URL: 'https://example.org/v1/messages' }, /ASK_MODEL_NAME is missing/],
  [{ ASK_MODEL_NAME: 'm' }, /ASK_MODEL_URL is missing/],
  [{ ASK_MODEL_URL: 'https://example.org', ASK_MODEL_NAME: '<!channel>' }, /ASK_MODEL_NAME must be a model's name/],
])('%j is refused in words', (env, words) => {
  expect(() => parseConfig(env as Record<string, string>)).toThrow(words);
});
