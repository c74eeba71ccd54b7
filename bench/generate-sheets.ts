import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import yazl from 'yazl';
import { projectPath } from '../src/project.ts';
import { parseCsvRows } from '../src/sources/files/csv-parser.ts';

const HEADER = ['STATE', 'LAW ENFORCEMENT AGENCY', 'TYPE', 'COUNTY', 'SUPPORT TYPE', 'SIGNED', 'MOA'];
const MODELS: Record<string, string> = {
  JEM: 'Jail Enforcement Model',
  TFM: 'Task Force Model',
  WSO: 'Warrant Service Officer',
};
const FIRST = Date.UTC(2023, 5, 1);
const DAY_MS = 86_400_000;

/** Writes ICE's participating sheets of so many days in a row, growing from 300 agreements to all that the desk ships. */
export async function generateSheets(folder: string, count: number): Promise<void> {
  const shipped = parseCsvRows(readFileSync(projectPath('data/agreements-287g.csv'), 'utf8'));
  const known = new Map(shipped.map((row) => [`${row['state']}|${row['agency']}|${row['model']}`, row]));
  const agreements = [...known.values()].map((row) => [
    row['state'] ?? '',
    row['agency'] ?? '',
    row['agency_type'] ?? '',
    row['county'] ?? '',
    MODELS[row['model'] ?? ''] ?? '',
    '6/1/2020',
    'link',
  ]);
  for (let at = 0; at < count; at += 1) {
    const day = new Date(FIRST + at * DAY_MS).toISOString();
    const rows = agreements.slice(0, 300 + Math.floor(((agreements.length - 300) * at) / count));
    const name = `participatingAgencies${day.slice(5, 7)}${day.slice(8, 10)}${day.slice(0, 4)}am.xlsx`;
    await writeWorkbook(join(folder, name), [HEADER, ...rows]);
  }
}

async function writeWorkbook(file: string, rows: string[][]): Promise<void> {
  const zip = new yazl.ZipFile();
  const part = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name);
  const cell = (text: string) =>
    text === '' ? '<c/>' : `<c t="inlineStr"><is><t>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></is></c>`;
  part('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>');
  part(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  );
  const lines = rows.map((cells) => `<row>${cells.map(cell).join('')}</row>`);
  part('xl/worksheets/sheet1.xml', `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`);
  const done = once(zip.outputStream.pipe(createWriteStream(file)), 'finish');
  zip.end();
  await done;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
