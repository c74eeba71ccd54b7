import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { iceCsv } from './_util/ice.ts';
import { startLocalSlack } from './_util/slack.ts';
import { commandBody } from './_util/slack-payloads.ts';
import { THOROUGH } from './_util/thorough.ts';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'desk-cli-'));
const file = join(folder, 'var', 'desk.sqlite');

/** Runs a built program of the desk, as the npm scripts do. */
function run(
  script: string,
  args: string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const clean = { PATH: process.env['PATH'] ?? '', DATABASE_URL: `sqlite:${file}`, DESK_TIME_ZONE: 'UTC', ...env };
    const child = execFile(
      process.execPath,
      [join(ROOT, 'dist/src', script), ...args],
      { env: clean },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}
const ask = (words: string, ...more: string[]) => run('cli.js', ['ask', words, ...more]);

beforeAll(() => expect(existsSync(join(ROOT, 'dist/src/cli.js')), 'npm run build comes first').toBe(true));

describe('ask', () => {
  test('an answer: text, exit 0', async () => {
    const { code, stdout, stderr } = await ask(
      'releases in:"Los Angeles County, CA" since:2020-08-01 until:2020-09-30',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('8 published cases');
    expect(stdout).toContain('1. Sep 9, 2020');
  });

  test('--json: the Slack message; --now is the only clock', async () => {
    const { stdout } = await ask('policy "Charlotte, NC"', '--json', '--now', '2024-11-30T12:00:00Z');
    const message = JSON.parse(stdout);
    expect(Object.keys(message).sort()).toEqual(['blocks', 'response_type', 'text']);
    expect(message.response_type).toBe('ephemeral');
    expect(message.text).toContain(
      'On Nov 30, 2024, the jail of Mecklenburg County, NC (Charlotte) may not hold a person',
    );
  });

  test.each([
    [{ DESK_TIME_ZONE: 'America/Denver' }, 'Dec 31, 2025'],
    [{ DESK_TIME_ZONE: 'Europe/Berlin', TZ: 'America/Denver' }, 'Jan 1, 2026'],
    [{ DESK_TIME_ZONE: '', TZ: 'America/Denver' }, 'Dec 31, 2025'],
    [{ DESK_TIME_ZONE: '', TZ: 'UTC' }, 'Jan 1, 2026'],
  ])('today is the day in DESK_TIME_ZONE, else in the zone of the machine: %j', async (env, day) => {
    const words = ['ask', 'policy "Denver, CO"', '--now', '2025-12-31T18:30:00-07:00'];
    const { stdout } = await run('cli.js', words, { env });
    expect(stdout).toContain(`On ${day}, the jail of Denver, CO may not hold a person`);
  });

  test.each(['cli.js', 'main.js'])('a wrong DESK_TIME_ZONE: %s says what it must be', async (script) => {
    const args = script === 'cli.js' ? ['ask', 'sources'] : [];
    const { code, stdout, stderr } = await run(script, args, { env: { DESK_TIME_ZONE: 'Denver', PORT: '0' } });
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr.trim()).toBe('DESK_TIME_ZONE must be the name of a time zone, for example America/Denver');
  });

  test.each([
    ['releases since:2020-13-45', /not a date/],
    ['releases since:2021 until:2020', /is after/],
    ['relases', /Did you mean `releases`/],
    ['releases foo:bar', /no filter `foo:`/],
    ['policy Atlantis', /I don't know a place/],
    [`policy ${'x'.repeat(3000)}`, /characters; the desk reads up to/],
  ])('%s: the words on stderr, exit 2, no stack', async (words, sentence) => {
    const { code, stderr } = await ask(words);
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('an unknown option and a bad --now are mistakes too', async () => {
    expect((await ask('help', '--wat')).code).toBe(2);
    expect((await ask('help', '--now', 'soon')).stderr).toContain('is not a time');
  });
});

describe('import', () => {
  test('--json counts; the same file again changes nothing', async () => {
    const csv = join(folder, 'ice.csv');
    writeFileSync(csv, iceCsv([{}, { birth_year: '1990' }, { detainer_prepare_date: 'never' }]));
    const first = JSON.parse((await run('cli.js', ['import', 'ice-detainers', csv, '--json'])).stdout);
    expect(first).toMatchObject({
      source: 'ice-detainers',
      rows: 3,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      removed: 0,
      rejected: 1,
    });
    expect(Object.keys(first)).toEqual([
      'source',
      'file',
      'rows',
      'inserted',
      'updated',
      'unchanged',
      'removed',
      'rejected',
      'seconds',
    ]);
    const second = JSON.parse((await run('cli.js', ['import', 'ice-detainers', csv, '--json'])).stdout);
    expect(second).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
  });

  test('what a file says of itself reaches the terminal as plain letters', async () => {
    const csv = join(folder, 'title.csv');
    writeFileSync(csv, 'a\u001B]0;hello\u0007\u001B[2J\u202Eb,c\n1,2\n');
    const { code, stderr } = await run('cli.js', ['import', 'releases', csv]);
    expect(code).toBe(2);
    expect(stderr).toContain('is not a file of the source releases');
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
  });

  test('a refused file: exit 2 with the reason', async () => {
    const csv = join(folder, 'bad.csv');
    writeFileSync(csv, 'a,b\n1,2\n');
    const { code, stderr } = await run('cli.js', ['import', 'ice-detainers', csv]);
    expect(code).toBe(2);
    expect(stderr).toContain('detainer_prepare_date');
    expect((await run('cli.js', ['import', 'nothing', csv])).code).toBe(2);
    expect((await run('cli.js', ['import'])).stderr).toContain('Usage');
  });
});

describe('digest', () => {
  const env = { DATABASE_URL: `sqlite:${join(folder, 'digest.sqlite')}` };
  const digest = (...args: string[]) => run('cli.js', ['digest', ...args], { env });

  test('prints what a channel would get; nothing is posted without a token', async () => {
    const set = ['digest on at:08:00 tz:UTC in:California quiet:always', '--channel', 'C9'];
    await run('cli.js', ['ask', ...set, '--now', '2026-11-24T06:00:00Z'], { env });
    const dry = await digest('--channel', 'C9', '--now', '2026-11-25T08:00:00Z', '--dry');
    expect(dry.code).toBe(0);
    expect(dry.stdout).toContain('Detainer digest · Wed, Nov 25, 2026 · California');
    expect(dry.stderr).toContain('Dry run');
    const shown = await digest('--channel', 'C9', '--now', '2026-11-25T08:00:00Z', '--json');
    expect(Object.keys(JSON.parse(shown.stdout))).toEqual(['parent', 'replies']);
    expect(shown.stderr).toContain('SLACK_BOT_TOKEN is not set');
  });

  test.each([
    [['--channel', 'C8'], 'has no digest'],
    [[], 'Usage'],
    [['--channel', 'C9', '--now', 'soon'], 'is not a time'],
  ])('%j: exit 2 and what to do', async (args, sentence) => {
    const { code, stderr } = await digest(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

describe('start', () => {
  test('without tokens: commands piped on stdin, one a line', async () => {
    const { code, stdout } = await run('main.js', [], { input: 'help policy\n\npolicy orange county\n1\nnonsense\n' });
    expect(code).toBe(0);
    expect(stdout).toContain('help: policy');
    expect(stdout).toContain('Which orange county?');
    expect(stdout).toMatch(/> policy "Orange County, CA"[\s\S]*Orange County, CA/);
    expect(stdout).toMatch(/> nonsense\nThat is outside what the desk knows/);
  });

  test.each([
    [{ SLACK_BOT_TOKEN: 'wrong' }, /SLACK_BOT_TOKEN must be a bot token.*xoxb-/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_APP_TOKEN is missing/],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is missing/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '12345678' }, /PORT is missing/],
    [{ PORT: 'many', DATABASE_URL: 'mysql://x' }, /DATABASE_URL must be.*PORT must be/],
    // Slack is asked again for seven seconds.
    ...(THOROUGH
      ? ([
          [
            { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://127.0.0.1:1/' },
            /Slack cannot be reached/,
          ],
        ] satisfies [Record<string, string>, RegExp][])
      : []),
  ])('%j: one sentence, exit 1', async (env, sentence) => {
    const { code, stderr } = await run('main.js', [], { env });
    expect(code).toBe(1);
    // Slack may be slow at a start, so it is asked again, and the log says so.
    const [last = '', ...before] = stderr.trim().split('\n').reverse();
    expect(last).toMatch(sentence);
    expect(before.filter((line) => !line.includes('Slack does not answer at the start, trying again'))).toEqual([]);
  });

  test('a database path that cannot be used', async () => {
    const blocked = join(folder, 'a-file');
    writeFileSync(blocked, 'x');
    const { code, stderr } = await run('main.js', [], { env: { DATABASE_URL: `sqlite:${blocked}/desk.sqlite` } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/cannot be opened.*DATABASE_URL/);
    const notDatabase = await run('main.js', [], { env: { DATABASE_URL: `sqlite:${join(ROOT, 'README.md')}` } });
    expect(notDatabase.code).toBe(1);
    expect(notDatabase.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a database from a newer version is refused with a sentence', async () => {
    const newer = join(folder, 'newer.sqlite');
    await run('cli.js', ['ask', 'help'], { env: { DATABASE_URL: `sqlite:${newer}` } });
    const sqlite = new Sqlite(newer);
    sqlite.prepare("insert into kysely_migration (name, timestamp) values ('999-from-the-future', '2030')").run();
    sqlite.close();
    const { code, stderr } = await run('main.js', [], { env: { DATABASE_URL: `sqlite:${newer}` } });
    expect(code).toBe(1);
    expect(stderr).toContain('newer version');
  });

  test('with tokens it connects, answers, and stops on SIGTERM with exit 0', async () => {
    const slack = await startLocalSlack();
    const child = spawn(process.execPath, [join(ROOT, 'dist/src/main.js')], {
      env: {
        PATH: process.env['PATH'] ?? '',
        DATABASE_URL: `sqlite:${file}`,
        SLACK_BOT_TOKEN: 'xoxb-1',
        SLACK_APP_TOKEN: 'xapp-1',
        SLACK_API_URL: slack.apiUrl,
      },
    });
    const ready = new Promise<void>((resolve) =>
      child.stderr.on('data', (data) => String(data).includes('"ready"') && resolve()),
    );
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    await ready;
    const command = (id: string, text: string) => ({
      type: 'slash_commands',
      envelope_id: id,
      accepts_response_payload: true,
      payload: { ...commandBody(text, slack.responseUrl), channel_id: 'C' },
    });
    /** In the acknowledgement, or by response_url where Slack has not drawn such blocks here yet. */
    const answered = async (id: string, text: string) => {
      const reply = await slack.send(command(id, text));
      if (reply?.['text']) return reply['text'];
      while (slack.responses.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      return slack.responses.pop()?.['text'];
    };
    expect(await answered('e1', 'policy "Charlotte, NC" on:2024-12-01')).toContain(
      'must hold a person on an ICE detainer',
    );
    const set = await answered('e2', 'digest on at:08:00 tz:America/New_York quiet:always');
    expect(set).toContain('Digest set up: This channel gets: everywhere');
    expect(slack.calls.find((call) => call.method === 'conversations.join')?.body['channel']).toBe('C');
    expect(await answered('e3', 'digest now')).toContain('On its way');
    while (!slack.calls.some((call) => call.method === 'chat.postMessage'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    const posted = slack.calls.find((call) => call.method === 'chat.postMessage')?.body ?? {};
    expect(posted['channel']).toBe('C');
    expect(posted['text']).toContain('Nothing new since');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await slack.close();
  });
});

test('an unwritable folder is named', async () => {
  const locked = join(folder, 'locked');
  mkdirSync(locked);
  chmodSync(locked, 0o500);
  const { code, stderr } = await run('main.js', [], {
    env: { DATABASE_URL: `sqlite:${locked}/deep/desk.sqlite` },
    input: 'help\n',
  });
  // root may write anywhere
  if (process.getuid?.() === 0) expect(code).toBe(0);
  else expect({ code, named: stderr.includes(locked) }).toEqual({ code: 1, named: true });
});

describe('intake', () => {
  const text = join(folder, 'release.txt');
  const given = [
    '--publisher',
    'ICE',
    '--title',
    'A list',
    '--url',
    'https://www.ice.example/1',
    '--published',
    '2020-09-28',
  ];
  const intake = (args: string[], input = '') => run('cli.js', ['intake', ...args], { input });
  beforeAll(() =>
    writeFileSync(
      text,
      'Detainers not honored in Denver County:\n\nJuan Example, 36, a citizen of Peru convicted of theft; released by the Denver Sheriff Department on Sept. 9\n',
    ),
  );

  test('--json: cases, figures and doubts, every field with its place; no name', async () => {
    const { code, stdout, stderr } = await intake([text, ...given, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const made = JSON.parse(stdout);
    expect(Object.keys(made)).toEqual(['cases', 'figures', 'doubts']);
    expect(made.cases[0]).toMatchObject({
      outcome: { value: 'declined', from: [0, 21] },
      release_date: { value: '2020-09-09', precision: 'day' },
      releasing_agency: { value: 'Denver Sheriff Department' },
      citizenship: { value: 'Peru' },
      age: { value: 36 },
      offences: [{ value: 'theft', standing: 'convicted' }],
    });
    expect(stdout).not.toMatch(/Juan|Example/);
  });

  test.skipIf(!THOROUGH)(
    '--propose stores for a review; --accept --only takes some, and then nothing of them waits',
    async () => {
      const source = [...given.slice(0, 5), 'https://www.ice.example/7', ...given.slice(6)];
      expect((await intake([text, ...source, '--propose'])).stdout).toContain('1 of 1 proposals are new and wait');
      expect((await intake([text, ...source, '--propose'])).stdout).toContain('0 of 1 proposals are new');
      expect((await run('cli.js', ['ask', 'review'])).stdout).toContain('1 proposal of 1 text');
      const wrong = await intake([text, ...source, '--accept', '--only', '2']);
      expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('--only 2 is not among') });
      expect((await intake([text, ...source, '--accept', '--only', '1'])).stdout).toContain('Accepted: 1 new');
      expect((await run('cli.js', ['ask', 'review'])).stdout).toContain('Nothing waits');
    },
  );

  test('a table without --json; standard input; accepted once', async () => {
    const { stdout } = await intake(
      ['-', ...given, '--accept'],
      'A 36-year-old citizen of Peru was released by the Denver Sheriff Department on Sept. 9 despite a detainer.',
    );
    expect(stdout).toContain('1 case proposed');
    expect(stdout).toContain('Accepted: 1 new');
  });

  test.each([
    [['-', ...given], '', /is empty/],
    [['-', ...given], '<html><body><p> </p><p></p></body></html>', /no words/],
    [
      ['-', ...given],
      'El hombre fue arrestado por la policía de Durham el 2 de julio por asalto. '.repeat(10),
      /not in English/,
    ],
    [['no-such.txt', ...given], '', /There is no file/],
    [[], '', /Name one text file/],
    [['-', ...given.slice(0, 6)], 'words', /--published is missing/],
    [['-', ...given.slice(0, 7), '2099-01-01'], 'words', /in the future/],
    [['-', ...given.slice(0, 7), 'soon'], 'words', /is not a date/],
    [['-', ...given.slice(0, 4), '--url', 'javascript:alert(1)', ...given.slice(6)], 'words', /is not an address/],
    [['-', ...given], '%PDF-1.7 x', /PDF/],
    [['-', ...given], 'x '.repeat(600_000), /too long/],
  ])('%j: the words on stderr, exit 2, no stack', async (args, input, sentence) => {
    const { code, stdout, stderr } = await intake(args, input);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
