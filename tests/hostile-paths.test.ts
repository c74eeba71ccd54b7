import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { deskFile, ROOT, runTask } from './_util/operator.ts';

let database: string;
let backup: string;
const folder = mkdtempSync(join(tmpdir(), 'desk-paths-'));
beforeAll(async () => {
  database = (await deskFile()).database;
  await runTask(database, ['backup', '--to', folder]);
  backup = join(folder, readdirSync(folder)[0] ?? '');
});

/** Runs a program of the desk where no file may grow beyond so many blocks of 512 bytes. */
const runLimited = (blocks: number, script: string, args: string[], file: string) =>
  new Promise<{ code: number; said: string }>((resolve) =>
    execFile(
      'sh',
      ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, join(ROOT, 'dist/src', script), ...args],
      { env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: `sqlite:${file}`, DESK_TIME_ZONE: 'UTC' } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, said: stdout + stderr }),
    ).stdin?.end(),
  );

describe.skipIf(process.platform !== 'linux')('/proc holds no folders of ours: each task ends, with a sentence', () => {
  const NOWHERE = '/proc/desk/here';
  test.each<[string, () => string, string[] | 'restore', RegExp]>([
    [
      'backup',
      () => database,
      ['backup', '--to', NOWHERE],
      /was not backed up to \/proc\/desk\/here: ENOENT.*has room\.$/,
    ],
    [
      'export',
      () => database,
      ['export', 'policy CA', '--folder', NOWHERE],
      /was not written to .*Name another --folder/,
    ],
    ['ask', () => `${NOWHERE}.sqlite`, ['ask', 'sources'], /cannot be opened \(ENOENT.*Check the path/],
    ['restore', () => `${NOWHERE}.sqlite`, 'restore', /was not restored: ENOENT.*The database is unchanged\.$/],
  ])('%s', async (_, at, args, said) => {
    const { code, stderr } = await runTask(at(), args === 'restore' ? ['restore', backup] : args);
    expect(stderr.trim()).toMatch(said);
    expect(code).toBe(1);
  });

  test('the desk itself', async () => {
    const { code, said } = await runLimited(1_000_000, 'main.js', [], `${NOWHERE}.sqlite`);
    expect(said).toMatch(/^The database \S+ cannot be opened \(ENOENT[^\n]+\n$/);
    expect(code).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('a shell that limits the size of files: the limit is named', () => {
  const NAMED = /the disk cannot be read or written \(disk I\/O error\).*ulimit -f/;

  test.each<[string, number, string, string[] | 'restore', number]>([
    ['a new database', 100, 'cli.js', ['ask', 'sources'], 1],
    ['the bundled facts', 3000, 'cli.js', ['ask', 'sources'], 2],
    ['the desk itself', 100, 'main.js', [], 1],
    ['restore', 100, 'cli.js', 'restore', 1],
  ])('%s', async (name, blocks, script, args, code) => {
    const file = join(folder, `${name}.sqlite`);
    const ended = await runLimited(blocks, script, args === 'restore' ? ['restore', backup] : args, file);
    expect(ended.said).toMatch(NAMED);
    expect(ended.said).not.toContain('The desk failed');
    expect(ended.code).toBe(code);
  });

  test('backup: nothing is left of it', async () => {
    const to = join(folder, 'limited');
    const { code, said } = await runLimited(100, 'cli.js', ['backup', '--to', to], database);
    expect(said).toMatch(NAMED);
    expect(code).toBe(1);
    expect(readdirSync(to)).toEqual([]);
    expect(statSync(database).size).toBeGreaterThan(51_200);
  });
});

describe('a name that moves the cursor or changes colors is printed harmless', () => {
  const HOSTILE = 'a\u001b[31m\u0007\u009b2J';
  const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

  test('of a file that is loaded, or refused', async () => {
    const bad = join(folder, `${HOSTILE}.csv`);
    writeFileSync(bad, 'x\n1\n');
    const refused = await runTask(database, ['import', 'facilities', bad]);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('a [31m  2J.csv is not a file of the source');
    const missing = await runTask(database, ['import', 'facilities', join(folder, HOSTILE)]);
    const answer = await runTask(database, ['ask', 'sources facilities']);
    const good = join(folder, `good ${HOSTILE}.csv`);
    copyFileSync(join(ROOT, 'data/facilities.csv'), good);
    const loaded = await runTask(database, ['import', 'facilities', good]);
    for (const { stdout, stderr } of [refused, missing, answer, loaded]) expect(stdout + stderr).not.toMatch(CONTROL);
    expect(missing.code).toBe(2);
    expect(loaded.code).toBe(0);
  });

  test.each(['cli.js', 'main.js'])('of a database that cannot be opened (%s)', async (script) => {
    const { code, said } = await runLimited(
      1_000_000,
      script,
      script === 'cli.js' ? ['ask', 'help'] : [],
      `${backup}/${HOSTILE}`,
    );
    expect(said).toContain('cannot be opened (EEXIST: file already exists');
    expect(said).not.toMatch(CONTROL);
    expect(code).toBe(1);
  });

  test('of a folder for backups', async () => {
    const to = join(folder, HOSTILE);
    const { code, stdout } = await runTask(database, ['backup', '--to', to]);
    expect(existsSync(to)).toBe(true);
    expect(stdout).not.toMatch(CONTROL);
    expect(code).toBe(0);
  });
});
