import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  backupName,
  backupsToDelete,
  findBackups,
  findNewestBackup,
  findParts,
} from '../../src/operations/backup-names.ts';

const AT = new Date('2026-11-24T03:04:05.678Z');
const HOUR = 3_600_000;
const later = (ms: number) => new Date(AT.getTime() + ms);

let folder: string;
let database: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-names-'));
  database = join(folder, 'desk.sqlite');
  writeFileSync(database, '');
});
const put = (...names: string[]) => {
  for (const name of names) writeFileSync(join(folder, name), '');
};
const found = () => findBackups(database, folder).map(({ path }) => basename(path));

describe('the name of a backup', () => {
  test('the name of the database, six letters for its path, and the instant in UTC', () => {
    expect(backupName('/x/desk.sqlite', AT)).toMatch(/^desk\.[0-9a-f]{6}\.2026-11-24T03-04-05-678Z\.sqlite$/);
  });

  test.each([
    ['desk.sqlite', 'desk'],
    ['desk.sqlite3', 'desk'],
    ['desk.DB', 'desk'],
    ['desk.sqlite.old', 'desk.sqlite.old'],
    ['desk', 'desk'],
    ['my.db.data', 'my.db.data'],
  ])('%s is called %s', (file, name) => {
    expect(backupName(`/x/${file}`, AT).replace(/\.[0-9a-f]{6}\..*$/, '')).toBe(name);
  });

  test('one database has one name by every path to it, and two have two', () => {
    symlinkSync(database, join(folder, 'other.sqlite'));
    const letters = (path: string) => /\.([0-9a-f]{6})\./.exec(backupName(path, AT))?.[1];
    expect(letters(join(folder, 'other.sqlite'))).toBe(letters(database));
    expect(letters(relative(process.cwd(), database))).toBe(letters(database));
    expect(letters(`${folder}/x/../desk.sqlite`)).not.toBe(letters('/x/desk.sqlite'));
    expect(letters('not/there.sqlite')).toBe(letters(join(process.cwd(), 'not/there.sqlite')));
  });
});

describe('the backups in a folder', () => {
  test('newest first, each with its instant', () => {
    put(...[2, 0, 3, 1].map((hours) => backupName(database, later(hours * HOUR))));
    expect(findBackups(database, folder)).toEqual(
      [3, 2, 1, 0].map((hours) => ({
        path: join(folder, backupName(database, later(hours * HOUR))),
        madeAt: later(hours * HOUR),
      })),
    );
  });

  test('what only looks like one is none', () => {
    const name = backupName(database, AT);
    put(
      `${name}.part`,
      `${name}-wal`,
      `copy of ${name}`,
      name.replace('desk.', 'desk2.'),
      name.replace(/\.[0-9a-f]{6}\./, '.ffffff.'),
      name.replace('.sqlite', '.sqlite.sqlite'),
      name.replace('Z.sqlite', '.sqlite'),
      ...[
        'x2026-11-24T03-04-05-678Z',
        '2026-11-24T03-04-05-678Zx',
        '2-11-24T03-04-05-678Z',
        'x026-11-24T03-04-05-678Z',
        '2026-x1-24T03-04-05-678Z',
        '2026-1x-24T03-04-05-678Z',
        '2026-11-x4T03-04-05-678Z',
        '2026-11-2xT03-04-05-678Z',
        '2026-11-24Tx3-04-05-678Z',
        '2026-11-24T0x-04-05-678Z',
        '2026-11-24T03-x4-05-678Z',
        '2026-11-24T03-0x-05-678Z',
        '2026-11-24T03-04-x5-678Z',
        '2026-11-24T03-04-0x-678Z',
        '2026-11-24T03-04-05-6Z',
        '2026-11-24T03-04-05-xyzZ',
        '2026-13-45T03-04-05-678Z',
      ].map((instant) => name.replace('2026-11-24T03-04-05-678Z', instant)),
    );
    mkdirSync(join(folder, backupName(database, later(HOUR))));
    put(name);
    expect(found()).toEqual([name]);
  });

  test('none where there is no folder; another problem is not hidden', () => {
    expect(findBackups(database, join(folder, 'missing'))).toEqual([]);
    expect(findBackups(database, database)).toEqual([]);
    expect(() => findBackups(database, `${folder}\0`)).toThrow('null bytes');
  });

  test('unfinished ones, with what SQLite left beside them', () => {
    const part = `${backupName(database, AT)}.part`;
    put(
      part,
      `${part}-wal`,
      `${part}-shm`,
      `${part}-journal`,
      `${part}-other`,
      `${part}-wal2`,
      backupName(database, AT),
    );
    expect(
      findParts(database, folder)
        .map(({ path }) => basename(path))
        .sort(),
    ).toEqual([part, `${part}-journal`, `${part}-shm`, `${part}-wal`].sort());
    expect(findParts(database, folder).every(({ madeAt }) => madeAt.getTime() === AT.getTime())).toBe(true);
  });
});

test('the newest is never one of a clock that was ahead by more than two minutes', () => {
  const [old, now, close, ahead, far] = [-HOUR, 0, 120_000, 120_001, 24 * HOUR].map(later);
  put(...[old, now, close, ahead, far].map((at) => backupName(database, at as Date)));
  const { newest, toCome } = findNewestBackup(database, folder, AT);
  expect(newest?.madeAt).toEqual(close);
  expect(toCome.map(({ madeAt }) => madeAt)).toEqual([far, ahead]);
  expect(findNewestBackup(database, join(folder, 'missing'), AT)).toEqual({ newest: undefined, toCome: [] });
});

describe('what a rotation deletes, in this order', () => {
  const at = (instant: string) => ({ path: instant, madeAt: new Date(instant) });
  const [MON1, MON2, TUE, WED, AHEAD] = [
    '2026-11-23T03:00:00Z',
    '2026-11-23T15:00:00Z',
    '2026-11-24T03:00:00Z',
    '2026-11-25T03:00:00Z',
    '2027-11-25T03:00:00Z',
  ] as const;
  const now = new Date('2026-11-25T03:00:01Z');
  const all = [TUE, MON2, AHEAD, WED, MON1].map(at);
  const deleted = (keep: number, made: string = WED) =>
    backupsToDelete(all, { keep, made, now }).map(({ path }) => path);

  test('the older of one day, then what a clock that was ahead made, then the oldest; never the one just made', () => {
    expect(deleted(9)).toEqual([]);
    expect(deleted(5)).toEqual([]);
    expect(deleted(4)).toEqual([MON1]);
    expect(deleted(3)).toEqual([MON1, AHEAD]);
    expect(deleted(2)).toEqual([MON1, AHEAD, MON2]);
    expect(deleted(1)).toEqual([MON1, AHEAD, MON2, TUE]);
    expect(deleted(0)).toEqual([MON1, AHEAD, MON2, TUE]);
    expect(deleted(1, MON1)).toEqual([AHEAD, MON2, TUE, WED]);
  });

  test('what it is given stays in its order', () => {
    deleted(1);
    expect(all.map(({ path }) => path)).toEqual([TUE, MON2, AHEAD, WED, MON1]);
  });
});
