import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { damage, deskFile, ROOT, runTask } from '../_util/operator.ts';
import { type LocalSlack, startLocalSlack } from '../_util/slack.ts';

interface Line {
  check: string;
  state: 'ok' | 'warn' | 'fail';
  detail: string;
}
let database: string;
let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  ({ database, folder } = await deskFile());
  chmodSync(database, 0o600);
  env = {};
});
async function doctor() {
  const { code, stdout, stderr } = await runTask(database, ['doctor', '--json'], env);
  const { findings } = JSON.parse(stdout || '{"findings":[]}') as { findings: Line[] };
  const line = (check: string) => {
    const found = findings.find((each) => each.check === check);
    return found && `${found.state} ${found.detail}`;
  };
  return { code, stderr, findings, line };
}
const change = (sql: string, file = database) => {
  const sqlite = new Sqlite(file);
  sqlite.exec(sql);
  sqlite.close();
};

describe('without Slack', () => {
  test('a sound desk: no fail, exit 0; in words and as --json; nothing is changed', async () => {
    const { code, stdout, stderr } = await runTask(database, ['doctor']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const line of stdout.trim().split('\n').slice(0, -1)) expect(line).toMatch(/^(ok {2}|warn) {2}[\w \d-]+: .+/);
    expect(stdout).toMatch(/\n\d+ ok, \d+ to check, 0 to fix\n$/);
    const { line } = await doctor();
    expect(line('database')).toMatch(/^ok .*is sound/);
    expect(line('schema')).toMatch(/^ok up to date \(\d{3}-/);
    expect(line('permissions')).toBe('ok readable by its owner only');
    expect(line('slack')).toBe('ok no tokens are set: the desk is local');
    expect(line('source policies')).toMatch(/^(ok|warn) as of .* \(\d+ days\)/);
    expect(line('source ice-detainers')).toBe('ok not loaded');
    expect(line('backups')).toMatch(/^warn there are no scheduled backups\. Set BACKUP_DIR/);
  });

  test('no database yet: a warning, and none is made', async () => {
    database = join(folder, 'none.sqlite');
    const { code, line } = await doctor();
    expect(code).toBe(0);
    expect(line('database')).toMatch(/^warn .* does not exist yet: npm start creates it/);
    expect(() => new Sqlite(database, { fileMustExist: true })).toThrow();
  });

  test('a database that is damaged, newer, older, or not a database', async () => {
    change("delete from kysely_migration where name > '010'");
    expect((await doctor()).line('schema')).toMatch(/^warn \d+ migrations behind \(next: 010-[\w-]+\)\. Back up/);
    change("insert into kysely_migration (name, timestamp) values ('999-future', '2030')");
    const newer = await doctor();
    expect(newer.code).toBe(1);
    expect(newer.line('schema')).toMatch(/^fail made by a newer version of the desk \(it has 999-future\)\. Update/);
    damage(database);
    const damaged = await doctor();
    expect(damaged.code).toBe(1);
    expect(damaged.line('database')).toMatch(/^fail .*(is damaged|cannot be read).*restore/);
    writeFileSync(database, 'words '.repeat(1000));
    expect((await doctor()).line('database')).toMatch(/^fail .*cannot be read \(file is not a database\)/);
  });

  test('a database that others may read: how to fix it', async () => {
    chmodSync(database, 0o644);
    const { code, line } = await doctor();
    expect(code).toBe(0);
    expect(line('permissions')).toMatch(/^warn others on this machine may read .*\. Run: chmod 600 /);
  });

  test('a wrong environment: every problem, and the database is still checked', async () => {
    env = { SLACK_BOT_TOKEN: 'wrong-secret', BACKUP_EVERY: 'soon', SOURCES_FILE: '/nowhere/sources.yaml' };
    const { code, findings, line } = await doctor();
    expect(code).toBe(1);
    const problems = findings.filter((each) => each.check === 'environment');
    expect(new Set(problems.map((each) => each.state))).toEqual(new Set(['fail']));
    expect(problems.map((each) => each.detail).join('\n')).toMatch(
      /SLACK_BOT_TOKEN must be[\s\S]*BACKUP_EVERY must be[\s\S]*SOURCES_FILE \/nowhere/,
    );
    expect(JSON.stringify(findings)).not.toContain('wrong-secret');
    expect(line('database')).toMatch(/^ok/);
    database = ''; // no path at all
    expect((await doctor()).line('environment')).toMatch(/^fail/);
  });

  test('a source that was refused; checks that fail, are late, or were never made', async () => {
    const sources = join(folder, 'sources.yaml');
    const one = (name: string) => ({ source: 'ice-detainers', name, path: 'x', every: '1h' });
    writeFileSync(sources, JSON.stringify(['good', 'failing', 'late', 'never'].map(one)));
    env = { SOURCES_FILE: sources };
    const now = new Date().toISOString();
    const row = (name: string, at: string, since: string | null, failure: string | null) =>
      `('${name}', 'ice-detainers', 't', 's', '1h', '${now}', '${at}', ${since === null ? 0 : 1}, ${since && `'${since}'`}, ${failure && `'${failure}'`})`;
    change(`insert into sync_checks (entry, source, target, shown, every, next_due_at, last_checked_at, failures, failing_since, failure) values
      ${row('good', now, null, null)}, ${row('failing', now, '2026-11-01T00:00:00Z', 'The site answers 404.')}, ${row('late', '2026-01-01T00:00:00Z', null, null)}`);
    change(`insert into imports (source, file, sha256, publisher, started_at, finished_at, outcome, rows, inserted, updated, unchanged, removed, rejected, absent_columns, message)
      values ('ice-detainers', 'bad.xlsx', 'x', 'ICE', '${now}', '${now}', 'refused', 0, 0, 0, 0, 0, 0, '', 'It has no rows.')`);
    const { code, line } = await doctor();
    expect(code).toBe(0);
    expect(line('environment')).toBe('ok local, SOURCES_FILE with 4 entries');
    expect(line('source ice-detainers')).toMatch(
      /^warn the last file, bad\.xlsx, was refused: It has no rows\. See: npm run/,
    );
    expect(line('check good')).toMatch(/^ok/);
    expect(line('check failing')).toMatch(/^warn failing since 2026-11-01: The site answers 404\. To try now/);
    expect(line('check late')).toMatch(/^warn last run 2026-01-01 00:00 UTC, but it is due every 1h/);
    expect(line('check never')).toMatch(/^warn never run\. Is the desk running/);
  });

  test('backups: none, young, old, and a folder that cannot be read', async () => {
    env = { BACKUP_DIR: join(folder, 'backups'), BACKUP_EVERY: '6h' };
    expect((await doctor()).line('backups')).toMatch(/^warn there is none in .* yet/);
    const made = JSON.parse((await runTask(database, ['backup', '--json'], env)).stdout).file as string;
    expect((await doctor()).line('backups')).toBe('ok the newest is 0 hours old');
    renameSync(made, made.replace(/\d{4}-\d\d-\d\dT/, '2026-01-01T'));
    const old = await doctor();
    expect(old.code).toBe(1);
    expect(old.line('backups')).toMatch(/^fail the newest is \d+ hours old, but one is due every 6h/);
  });

  test('unknown options', async () => {
    expect(await runTask(database, ['doctor', '--wat'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Usage'),
    });
    expect((await runTask(database, ['doctor', 'now'])).code).toBe(2);
  });
});

describe('with Slack', () => {
  let slack: LocalSlack;
  const needed: string[] = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')).oauth_config.scopes.bot;
  const SCOPES = needed.join(',');
  beforeEach(async () => {
    slack = await startLocalSlack();
    slack.headers = { 'x-oauth-scopes': SCOPES };
    env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: slack.apiUrl };
  });
  afterEach(() => slack.close());
  const subscribe = (channel: string) =>
    change(`insert into subscriptions (channel_id, at_time, zone, days, kinds, places, quiet, created_by, created_at, starts_on, since_import_id)
      values ('${channel}', '08:00', 'UTC', 'mon', 'policy', '[]', 'line', 'U1', '2026', '2026-01-01', 0)`);

  test('all is well', async () => {
    subscribe('C1');
    slack.replies['conversations.history'] = { ok: true, messages: [] };
    const { code, line } = await doctor();
    expect(code).toBe(0);
    expect(line('environment')).toBe('ok Slack by Socket Mode');
    expect(line('bot token')).toBe('ok Slack accepts it');
    expect(line('app token')).toBe('ok Slack accepts it');
    expect(line('scopes')).toMatch(/^ok as in manifest\.yml: commands, chat:write/);
    expect(line('clock')).toBe("ok same as Slack's");
    expect(line('channel C1')).toBe('ok the bot is in it');
    expect(slack.unexpected).toEqual([]);
    expect(slack.calls.map((call) => call.method)).toEqual([
      'auth.test',
      'apps.connections.open',
      'conversations.history',
    ]);
  });

  test('tokens that are refused: what to copy; the secrets are not shown', async () => {
    env = { ...env, SLACK_BOT_TOKEN: 'xoxb-planted', SLACK_APP_TOKEN: 'xapp-planted' };
    subscribe('C1');
    slack.replies['auth.test'] = { ok: false, error: 'invalid_auth' };
    slack.replies['apps.connections.open'] = { ok: false, error: 'not_allowed_token_type' };
    const { code, findings, line } = await doctor();
    expect(code).toBe(1);
    expect(line('bot token')).toMatch(/^fail Slack refuses it: invalid_auth\. Copy the bot token again/);
    expect(line('app token')).toMatch(/^fail Slack refuses it: not_allowed_token_type\. Make an app-level token/);
    expect(line('channels')).toMatch(/^warn 1 of 1 channels were not checked/);
    expect(JSON.stringify(findings)).not.toContain('planted');
  });

  test('scopes: missing, unneeded, unknown', async () => {
    slack.headers = { 'x-oauth-scopes': 'commands, chat:write,channels:join' };
    const had = ['commands', 'chat:write', 'channels:join', 'files:write', 'mpim:history', 'usergroups:read'];
    const lacks = needed.filter((scope) => !had.includes(scope));
    expect(lacks).toContain('channels:history');
    const missing = await doctor();
    expect(missing.code).toBe(1);
    expect(missing.line('scopes')).toContain(`fail the token lacks ${lacks.join(', ')}. Paste manifest.yml`);
    slack.headers = { 'x-oauth-scopes': `${SCOPES},users:read.email` };
    expect((await doctor()).line('scopes')).toMatch(
      /^warn the token has scopes that it does not need: users:read.email/,
    );
    slack.headers = { 'x-oauth-scopes': needed.filter((scope) => scope !== 'files:write').join(',') };
    expect((await doctor()).line('scopes')).toMatch(/^ok all that are required; without the optional files:write/);
    slack.headers = {};
    expect((await doctor()).line('scopes')).toMatch(/^warn Slack does not say/);
  });

  test('the clock: a minute behind is a warning, ten ahead a fail', async () => {
    const date = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();
    slack.headers = { 'x-oauth-scopes': SCOPES, date: date(65) };
    expect((await doctor()).line('clock')).toMatch(/^warn 6\d s behind Slack's\. Run ntpd/);
    slack.headers = { 'x-oauth-scopes': SCOPES, date: date(-600) };
    const { code, line } = await doctor();
    expect(code).toBe(1);
    expect(line('clock')).toMatch(/^fail 6\d\d s ahead of Slack's: Slack's signed requests are refused/);
  });

  test('channels: those of digests, watches and OPS_CHANNEL, each separately', async () => {
    for (const id of ['C1', 'C2', 'C3', 'C4', 'D6']) subscribe(id);
    change(`insert into watches (channel_id, subject, label, scope, kinds, created_by, created_at, since_import_id)
      values ('C1', 's', 'l', '{}', 'policy', 'U1', '2026', 0), ('C5', 's', 'l', '{}', 'policy', 'U1', '2026', 0)`);
    env['OPS_CHANNEL'] = 'COPS';
    const errors: Record<string, string> = {
      C2: 'not_in_channel',
      C3: 'is_archived',
      C4: 'ratelimited',
      C5: 'odd <error>',
      D6: 'missing_scope',
    };
    slack.replies['conversations.history'] = ({ channel = '' }) =>
      errors[channel] ? { ok: false, error: errors[channel] } : { ok: true, messages: [] };
    const { code, line } = await doctor();
    expect(code).toBe(1);
    expect(line('channel COPS')).toMatch(/^ok/);
    expect(line('channel C1')).toMatch(/^ok/);
    expect(line('channel C2')).toBe(
      'fail posts cannot arrive: not_in_channel. Invite the bot there: /invite @Detainer Desk',
    );
    expect(line('channel C3')).toMatch(/^fail posts cannot arrive: is_archived\. Unarchive/);
    expect(line('channel C4')).toMatch(/^warn not checked: Slack asked to wait/);
    expect(line('channel D6')).toMatch(/^warn the token's scopes do not allow this check/);
    expect(line('channel C5')).toMatch(/^fail posts cannot arrive: odd error\. Invite/);
    expect(slack.calls.filter((call) => call.method === 'conversations.history')).toHaveLength(7);
  });

  test('describes who may ask, and checks that Slack lists the members of user groups', async () => {
    expect((await doctor()).line('access')).toMatch(
      /^ok every member of the bot's workspace in every channel; no guests, nobody from elsewhere; .* everyone who may ask; no admin is set/,
    );
    env = { ...env, ALLOW_GROUPS: 'S1', EDITORS: 'S2,U1', ADMINS: 'S3', ALLOW_CHANNELS: 'C1,dm', ALLOW_GUESTS: 'yes' };
    const errors: Record<string, string> = { S2: 'no_such_subteam', S3: 'missing_scope' };
    slack.replies['usergroups.users.list'] = ({ usergroup = '' }) =>
      errors[usergroup] ? { ok: false, error: errors[usergroup] } : { ok: true, users: [] };
    const { code, line } = await doctor();
    expect(code).toBe(1);
    expect(line('access')).toMatch(
      /^ok people of S1 of the bot's workspace in C1, dm; guests too, .* set up by S2, U1; admins are S3$/,
    );
    expect(line('user group S1')).toBe('ok Slack lists its members');
    expect(line('user group S2')).toMatch(/^fail it lets nobody in: no_such_subteam\. Copy its id again/);
    expect(line('user group S3')).toMatch(/^fail it lets nobody in: missing_scope\. Paste manifest.yml/);
  });

  test('Slack cannot be reached, or something else answers', async () => {
    await slack.close();
    const away = await doctor();
    expect(away.code).toBe(1);
    expect(away.line('bot token')).toMatch(/^fail Slack cannot be reached \(ECONNREFUSED\)\. Check the network/);
    slack = await startLocalSlack();
    env['SLACK_API_URL'] = slack.apiUrl.replace('/api/', '/elsewhere/');
    expect((await doctor()).line('bot token')).toMatch(/^fail Slack refuses it: (unknown_method|HTTP 404)/);
  });

  test('by HTTP the app token is not needed', async () => {
    env = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'a-signing-secret',
      PORT: '3000',
      SLACK_API_URL: slack.apiUrl,
    };
    const { code, line } = await doctor();
    expect(code).toBe(0);
    expect(line('app token')).toMatch(/^ok not needed by HTTP/);
  });
});
