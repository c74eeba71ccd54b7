import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type yauzl from 'yauzl';
import { SourceError } from '../../errors.ts';
import { readSheet, type SheetRow } from './read-sheet.ts';
import { readDateStyles, readLinks, readStrings, readWorkbook } from './workbook-parts.ts';
import { listEntries, openEntry, openZip, reason, refuseOldWorkbook } from './workbook-zip.ts';

/** The largest allowed size of a part that is neither a sheet nor the shared strings, unpacked. */
const MOST_SMALL_PART = 16 * 2 ** 20;

/**
 * Streams the rows of every sheet of a workbook in order, some at a time, in constant memory except for its shared
 * strings. Dates come as ISO text in either date system. Blank rows are left out, so row numbers are the sheet's own.
 * Throws SourceError for an unreadable workbook. `onBytes` is called with the packed bytes read.
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
        throw new Error(`${name.slice(0, 60)} is too large`);
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
      // Skip chart sheets and missing parts. A part read twice could make many sheets of one part loop for ever.
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
