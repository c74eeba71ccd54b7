import { basename } from 'node:path';
import type { Db } from '../../db/connect.ts';
import {
  findAllKnownDetainers,
  findLoadedDetainers,
  insertDetainers,
  recountDetainers,
  touchDetainers,
  whileUnindexed,
} from '../../db/detainer-loading.ts';
import { closeRelease, type ReleaseWindow } from '../../db/detainer-releases.ts';
import { readReference, referenceNumber, showReference } from '../../rules/reference.ts';
import type { CellValue } from '../ice-detainers/cells.ts';
import { publishedOn } from '../ice-detainers/index.ts';
import { readRelease } from '../ice-detainers/read-in-thread.ts';
import { AT, facilityOf, naturalKey, STORED_COLUMNS } from '../ice-detainers/schema.ts';
import { BadRow, type Reading } from '../source.ts';
import type { WriteCounts } from './counts.ts';
import { createFacilityFinder } from './facilities.ts';
import { createNumberTable, type NumberTable } from './number-table.ts';

const BATCH = 500;
/** Where a file has a row, in the order of `touchDetainers`. */
const SEEN = [AT.file, AT.sheet, AT.rowNumber, AT.identifier, AT.duplicate];
const COLUMNS = [...STORED_COLUMNS, 'reference', 'content', 'import_id', 'not_counted'];

/**
 * Streams a release into facilities and detainers. A row with the content of a loaded row is that row. The others are
 * inserted; `closeRelease` then finds the rows that they replace and the rows that the release no longer has.
 */
export async function writeDetainers(db: Db, importId: number, reading: Reading, latest: string): Promise<WriteCounts> {
  const loaded = await findLoadedDetainers(db);
  const { contents, references, uncounted } = await knownRows(db, loaded.count);
  const nextReference = createReferences(references);
  const facilities = createFacilityFinder(db, importId);
  const isCopy = createCopyFinder();
  const windows = new Map<string, ReleaseWindow>();
  let published: string | undefined;
  const filtered = reading.files.some((file) => /filtered/i.test(basename(file)));
  let unchanged = 0;
  let fresh: CellValue[][] = [];
  let same: CellValue[][] = [];
  let recount: CellValue[][] = [];
  /** Rows of an older release never override those of a newer one. */
  const isOlder = () => loaded.newestPublished !== null && (published ?? '9999') < loaded.newestPublished;
  const flush = async () => {
    await insertDetainers(db, COLUMNS, fresh);
    if (!isOlder()) {
      await touchDetainers(db, same);
      await recountDetainers(db, recount);
    }
    fresh = [];
    same = [];
    recount = [];
  };
  const keep = (row: CellValue[]) => {
    const notCounted = isCopy(row[AT.copy] as number | null) ? 'copy' : null;
    const content = row[AT.content] as number;
    const detainerId = contents.take(content);
    if (detainerId === undefined) {
      const reference = nextReference(row);
      row.length = STORED_COLUMNS.length;
      row.push(reference, content.toString(16), importId, notCounted);
      fresh.push(row);
      return;
    }
    unchanged += 1;
    same.push([importId, ...SEEN.map((at) => row[at] as CellValue), detainerId]);
    if (notCounted !== null || uncounted.has(detainerId)) recount.push([notCounted, detainerId]);
  };
  const readAll = async () => {
    for await (const rows of readRelease(reading)) {
      for (const row of rows) {
        if ((row[AT.preparedOn] as string) > latest) {
          reading.reject(
            row[AT.rowNumber] as number,
            new BadRow(`detainer_prepare_date ${row[AT.preparedOn]} is yet to come`),
          );
          continue;
        }
        const id = row[AT.facilityId] as string;
        const facility = facilities.known(id) ?? (await facilities.find(facilityOf(row)));
        row[AT.facilityId] = facility.id;
        if (facility.withheld) reading.seen.withheld += 1;
        published ??= publishedOn(row[AT.file] as string);
        widen(windows, facility.state ?? '', row[AT.preparedOn] as string);
        keep(row);
        if (fresh.length + same.length >= BATCH) await flush();
      }
    }
    await flush();
  };
  await (loaded.lastId === 0 ? whileUnindexed(db, readAll) : readAll());
  const { extracts, ...counts } = await closeRelease(db, {
    importId,
    lastId: loaded.lastId,
    windows,
    filtered,
    older: isOlder(),
  });
  return {
    changes: { ...counts, unchanged: unchanged + counts.unchanged },
    ...(published ? { publishedOn: published } : {}),
    ...describeImport(isOlder() ? loaded.newestPublished : null, extracts),
  };
}

function describeImport(newer: string | null, extracts: string[]): { message?: string } {
  if (newer !== null)
    return {
      message: `Older than the release of ${newer} that is loaded: only days that it does not cover were added.`,
    };
  if (extracts.length === 0) return {};
  const states = extracts.map((state) => state || 'no state').join(', ');
  return {
    message: `Read as an extract, which takes no row away, for ${states}: it is named so, or has few of the rows loaded there.`,
  };
}

/** The loaded rows as numbers: content to row id, references in use, and the ids of rows that are not counted. */
async function knownRows(db: Db, count: number) {
  const contents = createNumberTable(count);
  const references = createNumberTable(count);
  const uncounted = new Set<number>();
  for await (const rows of findAllKnownDetainers(db))
    for (const { detainer_id, content, reference, not_counted } of rows) {
      contents.add(Number.parseInt(content.slice(0, 13), 16), detainer_id);
      references.add(readReference(reference));
      if (not_counted !== null) uncounted.add(detainer_id);
    }
  return { contents, references, uncounted };
}

/** Gives each row the next free reference of its natural key: two rows with one key count up. */
function createReferences(taken: NumberTable): (row: CellValue[]) => string {
  const next = new Map<string, number>();
  return (row) => {
    let number = row[AT.reference] as number;
    if (taken.has(number)) {
      const key = naturalKey(row);
      let ordinal = next.get(key) ?? 0;
      do {
        ordinal += 1;
        number = referenceNumber(key, ordinal);
      } while (taken.has(number));
      next.set(key, ordinal);
    }
    taken.add(number);
    return showReference(number);
  };
}

/**
 * Finds likely copies by the publisher's own rule: the same day and the same identifier. The first one counts, the
 * others do not. If the file carries the publisher's mark, only marked rows are considered.
 */
function createCopyFinder(): (key: number | null) => boolean {
  const met = createNumberTable();
  return (key) => {
    if (key === null) return false;
    if (met.has(key)) return true;
    met.add(key);
    return false;
  };
}

function widen(windows: Map<string, ReleaseWindow>, state: string, day: string): void {
  const window = windows.get(state);
  if (!window) {
    windows.set(state, { state, first: day, last: day, rows: 1 });
    return;
  }
  window.rows += 1;
  if (day < window.first) window.first = day;
  if (day > window.last) window.last = day;
}
