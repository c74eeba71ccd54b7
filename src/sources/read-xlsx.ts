import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline, type Readable, Transform } from 'node:stream';
import { getHeapStatistics } from 'node:v8';
import { createInflateRaw } from 'node:zlib';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import yauzl from 'yauzl';
import { SourceError } from '../errors.ts';

/** A row of a sheet as it stands: its number in the sheet, its cells by column (0 is A), and links of its cells. */
export interface SheetRow {
  sheet: string;
  rowNumber: number;
  cells: string[];
  links?: Map<number, string>;
}

/** Caps against zip bombs: bytes unpacked, how often larger than the file (real sheets: 8 to 60 times), entries. */
const MOST_UNPACKED = 4 * 2 ** 30;
const MOST_TIMES = 200;
const NEVER_A_BOMB = 64 * 2 ** 20;
const MOST_ENTRIES = 5000;
/** A part that is no sheet and no shared strings, unpacked. */
const MOST_SMALL_PART = 16 * 2 ** 20;
/** Memory that shared strings may take, of the heap that there is: 256 MB in an import, 1 GB in a reading thread. */
const MOST_STRINGS = 0.35 * Math.min(getHeapStatistics().heap_size_limit, 2 ** 30);
const A_STRING = 40; // bytes beside its letters
/** Excel's own: 16,384 columns, 32,767 characters a cell, 65,530 links a sheet. */
const MOST_COLUMNS = 16_384;
const LONGEST_CELL = 100_000;
const LONGEST_ROW = 2 ** 22;
const MOST_LINKS = 100_000;

/**
 * Rows of every sheet of a workbook in order, some at a time, in constant memory but for its shared strings. Dates come as ISO text,
 * whatever the workbook's date system; blank rows are not there, so numbers are the sheet's own. Throws SourceError for
 * what is no readable workbook. `onBytes` is told of packed bytes as they are read.
 */
export async function* readXlsx(path: string, onBytes: (count: number) => void = () => {}): AsyncGenerator<SheetRow[]> {
  const file = basename(path);
  refuseOldWorkbook(path);
  const zip = await openZip(path);
  try {
    const entries = await listEntries(zip, file, statSync(path).size);
    const stream = (name: string) => openEntry(zip, entries, name, file);
    const small = (name: string) => {
      if ((entries.get(name)?.uncompressedSize ?? 0) > MOST_SMALL_PART)
        throw new Error(`${name.slice(0, 60)} is larger than any`);
      return stream(name);
    };
    if (!entries.has('xl/workbook.xml'))
      throw new SourceError(`${file} is a zip file, but not an Excel workbook. Save it as .xlsx, or as CSV.`);
    const { sheets, date1904 } = await readWorkbook(small);
    const strings = entries.has('xl/sharedStrings.xml')
      ? await readStrings(await stream('xl/sharedStrings.xml'), file)
      : [];
    const dateStyles = entries.has('xl/styles.xml')
      ? await readDateStyles(await small('xl/styles.xml'))
      : new Set<number>();
    const read = new Set<string>();
    for (const { name, path } of sheets) {
      // A chart sheet, or a part that is not there; many sheets of one part would be read for ever.
      if (!entries.has(path) || read.has(path)) continue;
      read.add(path);
      const links = await readLinks(stream, small, entries, path);
      const { compressedSize, uncompressedSize } = entries.get(path) as yauzl.Entry;
      const perByte = compressedSize / (uncompressedSize || 1);
      const onPiece = (piece: string) => onBytes(piece.length * perByte);
      yield* readSheet(await stream(path), { name, strings, dateStyles, date1904, dates: new Map(), links }, onPiece);
    }
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    throw new SourceError(`${file} cannot be read as a workbook: it is damaged or cut off (${reason(cause)}).`);
  } finally {
    zip.close();
  }
}

/** True when a file begins as a workbook does: as a zip archive, or as the container of old and of protected ones. */
export const isWorkbook = (path: string): boolean => isZip(path) || isContainer(path);

const isZip = (path: string) => firstBytes(path, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]));
const isContainer = (path: string) =>
  firstBytes(path, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));

function refuseOldWorkbook(path: string): void {
  if (isContainer(path))
    throw new SourceError(
      `${basename(path)} is protected by a password, or is an old .xls workbook. Open it, take the password off, and save it as .xlsx.`,
    );
  if (!isZip(path)) throw new SourceError(`${basename(path)} is not an .xlsx workbook: it does not begin as one.`);
}

/** The first bytes of a file, zeros where it is shorter. */
export function firstBytes(file: string, count: number): Buffer {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(count);
    readSync(handle, bytes, 0, count, 0);
    return bytes;
  } finally {
    closeSync(handle);
  }
}

