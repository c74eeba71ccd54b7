import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { ARRESTS, arrests, STAYS, stays } from '../../bench/generate-after.ts';
import { findSource } from '../../src/sources/import.ts';
import { sourceList } from '../../src/sources/index.ts';
import { readRows } from '../_util/desk.ts';
import { randomRows } from '../_util/detainers.ts';
import { zipOf } from '../_util/file-server.ts';
import { iceCsv } from '../_util/ice.ts';
import { anyText, mutated, odd } from './odd-text.ts';

/** In a column that no schema names: it must never be kept. */
export const PLANTED = 'Zebulon Quaggafield';

export interface MadeFile {
  source: string;
  name: string;
  content: Buffer;
}

type Table = string[][];

const SHEET = ['STATE', 'LAW ENFORCEMENT AGENCY', 'TYPE', 'COUNTY', 'SUPPORT TYPE', 'SIGNED'];
const AGREEMENTS: Table = [
  SHEET,
  ['FLORIDA', "Polk County Sheriff's Office", 'County', 'Polk County', 'Task Force Model', '2025-02-26'],
  ['TEXAS', "Lake County Sheriff's Office", 'County', 'Lake County', 'Warrant Service Officer', '2025-03-01'],
];

/** Generated rows as a table. */
const tableOf = (columns: readonly string[], rows: Iterable<Record<string, string>>): Table => [
  [...columns],
  ...[...rows].map((row) => columns.map((name) => row[name] ?? '')),
];

/** A few real rows of a source, the header first. */
function realTable(source: string): Table {
  if (source === 'agreements-287g') return AGREEMENTS;
  if (source === 'ice-detainers')
    return iceCsv(randomRows(8, 3))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(`[${line}]`) as string[]);
  if (source === 'ice-arrests') return tableOf(ARRESTS, arrests({ rows: 8 }));
  if (source === 'ice-stays') return tableOf(STAYS, stays({ rows: 8 }));
  const all = readRows(findSource(source).bundled ?? '').slice(0, 8);
  const columns = Object.keys(all[0] ?? {});
  return [columns, ...all.map((row) => columns.map((name) => row[name] ?? ''))];
}
// Places are loaded with a search index over all of them, which takes a second: they come seldom.
const aTable = fc.oneof(
  ...sourceList.map(({ id }) => ({
    weight: id === 'places' ? 1 : 8,
    arbitrary: fc.constant([id, realTable(id)] as const),
  })),
);

const csvOf = (table: Table) =>
  table.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')).join('\n');

const xml = (text: string) =>
  text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, ' ').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const sheetOf = (table: Table) =>
  `<worksheet><sheetData>${table
    .map((row, at) => {
      const cells = row.map((cell) => `<c t="inlineStr"><is><t>${xml(cell)}</t></is></c>`).join('');
      return `<row r="${at + 1}">${cells}</row>`;
    })
    .join('')}</sheetData></worksheet>`;
const workbookOf = (sheet: string) =>
  zipOf([
    {
      name: 'xl/workbook.xml',
      text: '<workbook xmlns:r="r"><sheets><sheet name="Sheet 1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    },
    { name: 'xl/worksheets/sheet1.xml', text: sheet },
  ]);
const parquetOf = ([header = [], ...rows]: Table) =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: header.map((name, at) => ({
        name: name || 'x',
        data: rows.map((row) => row[at] ?? ''),
        type: 'STRING' as const,
      })),
    }),
  );

/** Real rows with some cells, columns and rows changed, and a column of names that nobody asked for. */
const tables = fc
  .tuple(
    aTable,
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.oneof(odd, anyText)), { maxLength: 4 }),
    fc.option(fc.tuple(fc.constantFrom('drop', 'twice', 'rename', 'cut row', 'long row'), fc.nat(), odd)),
  )
  .map(([[source, real], cells, form]) => {
    const table = real.map((row, at) => [...row, at === 0 ? 'subject_name' : PLANTED]);
    for (const [row, column, text] of cells) {
      const at = table[1 + (row % (table.length - 1))];
      if (at) at[column % (at.length - 1)] = text.slice(0, 3000);
    }
    if (form) {
      const [what, where, text] = form;
      const at = where % (table[0]?.length ?? 1);
      if (what === 'drop') for (const row of table) row.splice(at, 1);
      if (what === 'twice') for (const row of table) row.push(row[at] ?? '');
      if (what === 'rename') table[0]?.splice(at, 1, text);
      if (what === 'cut row') table.at(-1)?.splice(at);
      if (what === 'long row') table.at(-1)?.push(text, text);
    }
    return { source, table };
  });

const bytes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(255)), {
  maxLength: 5,
});
/** Damage may push a cell into another column, where a name would be what the file says: then there is none. */
const withoutPlanted = (table: Table): Table => table.map((row) => row.map((cell) => (cell === PLANTED ? 'x' : cell)));

/** Some bytes changed, and perhaps an end cut off. */
const damaged = (content: Buffer, changes: [number, number][], end: number | null): Buffer => {
  const copy = Buffer.from(content);
  for (const [where, byte] of changes) copy[Math.floor(where * copy.length)] = byte;
  return end === null ? copy : copy.subarray(0, Math.floor(end * copy.length));
};
const cutAt = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 3 });

export const files: fc.Arbitrary<MadeFile> = fc.oneof(
  {
    weight: 6,
    arbitrary: tables.map(({ source, table }) => ({ source, name: 'made.csv', content: Buffer.from(csvOf(table)) })),
  },
  {
    weight: 3,
    arbitrary: tables.chain(({ source, table }) =>
      mutated(fc.constant(csvOf(withoutPlanted(table)))).map((text) => ({
        source,
        name: 'made.csv',
        content: Buffer.from(text),
      })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(tables, bytes, cutAt).map(([{ source, table }, changes, end]) => ({
      source,
      name: 'made.csv',
      content: damaged(Buffer.from(csvOf(withoutPlanted(table))), changes, end),
    })),
  },
  {
    weight: 2,
    arbitrary: tables.map(({ source, table }) => ({ source, name: 'made.xlsx', content: workbookOf(sheetOf(table)) })),
  },
  {
    weight: 2,
    arbitrary: tables.chain(({ source, table }) =>
      mutated(fc.constant(sheetOf(withoutPlanted(table)))).map((sheet) => ({
        source,
        name: 'made.xlsx',
        content: workbookOf(sheet),
      })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(tables, bytes, cutAt).map(([{ source, table }, changes, end]) => ({
      source,
      name: 'made.xlsx',
      content: damaged(workbookOf(sheetOf(withoutPlanted(table))), changes, end),
    })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(tables, bytes, cutAt).map(([{ source, table }, changes, end]) => ({
      source,
      name: 'made.parquet',
      content: damaged(parquetOf(withoutPlanted(table)), changes, end),
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(aTable, anyText, fc.constantFrom('made.csv', 'made.xlsx', 'made.parquet', 'made.txt'))
      .map(([[source], text, name]) => ({ source, name, content: Buffer.from(text) })),
  },
);
