import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { projectPath } from '../../src/project.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { HEADER, iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';
import { withoutAgreements } from '../_util/sheets.ts';

let desk: Context;
let folder: string;
beforeEach(async () => {
  desk = await bundledDesk();
  folder = mkdtempSync(join(tmpdir(), 'desk-poisoned-'));
});
afterEach(() => desk.close());

type Row = Record<string, string>;
const load = (source: string, name: string, content: string | Buffer, refuseLargeLosses = false) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return importFile(desk.db, findSource(source), path, { now: desk.now, refuseLargeLosses });
};
const people = (count: number, more: Row = {}): Row[] =>
  Array.from({ length: count }, (_, at) => ({ birth_year: String(1950 + at), unique_identifier: `p${at}`, ...more }));
const release = (day: string, some: Row[], columns = HEADER) =>
  load(
    'ice-detainers',
    `release_${day}.csv`,
    iceCsv(
      some.map((row) => ({ file_original: `FY26_${day}_Redacted.xlsx`, ...row })),
      columns,
    ),
  );
const counted = async () =>
  (await rows<{ n: number }>(desk.db, 'select count(*) as n from detainers where not_counted is null'))[0]?.n;

test('a release of a day to come is refused: it would keep every later one out', async () => {
  await release('20260311', people(30));
  await expect(release('20991231', people(30))).rejects.toThrow('is dated 2099-12-31, which is in the future');
  expect(await release('20260401', people(29))).toMatchObject({ removed: 1 });
});

test('detainers of days to come are kept aside, and do not widen what the release covers', async () => {
  const some = [...people(60), { detainer_prepare_date: '2099-01-01' }, { detainer_prepare_date: '2026-11-30' }];
  expect(await release('20260311', some)).toMatchObject({ inserted: 60, rejected: 2 });
  const said = JSON.stringify(await answerCommand(desk, 'sources ice-detainers'));
  expect(said).toContain('detainer_prepare_date 2099-01-01 is yet to come');
  expect(await rows(desk.db, "select 1 from detainers where prepared_on > '2026-11-25'")).toEqual([]);
});

test('a 287(g) sheet of a day to come is refused', async () => {
  await withoutAgreements(desk);
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Participating');
  sheet.addRow(['STATE', 'LAW ENFORCEMENT AGENCY', 'TYPE', 'COUNTY', 'SUPPORT TYPE', 'SIGNED']);
  sheet.addRow([
    'FLORIDA',
    "Baker County Sheriff's Office",
    'County',
    'Baker County',
    'Task Force Model',
    new Date('2025-02-26'),
  ]);
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  await expect(load('agreements-287g', 'participatingAgencies12312099pm.xlsx', bytes)).rejects.toThrow(
    'is in the future',
  );
  expect(await load('agreements-287g', 'participatingAgencies07182025pm.xlsx', bytes)).toMatchObject({ inserted: 1 });
});

test('columns that changed places are refused by what stands in them, the earlier data stay', async () => {
  await release('20260311', people(30));
  const exchanged = (one: string, other: string) =>
    people(30).map((row): Row => ({ ...row, [one]: `was ${other}`, [other]: '2025-03-04' }));
  await expect(release('20260401', exchanged('detainer_prepare_date', 'gender'))).rejects.toThrow(
    'No row of release_20260401.csv can be used',
  );
  const [header = '', ...lines] = readFileSync(projectPath('data/policies.csv'), 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  const turned = [[...names.slice(1), names[0]].join(','), ...lines].join('\n');
  await expect(load('policies', 'policies.csv', turned)).rejects.toThrow(/can(?:not)? be used as policies/);
  expect(await counted()).toBe(30);
});

test('a file that was cut off where it was made takes nothing away by itself, and does by hand', async () => {
  const whole = readFileSync(projectPath('data/policies.csv'), 'utf8').trimEnd().split('\n');
  const cut = whole.slice(0, whole.length / 4).join('\n');
  const before = await rows(desk.db, 'select policy_id from policies');
  await expect(load('policies', 'policies.csv', cut, true)).rejects.toThrow(
    /would remove \d+ of the 422 policies rows that it replaces. It may have been cut off/,
  );
  expect(await rows(desk.db, 'select policy_id from policies')).toEqual(before);
  expect(await load('policies', 'policies.csv', cut)).toMatchObject({ rejected: 0 });
});

test.each([
  ['a web page', '<!DOCTYPE html><html><title>Sign in</title></html>', /is a web page/],
  ['a web page named as a workbook', '\n  <html><body>Not found</body></html>', /is a web page/],
  ['an error as JSON', '{"error":"quota"}', /is JSON, often an error message/],
  ['zeros', Buffer.alloc(1000), /is not text/],
  ['nothing', '', /is empty/],
])('%s in the place of a workbook is refused, the earlier data stay', async (_, content, words) => {
  await release('20260311', people(3));
  await expect(load('ice-detainers', 'release_20260401.xlsx', content)).rejects.toThrow(words);
  expect(await counted()).toBe(3);
});

test('words of a file reach the person as text: no control characters, no sentence without end', async () => {
  const hostile = `\u001B]0;title\u0007${'x'.repeat(5000)}`;
  const refusal = await load('releases', 'a.csv', `${hostile},b\n1,2\n`).catch((cause: unknown) => cause as Error);
  expect((refusal as Error).message.length).toBeLessThan(600);
  const said = JSON.stringify(await answerCommand(desk, 'sources releases'));
  expect(said).toContain('is not a file of the source releases');
});
