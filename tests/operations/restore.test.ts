import { copyFileSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { inspectDatabase } from '../../src/db/database-file.ts';
import { deskFile, runTask, startWriter } from '../_util/operator.ts';

let database: string;
let folder: string;
beforeEach(async () => {
  ({ database, folder } = await deskFile());
});
const backup = async (): Promise<string> =>
  JSON.parse((await runTask(database, ['backup', '--to', folder, '--json'])).stdout).file;
const restore = (...args: string[]) => runTask(database, ['restore', ...args]);
const beside = () => readdirSync(dirname(database)).sort();
const count = (file: string) => {
  const sqlite = new Sqlite(file, { readonly: true });
  const rows = sqlite.prepare('select count(*) from rejected_rows').pluck().get() as number;
  sqlite.close();
  return rows;
};
const write = (file: string, sql: string) => {
  const sqlite = new Sqlite(file);
  sqlite.exec(sql);
  sqlite.close();
};

describe('npm run restore', () => {
  test('the drill: backed up under write load, the database lost, restored, the desk answers and writes on', async () => {
    const writer = await startWriter(database);
    const file = await backup();
    const refused = await restore(file);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Another process has .* open\. Stop the desk/),
    });
    expect(beside()).not.toContainEqual(expect.stringContaining('replaced'));
    await writer.stop();
    const later = count(database);
    writeFileSync(database, readFileSync(database).subarray(0, 5000)); // the disk lost the rest
    const { code, stdout, stderr } = await restore(file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Restored .*\(checked, schema .*\)\.\nThe previous database is kept as .*\.replaced-.*\nIt is unknown whether a desk still has the damaged database open\..*\n$/,
    );
    const had = count(file);
    expect(had).toBeGreaterThan(0);
    expect(had).toBeLessThan(later);
    expect(count(database)).toBe(had);
    expect(statSync(database).mode & 0o777).toBe(0o600);
    const answer = await runTask(database, ['ask', 'policy "Charlotte, NC" on:2024-12-01']);
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringMatching(/must hold a person on an ICE\s+detainer/) });
    const again = await startWriter(database).catch(() => undefined);
    await again?.stop();
    expect(count(database)).toBeGreaterThan(had);
    expect(inspectDatabase(database).faults).toEqual([]);
  });

  test('the replaced database is kept complete, with the content of its -wal', async () => {
    const file = await backup();
    const sqlite = new Sqlite(database);
    sqlite.pragma('journal_mode = WAL');
    sqlite.exec("insert into rejected_rows values (1, 7, 'written later')");
    // As after a crash: the row is in the -wal only.
    const crashed = join(folder, 'crashed.sqlite');
    copyFileSync(database, crashed);
    copyFileSync(`${database}-wal`, `${crashed}-wal`);
    sqlite.close();
    const done = await runTask(crashed, ['restore', file]);
    expect(done.code).toBe(0);
    const kept =
      readdirSync(folder).find((name) => /^crashed\.sqlite\.replaced-[^.]*$/.test(name.replace(/-wal|-shm/, ''))) ?? '';
    expect(count(join(folder, kept))).toBe(1);
    expect(count(crashed)).toBe(0);
  });

  test('waiting messages are looked for in their channel before they are sent', async () => {
    write(
      database,
      `insert into outbox (message_id, position, channel_id, payload, state, attempts, created_at, expires_at, try_after, unsure)
      values ('m1', 0, 'C1', '{}', 'waiting', 0, '2026', '2027', '2026', 0), ('m2', 0, 'C1', '{}', 'sent', 1, '2026', '2027', '2026', 0)`,
    );
    expect((await restore(await backup())).code).toBe(0);
    const sqlite = new Sqlite(database, { readonly: true });
    expect(sqlite.prepare('select message_id, unsure from outbox order by 1').all()).toEqual([
      { message_id: 'm1', unsure: 1 },
      { message_id: 'm2', unsure: 0 },
    ]);
    sqlite.close();
  });

  test('without a database', async () => {
    const file = await backup();
    renameSync(database, `${database}.away`);
    const { code, stdout } = await restore(file);
    expect({ code, said: stdout.includes('There was no database before.') }).toEqual({ code: 0, said: true });
    expect(inspectDatabase(database).pending).toEqual([]);
  });

  test.each([
    [
      'a cut backup',
      (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 100_000)),
      /damaged|cannot be read/,
    ],
    [
      'a text',
      (file: string) => writeFileSync(file, 'no database, only words. '.repeat(100)),
      /cannot be read as a database/,
    ],
    ['an empty file', (file: string) => writeFileSync(file, ''), /not one of this desk/],
    [
      'a newer one',
      (file: string) => write(file, "insert into kysely_migration (name, timestamp) values ('999-future', '2030')"),
      /newer version of the desk \(it has 999-future\)/,
    ],
    [
      "another program's",
      (file: string) => {
        writeFileSync(file, '');
        write(file, 'create table a (b)');
      },
      /not one of this desk/,
    ],
  ] as const)('%s is refused, and nothing is changed', async (_, spoil, words) => {
    const file = await backup();
    const before = { bytes: readFileSync(database), beside: beside() };
    spoil(file);
    const { code, stderr } = await restore(file);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
    expect(stderr).toContain('Nothing was changed');
    expect(beside().filter((name) => name.startsWith(basename(database)) && !/-(wal|shm)$/.test(name))).toEqual(
      before.beside.filter((name) => name.startsWith(basename(database)) && !/-(wal|shm)$/.test(name)),
    );
    expect(readFileSync(database).equals(before.bytes)).toBe(true);
  });

  test('no file, no argument, the database itself', async () => {
    expect(await restore('/nowhere.sqlite')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no file'),
    });
    expect(await restore()).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage') });
    expect(await restore(database)).toMatchObject({ code: 2, stderr: expect.stringContaining('the database itself') });
  });

  test('an older schema is restored, and the desk brings it up to date', async () => {
    const older = join(folder, 'older.sqlite');
    write(
      older,
      "create table kysely_migration (name text, timestamp text); insert into kysely_migration values ('001-imports', '2026')",
    );
    const { stdout } = await restore(older);
    expect(stdout).toMatch(/It is \d+ migrations older than this desk/);
  });
});
