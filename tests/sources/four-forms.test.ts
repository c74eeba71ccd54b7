import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { detainer } from '../../bench/generate.ts';
import { parquetOf } from '../../bench/generate-parquet.ts';
import { renderText } from '../../src/blocks/text.ts';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { RELEASES } from '../../src/sources/ice-detainers/column-names.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { rows } from '../_util/news.ts';

const headerOf = (name: string) =>
  (
    readFileSync(fileURLToPath(new URL(`./ice-detainers-2026-08/${name}`, import.meta.url)), 'utf8').split('\n')[0] ??
    ''
  ).split(',');
const RAW = headerOf('aug-raw.csv');
const CLEAN = [
  ...headerOf('aug-clean.csv').filter((name) => name !== 'alien_file_number'),
  'request_type',
  'conviction',
  'duplicate_episode_first',
  'duplicate_likely',
  'duplicate_drop_row',
  'file_original',
  'sheet_original',
  'row_original',
];
const NAME = 'FY26_Detainers_DPR_20260807';
const COUNT = 600;

/** Invented rows of the release by cleaned name; every ninth is of the person before it, on the same day or the next. */
function release(): Record<string, string>[] {
  const some: Record<string, string>[] = [];
  for (let at = 0; at < COUNT; at += 1) {
    const row: Record<string, string> = {
      ...detainer(at + 1, { rows: COUNT }),
      tod_final_program: at % 4 ? 'ERO Criminal Alien Program' : '287(g) Program',
    };
    const before = some.at(-1);
    if (at % 9 === 8 && before) {
      const day = new Date(Date.parse(before['detainer_prepare_date'] ?? '') + (at % 2) * 86_400_000);
      Object.assign(row, before, {
        detainer_prepare_date: day.toISOString().slice(0, 10),
        birth_year: row['birth_year'],
      });
    }
    if (at % 18 === 8) row['detention_facility_code'] = 'OTHER';
    some.push({ ...row, file_original: `${NAME}.xlsx`, sheet_original: 'FY2026', row_original: String(at + 8) });
  }
  return some.map((row, at) => cleaned(row, some.slice(0, at)));
}

/** What the publisher's cleaning adds. A copy: same person, form and facility, at most a day after the one before. */
function cleaned(row: Record<string, string>, before: Record<string, string>[]): Record<string, string> {
  const id = row['unique_identifier'];
  const isCopy = before.some(
    (other) =>
      id !== 'NA' &&
      other['unique_identifier'] === id &&
      other['detention_facility_code'] === row['detention_facility_code'] &&
      other['detention_facility'] === row['detention_facility'],
  );
  const code = row['msc_charge_code'] ?? 'NA';
  return {
    ...row,
    request_type: 'Detainer request',
    conviction: code === 'NA' ? 'None' : 'Nonviolent crime',
    duplicate_drop_row: id === 'NA' ? 'NA' : isCopy ? 'TRUE' : 'FALSE',
    duplicate_likely: id === 'NA' ? 'NA' : isCopy ? 'TRUE' : 'FALSE',
  };
}

const clean = release();
const snake = (name: string) => name.toLowerCase().replaceAll(' ', '_');
const renamed = RELEASES[0]?.columns ?? {};
/** A row's cells under the raw header: ICE leaves out what is not known, and redacts the file number. */
const rawCells = (row: Record<string, string>) =>
  RAW.map((name) => {
    if (name === 'Alien File Number') return 'b(6), b(7)c';
    const value = row[renamed[snake(name)] ?? snake(name)] ?? 'NA';
    return value === 'NA' ? '' : value;
  });
const csv = (lines: string[][]) => lines.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
const TITLE = Array.from({ length: 6 }, (_, at) => [`Title line ${at + 1}`]);

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('FY2026');
  sheet.addRows(TITLE);
  sheet.addRow(RAW);
  for (const row of clean)
    sheet.addRow(
      rawCells(row).map((cell, at) => {
        if (cell === '') return null;
        if (/Date$/.test(RAW[at] ?? '')) return new Date(`${cell}T00:00:00Z`);
        return /^(Birth Year|Sentence)/.test(RAW[at] ?? '') ? Number(cell) : cell;
      }),
    );
  return Buffer.from(await book.xlsx.writeBuffer());
}

const WORDS = [
  'stats Texas by:outcome',
  'stats Texas by:county',
  'stats Florida by:charge',
  'stats Georgia by:citizenship',
  'lookup TX0001',
  'lookup "Dallas County, TX"',
  'compare Texas with Florida',
  'chart stats Texas',
];

describe('the release of August 2026 in four forms', () => {
  const answers = new Map<string, string[]>();
  const facts = new Map<string, unknown[]>();
  const desks: Context[] = [];
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-forms-'));
    const forms: [string, Buffer | string][] = [
      [`${NAME}.csv`, csv([...TITLE, RAW, ...clean.map(rawCells)])],
      ['detainers-latest.csv', csv([CLEAN, ...clean.map((row) => CLEAN.map((name) => row[name] ?? 'NA'))])],
      [`${NAME}.xlsx`, await workbook()],
      ['detainers-latest.parquet', parquetOf(CLEAN, clean)],
    ];
    for (const [name, content] of forms) {
      const desk = await bundledDesk();
      desks.push(desk);
      writeFileSync(join(folder, name), content);
      const result = await importFile(desk.db, findSource('ice-detainers'), join(folder, name), {
        now: desk.now,
        name: 'detainers',
      });
      expect(result, name).toMatchObject({ rows: COUNT, inserted: COUNT, rejected: 0 });
      facts.set(
        name,
        await rows(
          desk.db,
          `select reference, prepared_on, facility_id, outcome_group, criminality, conviction, request_type, program, gender, birth_year,
             facility_aor, case_status, sentence_days, flags, departed_on, not_counted, row_number, content from detainers order by 1, row_number`,
        ),
      );
      const [{ reference = '' } = {}] = await rows<{ reference: string }>(
        desk.db,
        'select min(reference) reference from detainers',
      );
      const said: string[] = [];
      for (const words of [...WORDS, `lookup ${reference}`]) {
        const text = renderText(await answerCommand(desk, words), { width: 0 });
        said.push(text.replace(/In the file: .*/, '').replaceAll(`${NAME}.csv`, `${NAME}.xlsx`));
      }
      answers.set(name, said);
    }
    for (const desk of desks) await desk.close();
  }, 120_000);

  test('every fact is the same, copies too', () => {
    const [first = [], ...others] = facts.values();
    expect(first).toHaveLength(COUNT);
    expect(
      first.filter((row) => (row as { not_counted: string | null }).not_counted === 'copy').length,
    ).toBeGreaterThan(10);
    for (const other of others) expect(other).toEqual(first);
  });

  test('every answer is the same', () => {
    const [first = [], ...others] = answers.values();
    expect(others).toHaveLength(3);
    expect(first.join('\n')).toMatch(/likely cop/);
    for (const other of others) expect(other).toEqual(first);
  });
});
