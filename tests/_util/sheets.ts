import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import type { Db } from '../../src/db/connect.ts';
import { findSource, importFile } from '../../src/sources/import.ts';

export type SheetLine = [
  state: string,
  agency: string,
  type: string,
  county: string,
  model: string,
  signed?: Date | string,
  link?: string,
];

interface SheetShape {
  /** Without SIGNED, MOA and ADDENDUM, as on a pending sheet; by the name where it is not said. */
  unsigned?: boolean;
  /** Columns to leave out, as on older sheets. */
  without?: string[];
}

/** A sheet as ICE makes them: a link in the MOA cell, dates as dates, stray blanks. Returns its path. */
export async function writeSheet(
  folder: string,
  name: string,
  lines: SheetLine[],
  shape: SheetShape = {},
): Promise<string> {
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet('Sheet1');
  const unsigned = shape.unsigned ?? name.startsWith('pending');
  const header = [
    'STATE',
    'LAW ENFORCEMENT AGENCY',
    'TYPE',
    'COUNTY',
    'SUPPORT TYPE',
    ...(unsigned ? [] : ['SIGNED', 'MOA']),
  ];
  const kept = header.filter((column) => !shape.without?.includes(column));
  page.addRow(kept);
  for (const [state, agency, type, county, model, signed, link] of lines) {
    const cells: Record<string, ExcelJS.CellValue> = {
      STATE: state,
      'LAW ENFORCEMENT AGENCY': agency,
      TYPE: type,
      COUNTY: county,
      'SUPPORT TYPE': model,
      SIGNED: signed ?? '',
      MOA: link ? { text: 'link ', hyperlink: link } : 'link',
    };
    const row = page.addRow(kept.map((column) => cells[column]));
    if (signed instanceof Date && kept.includes('SIGNED')) row.getCell(kept.indexOf('SIGNED') + 1).numFmt = 'm/d/yyyy';
  }
  const path = join(folder, name);
  await book.xlsx.writeFile(path);
  return path;
}

export const loadSheets = ({ db, now }: { db: Db; now: () => Date }, path: string) =>
  importFile(db, findSource('agreements-287g'), path, { now });

/** A desk on which no list of ICE was loaded, not even the history that ships with it. */
export async function withoutAgreements<Desk extends { db: Db }>(desk: Desk): Promise<Desk> {
  for (const table of ['agreements', 'agreement_sheets']) await sql`delete from ${sql.table(table)}`.execute(desk.db);
  await sql`delete from imports where source = 'agreements-287g'`.execute(desk.db);
  return desk;
}
