import type { Readable } from 'node:stream';
import type { SaxesTagPlain } from 'saxes';
import { serialDate } from './serial-date.ts';
import { joined } from './workbook-parts.ts';
import { attribute, local, parsePart } from './xml-part.ts';

/** A row of a sheet: its number in the sheet, its cells by column (0 is A), and the links of its cells. */
export interface SheetRow {
  sheet: string;
  rowNumber: number;
  cells: string[];
  links?: Map<number, string>;
}

const MOST_COLUMNS = 16_384; // Excel's limit
const LONGEST_ROW = 2 ** 22;

interface SheetParts {
  name: string;
  strings: string[];
  dateStyles: Set<number>;
  date1904: boolean;
  /** Day numbers already seen, with their dates as text. */
  dates: Map<string, string>;
  links: Map<string, string>;
}

/** Streams the rows of a sheet, some at a time, without blank rows. */
export async function* readSheet(
  stream: Readable,
  parts: SheetParts,
  onPiece: (piece: string) => void,
): AsyncGenerator<SheetRow[]> {
  let rows: SheetRow[] = [];
  let row: SheetRow = { sheet: parts.name, rowNumber: 0, cells: [] };
  let column = -1;
  let type = '';
  let style = 0;
  let text = '';
  let inValue = false;
  let phonetic = 0;
  let letters = 0;
  const open = (tag: SaxesTagPlain) => {
    const name = local(tag.name);
    if (name === 'row') {
      row = { sheet: parts.name, rowNumber: rowNumberOf(tag) ?? row.rowNumber + 1, cells: [] };
      column = -1;
      letters = 0;
    } else if (name === 'c') {
      const reference = attribute(tag, 'r');
      column = reference ? columnOf(reference) : column + 1;
      if (column >= MOST_COLUMNS) throw new Error('a cell beyond the last column of Excel');
      type = attribute(tag, 't') ?? 'n';
      style = Number(attribute(tag, 's') ?? 0);
      text = '';
      const link = reference && parts.links.size > 0 ? parts.links.get(reference) : undefined;
      if (link) row.links = (row.links ?? new Map()).set(column, link);
    } else if (name === 'rPh') phonetic += 1;
    inValue = name === 'v' || (name === 't' && phonetic === 0);
  };
  const onText = (piece: string) => {
    if (inValue) text = joined(text, piece);
  };
  const close = (full: string) => {
    const name = local(full);
    inValue = false;
    if (name === 'rPh') phonetic -= 1;
    if (name === 'c' && text !== '') {
      setCell(row.cells, column, cellText(text, type, style, parts));
      letters += text.length;
      if (letters > LONGEST_ROW) throw new Error('a row longer than the desk reads');
    }
    // A cell without text is not kept, so a row with cells has text.
    if (name === 'row' && row.cells.length > 0) rows.push(row);
  };
  const take = () => {
    const taken = rows;
    rows = [];
    return taken;
  };
  yield* parsePart(stream, { open, text: onText, close }, take, onPiece);
}

function rowNumberOf(tag: SaxesTagPlain): number | undefined {
  const number = Number(attribute(tag, 'r'));
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

function setCell(cells: string[], column: number, text: string): void {
  while (cells.length < column) cells.push('');
  cells[column] = text;
}

function cellText(
  text: string,
  type: string,
  style: number,
  { strings, dateStyles, date1904, dates }: SheetParts,
): string {
  if (type === 's') return strings[Number(text)] ?? '';
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return text.replace(/T00:00:00(\.0+)?Z?$/, '');
  if (type !== 'n') return text; // inline text, a formula's text, an error such as #N/A
  if (!dateStyles.has(style)) return text;
  const known = dates.get(text);
  if (known !== undefined) return known;
  const date = serialDate(Number(text), date1904) ?? text;
  if (dates.size < MOST_DATES) dates.set(text, date);
  return date;
}

const MOST_DATES = 20_000; // the days of half a century; times of day would fill it

/** 'AB12' -> 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