function openZip(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error || !zip)
        reject(
          new SourceError(
            `${basename(file)} cannot be read as a workbook: it is damaged or cut off (${reason(error)}).`,
          ),
        );
      else resolve(zip);
    });
  });
}

function listEntries(zip: yauzl.ZipFile, file: string, size: number): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    let unpacked = 0;
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      unpacked += entry.uncompressedSize;
      entries.set(entry.fileName.replace(/^\//, ''), entry);
      if (unpacked > MOST_UNPACKED || entries.size > MOST_ENTRIES)
        reject(
          new SourceError(`${file} unpacks to more than the desk reads (${entries.size} parts); nothing was loaded.`),
        );
      else if (unpacked > Math.max(NEVER_A_BOMB, size * MOST_TIMES))
        reject(
          new SourceError(
            `${file} unpacks to more than ${MOST_TIMES} times its size, as no real workbook does; nothing was loaded. If it is one, save it as CSV.`,
          ),
        );
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

async function openEntry(
  zip: yauzl.ZipFile,
  entries: Map<string, yauzl.Entry>,
  name: string,
  file: string,
): Promise<Readable> {
  const entry = entries.get(name);
  if (!entry) throw new SourceError(`${file} is no complete workbook: ${name} is missing.`);
  const packed = await new Promise<Readable>((resolve, reject) => {
    const isDeflated = entry.compressionMethod === 8;
    const options = isDeflated ? { decompress: false } : {};
    zip.openReadStream(entry, options as yauzl.ZipFileOptions, (error, stream) =>
      error || !stream ? reject(error) : resolve(stream),
    );
  });
  if (entry.compressionMethod !== 8) return packed;
  // yauzl unpacks 16 KB at a time, which costs a tenth of the time of a large sheet. It would check the size; so do we.
  let left = entry.uncompressedSize;
  const check = new Transform({
    transform(piece: Buffer, _, done) {
      left -= piece.length;
      done(left < 0 ? new Error('a part is longer than the file says') : null, piece);
    },
    flush: (done) => done(left > 0 ? new Error('a part is shorter than the file says') : null),
  });
  // The reader of the last stream is told of what fails.
  return pipeline(packed, createInflateRaw({ chunkSize: UNPACK_BYTES }), check, () => {});
}

const UNPACK_BYTES = 2 ** 18;

interface Handlers {
  open?: (tag: SaxesTagPlain) => void;
  text?: (piece: string) => void;
  close?: (name: string) => void;
}

/** Between two tags; a longer text, attribute or comment would be gathered in memory. */
const LONGEST_SILENCE = 2 ** 22;
const DEEPEST = 64;

/** Feeds a part to handlers of its tags and yields after each piece what `take` has gathered. */
async function* parsePart<T>(
  stream: Readable,
  { open, text, close }: Handlers,
  take: () => T[] = () => [],
  onPiece: (piece: string) => void = () => {},
): AsyncGenerator<T[]> {
  stream.setEncoding('utf8');
  const parser = new SaxesParser();
  let failed: Error | undefined;
  let [silence, depth] = [0, 0];
  parser.on('error', (error) => {
    failed ??= error;
  });
  parser.on('opentagstart', () => {
    silence = 0;
    depth += 1;
    if (depth > DEEPEST) throw new Error('tags inside each other without end');
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    close?.(name);
  });
  if (open) parser.on('opentag', open);
  if (text) parser.on('text', text);
  for await (const piece of stream) {
    silence += (piece as string).length;
    parser.write(piece as string);
    if (failed) throw failed;
    if (silence > LONGEST_SILENCE) throw new Error('a text, attribute or comment without end');
    onPiece(piece as string);
    const taken = take();
    if (taken.length > 0) yield taken;
  }
  parser.close();
  if (failed) throw failed;
  yield take();
}

async function parseAll(stream: Readable, handlers: Handlers): Promise<void> {
  for await (const _ of parsePart(stream, handlers)) {
    // the handlers gather
  }
}

const local = (name: string) => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);
const attribute = (tag: SaxesTagPlain, name: string): string | undefined => tag.attributes[name];

async function readWorkbook(stream: (name: string) => Promise<Readable>) {
  const found: { name: string; id: string }[] = [];
  let date1904 = false;
  const open = (tag: SaxesTagPlain) => {
    const name = local(tag.name);
    if (name === 'sheet')
      found.push({ name: (attribute(tag, 'name') ?? '').slice(0, 100), id: attribute(tag, 'r:id') ?? '' });
    if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '');
  };
  await parseAll(await stream('xl/workbook.xml'), { open });
  const targets = await readRelations(await stream('xl/_rels/workbook.xml.rels'));
  const sheets = found.map(({ name, id }) => ({ name, path: partPath('xl', targets.get(id) ?? '') }));
  return { sheets, date1904 };
}

