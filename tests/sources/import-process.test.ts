import { spawn } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';
import { THOROUGH } from '../_util/thorough.ts';

const CLI = join(import.meta.dirname, '../../dist/src/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'desk-kill-'));
const NO_LIMIT = 3_600_000;
const desk = await bundledDesk();
const file = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
afterAll(() => desk.close());

const detainers = (count: number, day: string) =>
  iceCsv(
    Array.from({ length: count }, (_, at) => ({
      detainer_prepare_date: day,
      birth_year: String(1940 + (at % 60)),
      citizenship_country: `COUNTRY ${at}`,
    })),
  );
const csv = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** The import command in a process of its own. */
function start(path: string, ...flags: string[]) {
  const child = spawn(process.execPath, [CLI, 'import', 'ice-detainers', path, '--json', ...flags], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: `sqlite:${file}` },
  });
  let said = '';
  let complained = '';
  child.stderr.on('data', (piece) => {
    complained += String(piece);
  });
  child.stdout.on('data', (piece) => {
    said += String(piece);
  });
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, said })),
  );
  return { complained: () => complained, ended };
}

test(
  'two imports at once: one waits for the other, both load; answers go on',
  async () => {
    const paths = [csv('a.csv', detainers(3000, '2025-05-05')), csv('b.csv', detainers(3000, '2025-06-06'))];
    const both = Promise.all(paths.map((path) => start(path).ended));
    let over = false;
    void both.then(() => {
      over = true;
    });
    while (!over) {
      expect((await answerCommand(desk, 'lookup "Cook County, IL"')).title).toMatch(/cook county/i);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const results = await both;
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    expect(
      await rows(desk.db, "select count(*) n from detainers where prepared_on in ('2025-05-05', '2025-06-06')"),
    ).toEqual([{ n: 6000 }]);
  },
  NO_LIMIT,
);

test.skipIf(!THOROUGH)(
  'a database that another import holds for longer: told, waited for, loaded',
  async () => {
    const holder = new Sqlite(file);
    holder.exec('begin immediate');
    const waiting = start(csv('held.csv', detainers(50, '2025-08-08')));
    while (!waiting.complained().includes('Another import is running'))
      await new Promise((resolve) => setTimeout(resolve, 50));
    holder.exec('commit');
    holder.close();
    expect(await waiting.ended).toMatchObject({ code: 0, said: expect.stringContaining('"inserted":50') });
  },
  NO_LIMIT,
);

test('after an import the write-ahead log is cut, while the desk has the database open', async () => {
  const log = () => statSync(`${file}-wal`).size;
  // What an import that ended with a reader leaves: a log as large as its release.
  const reader = new Sqlite(file);
  reader.exec('begin; select count(*) from detainers');
  expect((await start(csv('long.csv', detainers(20_000, '2025-10-10'))).ended).code).toBe(0);
  expect(log()).toBeGreaterThan(2 ** 20);
  reader.exec('commit');
  reader.close();
  expect((await start(csv('short.csv', detainers(5, '2025-10-11'))).ended).code).toBe(0);
  expect(log()).toBe(0);
  expect(await rows(desk.db, "select count(*) n from detainers where prepared_on = '2025-10-10'")).toEqual([
    { n: 20_000 },
  ]);
});

test('a full disk: said in words, nothing changed, loads when there is room', async () => {
  const before = await rows(desk.db, 'select count(*) n from detainers');
  const imports = await rows(desk.db, 'select count(*) n from imports');
  const [{ page_count: pages } = { page_count: 0 }] = await rows<{ page_count: number }>(desk.db, 'pragma page_count');
  await rows(desk.db, `pragma max_page_count = ${pages + 20}`);
  const path = csv('full.csv', detainers(4000, '2025-09-09'));
  const load = () => importFile(desk.db, findSource('ice-detainers'), path, { now: desk.now });
  await expect(load()).rejects.toThrow(/The disk is full, so full.csv was not loaded and nothing was changed/);
  expect(await rows(desk.db, 'select count(*) n from detainers')).toEqual(before);
  expect(await rows(desk.db, 'select count(*) n from imports')).toEqual(imports);
  await rows(desk.db, 'pragma max_page_count = 4000000');
  expect(await load()).toMatchObject({ inserted: 4000 });
});

test.skipIf(!THOROUGH)(
  'a file that is read in a thread of its own loads as a smaller one does, bad rows and all',
  async () => {
    const large = detainers(70_000, '2024-02-02').split('\n');
    large[40_000] = (large[40_000] ?? '').replace('2024-02-02', '5025-01-01');
    const path = csv('large_20240301.csv', large.join('\n'));
    expect(statSync(path).size).toBeGreaterThan(16 * 2 ** 20);
    const { code, said } = await start(path).ended;
    expect({ code, result: JSON.parse(said) }).toMatchObject({
      code: 0,
      result: { rows: 70_000, inserted: 69_999, rejected: 1 },
    });
    const [rejected] = await rows(
      desk.db,
      'select row_number, reason from rejected_rows where import_id = (select max(import_id) from imports)',
    );
    expect(rejected).toEqual({ row_number: 40_001, reason: expect.stringContaining('5025-01-01 is outside') });
    const half = csv('half.csv', large.slice(0, 35_001).join('\n'));
    const stopped = start(half);
    expect(await stopped.ended).toMatchObject({ code: 2, said: '' });
    expect(stopped.complained()).toMatch(/34,999 of the 69,999 rows loaded for its days .* would be gone.*--yes/s);
    expect(JSON.parse((await start(half, '--yes').ended).said)).toMatchObject({ inserted: 0, unchanged: 35_000 });
    const broken = csv('broken.csv', `${large.slice(0, 60_000).join('\n')}\n"open,quote`);
    expect(await start(broken).ended).toMatchObject({ code: 2 });
  },
  NO_LIMIT,
);

test('more bad rows than five in a hundred: refused, the earlier data stay', async () => {
  const before = await rows(desk.db, 'select count(*) n from detainers');
  const lines = detainers(100, '2025-07-07').split('\n');
  const bad = lines.map((line, at) => (at > 0 && at <= 10 ? line.replace('2025-07-07', 'no date') : line)).join('\n');
  const load = (text: string) =>
    importFile(desk.db, findSource('ice-detainers'), csv('bad.csv', text), { now: desk.now });
  await expect(load(bad)).rejects.toThrow(/10 of 100 rows.*more than the 5 %.*Row 2: detainer_prepare_date "no date"/);
  expect(await rows(desk.db, 'select count(*) n from detainers')).toEqual(before);
  const few = lines.map((line, at) => (at > 0 && at <= 5 ? line.replace('2025-07-07', 'no date') : line)).join('\n');
  expect(await load(few)).toMatchObject({ inserted: 95, rejected: 5 });
});
