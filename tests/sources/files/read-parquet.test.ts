import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, expect, test } from 'vitest';
import { findSource, importFile } from '../../../src/sources/import.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { HEADER, iceCsv } from '../../_util/ice.ts';
import { rows } from '../../_util/news.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-parquet-'));
const people = Array.from({ length: 2500 }, (_, at) => ({
  birth_year: String(1940 + (at % 70)),
  citizenship_country: `COUNTRY ${at % 90}`,
  detainer_prepare_date: `2025-0${(at % 9) + 1}-11`,
  duplicate_likely: at % 9 === 0 ? 'NA' : 'FALSE',
}));
/** The rows of the CSV text as typed columns, in small row groups. */
function parquet(text: string): Buffer {
  const [, ...lines] = text.split('\n').map((line) => JSON.parse(`[${line}]`) as string[]);
  const typed = (name: string, cell: string) => {
    if (cell === 'NA') return null;
    if (name === 'birth_year') return Number(cell);
    if (name === 'detainer_prepare_date') return new Date(`${cell}T00:00:00Z`);
    return name === 'duplicate_likely' ? cell === 'TRUE' : cell;
  };
  const type = (name: string) =>
    name === 'birth_year'
      ? 'INT32'
      : name === 'detainer_prepare_date'
        ? 'TIMESTAMP'
        : name === 'duplicate_likely'
          ? 'BOOLEAN'
          : 'STRING';
  const columnData = HEADER.slice(1).map((name, at) => ({
    name,
    type: type(name) as 'STRING',
    data: lines.map((cells) => typed(name, cells[at + 1] ?? 'NA')),
  }));
  return Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 1000 }));
}
const load = async (name: string, bytes: Buffer | string) => {
  const desk = await bundledDesk();
  afterAll(() => desk.close());
  writeFileSync(join(folder, name), bytes);
  const result = await importFile(desk.db, findSource('ice-detainers'), join(folder, name), { now: desk.now });
  const facts = await rows(
    desk.db,
    'select reference, prepared_on, citizenship, birth_year, outcome_group, content, duplicate_likely from detainers order by reference',
  );
  return { result, facts };
};

test('a Parquet file loads as the same rows in CSV do', async () => {
  const text = iceCsv(people);
  const csv = await load('release_20260311.csv', text);
  const other = await load('release_20260311.parquet', parquet(text));
  expect(other.result).toMatchObject({ rows: 2500, inserted: 2500, rejected: 0 });
  expect(other.facts).toEqual(csv.facts);
});

test('a damaged one, one cut off and one of something else are refused with a sentence', async () => {
  const whole = parquet(iceCsv(people));
  await expect(load('cut.parquet', whole.subarray(0, whole.length / 2))).rejects.toThrow(/damaged or cut off/);
  const columnData = [{ name: 'animal', data: ['cat', 'dog'] }];
  await expect(load('other.parquet', Buffer.from(parquetWriteBuffer({ columnData })))).rejects.toThrow(
    /column detainer_prepare_date.* is missing/,
  );
  expect(readFileSync(join(folder, 'cut.parquet')).length).toBeGreaterThan(100);
});