const partPath = (folder: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : `${folder}/${target}`.replace(/[^/]+\/\.\.\//g, '');

async function readRelations(stream: Readable): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const open = (tag: SaxesTagPlain) => {
    if (local(tag.name) === 'Relationship')
      targets.set(attribute(tag, 'Id') ?? '', (attribute(tag, 'Target') ?? '').slice(0, 2000));
  };
  await parseAll(stream, { open });
  return targets;
}

/** Shared strings in order: runs of rich text joined, phonetic hints left out. */
async function readStrings(stream: Readable, file: string): Promise<string[]> {
  const strings: string[] = [];
  let taken = 0;
  let text = '';
  let inText = false;
  let phonetic = 0;
  await parseAll(stream, {
    open({ name }) {
      const tag = local(name);
      if (tag === 'si') text = '';
      if (tag === 'rPh') phonetic += 1;
      inText = tag === 't' && phonetic === 0;
    },
    text(piece) {
      if (inText) text = joined(text, piece);
    },
    close(name) {
      const tag = local(name);
      inText = false;
      if (tag === 'rPh') phonetic -= 1;
      if (tag !== 'si') return;
      strings.push(text);
      taken += text.length + A_STRING;
      if (taken > MOST_STRINGS)
        throw new SourceError(
          `${file} has more texts than the desk keeps in memory. Save it as CSV, which needs none.`,
        );
    },
  });
  return strings;
}

function joined(text: string, piece: string): string {
  if (text.length + piece.length > LONGEST_CELL) throw new Error('a cell longer than Excel allows');
  return text + piece;
}

/** Numbers of the cell styles that show a number as a date. */
async function readDateStyles(stream: Readable): Promise<Set<number>> {
  const custom = new Set<number>();
  const dates = new Set<number>();
  let inCells = false;
  let style = 0;
  const open = (tag: SaxesTagPlain) => {
    const name = local(tag.name);
    if (name === 'numFmt' && isDateFormat((attribute(tag, 'formatCode') ?? '').slice(0, 300)))
      custom.add(Number(attribute(tag, 'numFmtId')));
    if (name === 'cellXfs') inCells = true;
    if (name === 'xf' && inCells) {
      const format = Number(attribute(tag, 'numFmtId') ?? 0);
      if ((format >= 14 && format <= 22) || (format >= 45 && format <= 47) || custom.has(format)) dates.add(style);
      style += 1;
    }
  };
  const close = (name: string) => {
    if (local(name) === 'cellXfs') inCells = false;
  };
  await parseAll(stream, { open, close });
  return dates;
}

/** A number format with day, month, year or hour outside of quotes, brackets and escapes. */
const isDateFormat = (code: string): boolean =>
  /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|General/gi, ''));

/** Addresses behind the cells of a sheet: 'G12' -> https://... */
async function readLinks(
  stream: (name: string) => Promise<Readable>,
  small: (name: string) => Promise<Readable>,
  entries: Map<string, yauzl.Entry>,
  path: string,
): Promise<Map<string, string>> {
  const links = new Map<string, string>();
  const relations = path.replace(/([^/]+)$/, '_rels/$1.rels');
  if (!entries.has(relations)) return links;
  const targets = await readRelations(await small(relations));
  if (![...targets.values()].some((target) => /^https?:/.test(target))) return links;
  const open = (tag: SaxesTagPlain) => {
    if (local(tag.name) !== 'hyperlink') return;
    const target = targets.get(attribute(tag, 'r:id') ?? '');
    if (target && /^https?:/.test(target)) links.set((attribute(tag, 'ref') ?? '').split(':')[0] ?? '', target);
    if (links.size > MOST_LINKS) throw new Error('more links than Excel allows');
  };
  await parseAll(await stream(path), { open });
  return links;
}

interface SheetParts {
  name: string;
  strings: string[];
  dateStyles: Set<number>;
  date1904: boolean;
  /** Day numbers that were met, as they are said. */
  dates: Map<string, string>;
  links: Map<string, string>;
}

async function* readSheet(
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
      const number = Number(attribute(tag, 'r'));
      const isNumber = Number.isSafeInteger(number) && number > 0;
      row = { sheet: parts.name, rowNumber: isNumber ? number : row.rowNumber + 1, cells: [] };
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
      while (row.cells.length < column) row.cells.push('');
      row.cells[column] = cellText(text, type, style, parts);
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
const MOST_DATES = 20_000; // days of half a century; times of day would fill it

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

const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30); // Excel counts a 29 Feb 1900 that was not: right from March 1900 on
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** Excel's day number as ISO: a day, or with a time of day to the second; undefined for what is none. */
export function serialDate(serial: number, date1904 = false): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return undefined;
  const time = (date1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(serial * 86_400) * 1000;
  const said = new Date(time).toISOString();
  return time % DAY_MS === 0 ? said.slice(0, 10) : said.slice(0, 19);
}

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : 'unknown reason').slice(0, 120);
