import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerCommand, subcommands } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { connectReaders, countReading } from '../../src/db/reading/connect-readers.ts';
import { projectPath } from '../../src/project.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows, randomRows } from '../_util/detainers.ts';
import { rows } from '../_util/news.ts';

const SCRIPT = projectPath('dist/src/db/reading/reading-thread.js');
let desk: Context;
let reading: Context;
beforeEach(async () => {
  desk = await bundledDesk();
  const [file] = await rows<{ file: string }>(desk.db, 'pragma database_list');
  reading = { ...desk, readers: connectReaders(file?.file ?? '', SCRIPT) };
});
afterEach(async () => {
  await reading.readers?.destroy();
  await desk.close();
});
const readers = () => reading.readers ?? desk.db;

test('heavy commands answer the same from the reading threads', async () => {
  await loadRows(desk, randomRows(200, 3));
  const lines = subcommands.filter(({ heavy }) => heavy).flatMap(({ examples }) => examples);
  expect(lines.length).toBeGreaterThan(10);
  const said = (context: Context, line: string) =>
    answerCommand(context, line).then(JSON.stringify, (cause: Error) => cause.message);
  for (const line of lines) expect(await said(reading, line), line).toBe(await said(desk, line));
});

test('while a thread reads for seconds, this one goes on, and the seconds are counted', async () => {
  const slow =
    'with recursive n(x) as (select 1 union all select x + 1 from n where x < 2000000) select count(*) c from n';
  let seconds = 0;
  let over = false;
  const start = performance.now();
  const counting = countReading(
    () => rows<{ c: number }>(readers(), slow),
    (each) => {
      seconds += each;
    },
  ).finally(() => {
    over = true;
  });
  let turns = 0;
  while (!over) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  expect(await counting).toEqual([{ c: 2_000_000 }]);
  expect(turns).toBeGreaterThan(100);
  expect(seconds).toBeGreaterThan(0.05);
  expect(seconds * 1000).toBeLessThanOrEqual(performance.now() - start);
});

test('they only read: whatever writes fails, and an error keeps its code', async () => {
  await expect(rows(readers(), "insert into answers values ('x', 'x', 'x', 'x', 'x', 'x', 'x')")).rejects.toThrow();
  await expect(rows(readers(), 'select * from nothing')).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
  expect(await rows(readers(), 'select 1 one')).toEqual([{ one: 1 }]);
});
