import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { SourceError } from '../../src/errors.ts';
import { readXlsx } from '../../src/sources/files/read-xlsx.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { zipOf } from '../_util/file-server.ts';
import { rows } from '../_util/news.ts';
import { CLI, deskFile } from '../_util/operator.ts';
import { THOROUGH } from '../_util/thorough.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-bombs-'));
let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});
afterAll(() => desk.close());

const saved = (name: string, bytes: Buffer | string) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const load = (name: string, bytes: Buffer | string, source = 'releases') =>
  importFile(desk.db, findSource(source), saved(name, bytes), { now: desk.now });
const count = async () => (await rows<{ n: number }>(desk.db, 'select count(*) as n from releases'))[0]?.n;

/** As `npm run import` does it, with less memory, so that the bombs may be smaller. */
const importing = (database: string) => (path: string) =>
  new Promise<{ code: unknown; stderr: string }>((resolve) => {
    const args = ['--max-semi-space-size=16', '--max-old-space-size=96', CLI, 'import', 'releases', path];
    const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: `sqlite:${database}` };
    execFile(process.execPath, args, { env }, (error, _, stderr) => resolve({ code: error?.code, stderr }));
  });
const X = (megabytes: number) => 'x'.repeat(megabytes * 2 ** 20);
const cell = (text: string, more = '') => `<c t="inlineStr"${more}><is><t>${text}</t></is></c>`;
const sheet = (inside: string) => `<worksheet><sheetData>${inside}</sheetData></worksheet>`;
interface Part {
  name: string;
  text: string;
  declared?: number;
}
/** A workbook of one part of a sheet, which it may name many times. */
const workbook = (
  text: string,
  { more = [], sheets = 1, declared }: { more?: Part[]; sheets?: number; declared?: number } = {},
) =>
  zipOf([
    {
      name: 'xl/workbook.xml',
      text: `<workbook xmlns:r="r"><sheets>${'<sheet name="s" r:id="r1"/>'.repeat(sheets)}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>',
    },
    { name: 'xl/worksheets/s.xml', text, ...(declared === undefined ? {} : { declared }) },
    ...more,
  ]);
const bomb = (text: string, more: Part[] = []) => workbook(text, { more });

test.each([
  ['a cell in the column ZZZZZZZ', bomb(sheet(`<row>${cell('x', ' r="ZZZZZZZ1"')}</row>`)), /beyond the last column/],
  ['a million cells in a row', bomb(sheet(`<row>${'<c><v>1</v></c>'.repeat(1e6)}</row>`)), /beyond the last column/],
  ['a cell of 8 MB', bomb(sheet(`<row>${cell(X(8))}</row>`)), /a text, attribute or comment is too long/],
  [
    'a cell of ten pieces',
    bomb(sheet(`<row><c t="inlineStr"><is>${`<r><t>${'x'.repeat(20_000)}</t></r>`.repeat(10)}</is></c></row>`)),
    /a cell longer than Excel allows/,
  ],
  ['a row of 8 MB', bomb(sheet(`<row>${cell('y'.repeat(90_000)).repeat(90)}</row>`)), /a row longer/],
  ['a comment of 8 MB', bomb(`<worksheet><!--${X(8)}--></worksheet>`), /comment is too long/],
  ['an attribute of 8 MB', bomb(`<worksheet a="${X(8)}"/>`), /attribute or comment is too long/],
  ['tags in tags', bomb(`<worksheet>${'<a>'.repeat(1000)}`), /nested too deeply/],
  ['entities of entities', bomb('<!DOCTYPE l [<!ENTITY a "&b;&b;">]><worksheet>&a;</worksheet>'), /undefined entity/],
  [
    'a shared text of 8 MB',
    bomb(sheet(''), [{ name: 'xl/sharedStrings.xml', text: `<sst><si><t>${X(8)}</t></si></sst>` }]),
    /a text, attribute/,
  ],
  [
    'styles of 17 MB',
    bomb(sheet(''), [{ name: 'xl/styles.xml', text: `<styleSheet>${' '.repeat(17 * 2 ** 20)}</styleSheet>` }]),
    /styles\.xml is too large/,
  ],
  [
    'more than 200 times its size',
    bomb(sheet(''), [{ name: 'xl/media/a.bin', text: X(66) }]),
    /more than 200 times its size/,
  ],
  [
    'more than 4 GB, as it says',
    workbook(sheet(''), { declared: 2 ** 32 - 1, more: [{ name: 'a', text: 'a', declared: 2 ** 31 }] }),
    /unpacks to more/,
  ],
  [
    'longer than it says',
    workbook(sheet('<row><c><v>1</v></c></row>'.repeat(1000)), { declared: 100 }),
    /longer than the file says/,
  ],
  ['shorter than it says', workbook(sheet(''), { declared: 10_000 }), /shorter than the file says/],
  ['6,000 parts', zipOf(Array.from({ length: 6000 }, (_, at) => ({ name: `p${at}`, text: '' }))), /unpacks to more/],
])('a workbook with %s is refused in words, nothing is loaded', async (_, bytes, words) => {
  const before = await count();
  const refusal = await load('bomb.xlsx', bytes).catch((cause: unknown) => cause);
  expect(refusal).toBeInstanceOf(SourceError);
  expect((refusal as SourceError).message).toMatch(words);
  expect(await count()).toBe(before);
});

test('one part named as ten thousand sheets is read once', async () => {
  const path = saved('sheets.xlsx', workbook(sheet('<row><c><v>1</v></c></row>'), { sheets: 10_000 }));
  const read = [];
  for await (const some of readXlsx(path)) read.push(...some);
  expect(read).toHaveLength(1);
});

test('a row number that is none is counted on; a zip inside is not opened; a part outside of the book is not read', async () => {
  const strange = sheet(`<row r="7">${cell('a')}</row><row r="1e400">${cell('b')}</row><row r="-3">${cell('c')}</row>`);
  const inner = bomb(sheet(''));
  const path = saved(
    'strange.xlsx',
    workbook(strange, { more: [{ name: 'xl/embeddings/inner.xlsx', text: inner.toString('latin1') }] }),
  );
  const read = [];
  for await (const some of readXlsx(path)) read.push(...some);
  expect(read.map((row) => [row.rowNumber, row.cells[0]])).toEqual([
    [7, 'a'],
    [8, 'b'],
    [9, 'c'],
  ]);
});

test.runIf(THOROUGH)(
  'an import with little memory refuses too many shared texts, and reads 12 KB of Parquet with millions of cells',
  async () => {
    const texts = `<sst>${`<si><t>${'y'.repeat(5000)}</t></si>`.repeat(12_000)}</sst>`;
    const strings = saved('strings.xlsx', bomb(sheet(''), [{ name: 'xl/sharedStrings.xml', text: texts }]));
    const { requiredColumns } = findSource('releases');
    const same = new Array<string>(600_000).fill('x');
    const columnData = requiredColumns.map((name) => ({ name, type: 'STRING' as const, data: same }));
    const bytes = Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: same.length }));
    expect(bytes.length).toBeLessThan(20_000);
    const { database } = await deskFile();
    const refused = await Promise.all([strings, saved('same.parquet', bytes)].map(importing(database)));
    expect(refused.map(({ code }) => code)).toEqual([2, 2]);
    expect(refused[0]?.stderr).toContain('strings.xlsx has more text than the desk keeps in memory');
    expect(refused[1]?.stderr).toContain('More than 100,000 rows of same.parquet cannot be used as releases');
  },
);

test('a cell without end is refused before any pattern looks at it', async () => {
  const { requiredColumns } = findSource('policies');
  const long = requiredColumns.map((_, at) => (at === 0 ? 'a'.repeat(3e6) : 'x')).join(',');
  await expect(load('long.csv', `${requiredColumns.join(',')}\n${long}\n`, 'policies')).rejects.toThrow(
    /row 2 has 3,000,000 characters under \w+; the desk reads up to 8,000/,
  );
});

test.skipIf(!THOROUGH)('a file of endless bad rows is not read to its end', async () => {
  const columns = findSource('ice-detainers').requiredColumns.map((column) => column.split('|')[0]);
  const bad = `${columns.map(() => '-').join(',')}\n`.repeat(100_500);
  await expect(load('bad.csv', `${columns.join(',')}\n${bad}`, 'ice-detainers')).rejects.toThrow(
    'More than 100,000 rows of bad.csv cannot be used as ice-detainers',
  );
});
