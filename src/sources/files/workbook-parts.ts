import type { Readable } from 'node:stream';
import { getHeapStatistics } from 'node:v8';
import type { SaxesTagPlain } from 'saxes';
import type yauzl from 'yauzl';
import { SourceError } from '../../errors.ts';
import { attribute, local, parseAll } from './xml-part.ts';

/** Memory for shared strings, as a share of the available heap: 256 MB in an import, 1 GB in a reading thread. */
const MOST_STRINGS = 0.35 * Math.min(getHeapStatistics().heap_size_limit, 2 ** 30);
const A_STRING = 40; // bytes in addition to its letters

/** More than Excel's own limits of 32,767 characters in a cell and 65,530 links in a sheet. */
const LONGEST_CELL = 100_000;
const MOST_LINKS = 100_000;

/** The sheets of a workbook in order, by name and part, and its date system. */
export async function readWorkbook(stream: (name: string) => Promise<Readable>) {
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
export async function readStrings(stream: Readable, file: string): Promise<string[]> {
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
          `${file} has more text than the desk keeps in memory. Save it as CSV, which needs little.`,
        );
    },
  });
  return strings;
}

/** Joins the pieces of a cell. Throws when they are longer than a cell can be. */
export function joined(text: string, piece: string): string {
  if (text.length + piece.length > LONGEST_CELL) throw new Error('a cell longer than Excel allows');
  return text + piece;
}

/** Numbers of the cell styles that show a number as a date. */
export async function readDateStyles(stream: Readable): Promise<Set<number>> {
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

/** True for a number format with day, month, year or hour outside quotes, brackets and escapes. */
const isDateFormat = (code: string): boolean =>
  /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|General/gi, ''));

/** The links of a sheet's cells: 'G12' -> https://... */
export async function readLinks(
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
