import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { inspectDatabase } from '../../src/db/database-file.ts';
import { makeBackup } from '../../src/operations/backup.ts';
import { backupName, findBackups } from '../../src/operations/backup-names.ts';
import { damage, deskFile, runTask, startWriter } from '../_util/operator.ts';
import { THOROUGH } from '../_util/thorough.ts';

let database: string;
let folder: string;
beforeEach(async () => {
  const made = await deskFile();
  database = made.database;
  folder = join(made.folder, 'backups');
});
const backup = (...args: string[]) => runTask(database, ['backup', '--to', folder, ...args]);
const names = () => readdirSync(folder).sort();
const day = (date: number) => () => new Date(Date.UTC(2026, 10, date, 3));

describe('npm run backup', () => {
  test('makes one private, complete copy of the database', async () => {
    const { code, stdout, stderr } = await backup();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Backed up .* to .*: [\d.]+ MB in [\d.]+ s, checked, schema \d{3}-[\w-]+\. Kept here: 1 \(at most 7\)\.\n$/,
    );
    const [name] = names();
    expect(names()).toHaveLength(1);
    const file = join(folder, name ?? '');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const [was, now] = [new Sqlite(database, { readonly: true }), new Sqlite(file, { readonly: true })];
    expect(now.pragma('journal_mode', { simple: true })).toBe('delete');
    const tables = was
      .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
      .pluck();
    expect(tables.all().length).toBeGreaterThan(15);
    for (const table of tables.all())
      expect(now.prepare(`select count(*) n from "${table}"`).get()).toEqual(
        was.prepare(`select count(*) n from "${table}"`).get(),
      );
    was.close();
    now.close();
    expect(names()).toEqual([name]);
  });

  test('--json; uses BACKUP_DIR and BACKUP_KEEP', async () => {
    const env = { BACKUP_DIR: folder, BACKUP_KEEP: '2' };
    for (let run = 0; run < 3; run += 1) expect((await runTask(database, ['backup', '--json'], env)).code).toBe(0);
    const last = JSON.parse((await runTask(database, ['backup', '--json'], env)).stdout);
    expect(last).toMatchObject({ kept: 2, schema: inspectDatabase(database).applied.at(-1) });
    expect(names()).toHaveLength(2);
    expect(last.deleted).toHaveLength(1);
  });

  test.skipIf(!THOROUGH)('is consistent while another process writes, and does not stop the writer', async () => {
    const writer = await startWriter(database);
    const counts: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const made = JSON.parse((await backup('--json')).stdout);
      const copy = new Sqlite(made.file, { readonly: true });
      expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
      const odd = copy
        .prepare(
          'select count(*) from (select row_number from rejected_rows where row_number > 1000000 group by row_number having count(*) <> 2)',
        )
        .pluck()
        .get();
      expect(odd).toBe(0);
      counts.push(copy.prepare('select count(*) from rejected_rows').pluck().get() as number);
      copy.close();
    }
    await writer.stop();
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBeGreaterThan(counts[0] ?? 0);
    expect(counts[2]).toBeGreaterThan(counts[1] ?? 0);
  });

  test('keeps the newest, and deletes only its own backups', async () => {
    mkdirSync(folder);
    const theirs = [
      'notes.txt',
      'desk.sqlite',
      'desk.abcdef.2020-01-01T00-00-00-000Z.sqlite',
      `${backupName(database, day(1)())}.keep`,
    ];
    for (const name of theirs) writeFileSync(join(folder, name), 'theirs');
    mkdirSync(join(folder, backupName(database, day(2)())));
    for (const date of [3, 4, 5, 6]) await makeBackup({ database, folder, keep: 2, now: day(date) });
    expect(findBackups(database, folder).map(({ madeAt }) => madeAt.getUTCDate())).toEqual([6, 5]);
    for (const name of theirs) expect(readFileSync(join(folder, name), 'utf8')).toBe('theirs');
    expect(names()).toHaveLength(theirs.length + 3);
  });

  test('deletes an unfinished backup after a day', async () => {
    mkdirSync(folder);
    for (const date of [1, 2]) writeFileSync(join(folder, `${backupName(database, day(date)())}.part`), 'half');
    await makeBackup({ database, folder, keep: 2, now: () => new Date(Date.UTC(2026, 10, 2, 12)) });
    expect(names().filter((name) => name.endsWith('.part'))).toEqual([`${backupName(database, day(2)())}.part`]);
  });

  test('a damaged database: no backup is made, earlier ones stay, exit 1 with a sentence', async () => {
    await makeBackup({ database, folder, keep: 1, now: day(1) });
    damage(database);
    const { code, stderr } = await backup('--keep', '1');
    expect(code).toBe(1);
    expect(stderr).toMatch(/was not backed up to .*Earlier backups are unchanged/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(names()).toEqual([backupName(database, day(1)())]);
  });

  test.each([
    [['--keep', '0'], 2, 'is not a number from 1 to 9999'],
    [['--keep', '-1'], 2, 'Usage'],
    [['--to', ''], 2, '--to is empty'],
    [['now'], 2, 'Usage'],
    [['--wat'], 2, 'Usage'],
  ])('%j: exit %i', async (args, code, words) => {
    const done = await runTask(database, ['backup', ...args]);
    expect({ code: done.code, said: done.stderr.includes(words) }).toEqual({ code, said: true });
  });

  test('works with a broken SOURCES_FILE or token', async () => {
    const env = { BACKUP_DIR: folder, SOURCES_FILE: '/nowhere.yaml', SLACK_BOT_TOKEN: 'wrong', HEALTH_PORT: 'x' };
    expect(await runTask(database, ['backup'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(names()).toHaveLength(1);
    const wrong = await runTask(database, ['backup'], { ...env, BACKUP_KEEP: 'many' });
    expect(wrong).toMatchObject({ code: 1, stderr: 'BACKUP_KEEP must be a number from 1 to 9999\n' });
  });

  test('no database, none in a file, and a folder that is a file', async () => {
    const none = await runTask(join(folder, 'none.sqlite'), ['backup']);
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no database') });
    expect(existsSync(folder)).toBe(false);
    expect(await runTask(':memory:', ['backup'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no file to back up'),
    });
    writeFileSync(folder, 'a file');
    expect(await backup()).toMatchObject({ code: 1, stderr: expect.stringContaining('was not backed up to') });
  });
});
