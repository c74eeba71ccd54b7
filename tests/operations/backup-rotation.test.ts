import { expect, test } from 'vitest';
import { type Backup, backupName, backupsToDelete } from '../../src/operations/backup-names.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-24T03:00:00Z');
const made = (at: number): Backup => ({ path: backupName('/x/desk.sqlite', new Date(at)), madeAt: new Date(at) });
const days = (list: readonly Backup[]) => new Set(list.map(({ madeAt }) => madeAt.toISOString().slice(0, 10)));

/** Makes a backup by a clock, and rotates as the program does. */
function backUp(list: Backup[], at: number, keep: number): Backup[] {
  const newest = made(at);
  const all = [...list, newest];
  const deleted = backupsToDelete(all, { keep, made: newest.path, now: new Date(at) });
  return all.filter((each) => !deleted.includes(each));
}
const daily = (count: number, keep = 7) =>
  Array.from({ length: count }, (_, at) => START + at * DAY).reduce<Backup[]>((list, at) => backUp(list, at, keep), []);

test('the newest days are kept, at most as many as asked for', () => {
  const list = daily(30);
  expect(list).toHaveLength(7);
  expect(list[0]?.madeAt).toEqual(new Date(START + 23 * DAY));
});

test('backups of one day never cost those of other days', () => {
  let list = daily(7);
  for (let at = 1; at <= 100; at += 1) list = backUp(list, START + 6 * DAY + at * 60_000, 7);
  expect(days(list).size).toBe(7);
});

test.each([3650, -3650])(
  'a clock that is %i days off for a moment costs one day at most, and its backup goes first',
  (off) => {
    let list = daily(7);
    const before = days(list);
    list = backUp(list, START + (6 + off) * DAY, 7);
    list = backUp(list, START + 7 * DAY, 7);
    list = backUp(list, START + 8 * DAY, 7);
    const left = [...days(list)].filter((day) => before.has(day));
    expect(left.length).toBeGreaterThanOrEqual(5);
    expect(list.some(({ madeAt }) => madeAt.getTime() === START + 8 * DAY)).toBe(true);
  },
);

test('with one to keep, a backup is never deleted by its own rotation', () => {
  const ahead = backUp(daily(1, 1), START + 3650 * DAY, 1);
  const list = backUp(ahead, START + DAY, 1);
  expect(list.map(({ madeAt }) => madeAt.getTime())).toEqual([START + DAY]);
});
