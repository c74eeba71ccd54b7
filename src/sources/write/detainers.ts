import { basename } from 'node:path';
import type { Db } from '../../db/connect.ts';
import { forgetAfterDays } from '../../db/detainer-after.ts';
import { countConditions } from '../../db/detainer-checks.ts';
import {
  findLoadedDetainers,
  insertDetainers,
  recountDetainers,
  touchDetainers,
  whileUnindexed,
} from '../../db/detainer-loading.ts';
import { closeRelease, type ReleaseWindow } from '../../db/detainer-releases.ts';
import type { CellValue } from '../ice-detainers/cells.ts';
import { AT, FIELDS, FLAGS, facilityOf, STORED_COLUMNS } from '../ice-detainers/fields.ts';
import { publishedOn } from '../ice-detainers/index.ts';
import { readRelease } from '../ice-detainers/read-in-thread.ts';
import { BadRow, type Reading } from '../source.ts';
import { createAlikeCounter } from './alike-rows.ts';
import { createCopyFinder } from './copies.ts';
import type { WriteCounts } from './counts.ts';
import { describeImport } from './describe-import.ts';
import { checkLosses, checkShares } from './detainer-contract.ts';
import { createEnrichedRows } from './enriched-rows.ts';
import { createFacilityFinder } from './facilities.ts';
import { createKnownDetainers } from './known-detainers.ts';
import { createReferences } from './references.ts';

const BATCH = 500;
/** Where a file has a row, in the order of `touchDetainers`. */
const SEEN = [AT.file, AT.sheet, AT.rowNumber, AT.identifier, AT.duplicate];
const COLUMNS = [...STORED_COLUMNS, 'reference', 'content', 'import_id', 'not_counted', 'detainer_id'];

/**
 * Streams a release into facilities and detainers. A row with the content of a loaded row is that row. The others are
 * inserted; `closeRelease` then finds the rows that they replace and the rows that the release no longer has.
 */
export async function writeDetainers(db: Db, importId: number, reading: Reading, latest: string): Promise<WriteCounts> {
  const loaded = await findLoadedDetainers(db);
  const known = await createKnownDetainers(db, loaded.count, loaded.lastId);
  const nextReference = createReferences(known.references);
  const facilities = createFacilityFinder(db, importId);
  const copies = createCopyFinder();
  const alike = createAlikeCounter();
  const windows = new Map<string, ReleaseWindow>();
  let published: string | undefined;
  const filtered = reading.files.some((file) => /filtered/i.test(basename(file)));
  let unchanged = 0;
  let lastId = loaded.lastId;
  let fresh: CellValue[][] = [];
  let same: CellValue[][] = [];
  let recount: CellValue[][] = [];
  const enriched = createEnrichedRows();
  /** Rows of an older release never override those of a newer one. */
  const isOlder = () => loaded.newestPublished !== null && (published ?? '9999') < loaded.newestPublished;
  const flush = async () => {
    await insertDetainers(db, COLUMNS, fresh);
    if (!isOlder()) {
      await touchDetainers(db, same);
      await enriched.flush(db);
      await recountDetainers(db, recount);
    }
    fresh = [];
    same = [];
    recount = [];
  };
  const keep = (row: CellValue[], columns: string[]) => {
    alike.add(row);
    const match = known.take(row);
    if (!match) lastId += 1;
    const detainerId = match?.detainerId ?? lastId;
    const notCounted = copies.isCopy(row, columns, detainerId) ? 'copy' : null;
    if (!match) {
      const reference = nextReference(row);
      const content = (row[AT.content] as number).toString(16);
      row.length = STORED_COLUMNS.length;
      row.push(reference, content, importId, notCounted, detainerId);
      fresh.push(row);
      return;
    }
    unchanged += 1;
    same.push([importId, ...SEEN.map((at) => row[at] as CellValue), detainerId]);
    enriched.add(row, columns, match);
    if (notCounted !== null || known.uncounted.has(detainerId)) recount.push([notCounted, detainerId]);
  };
  const readAll = async () => {
    for await (const { columns, rows } of readRelease(reading, known.loaded)) {
      await known.prepare(columns);
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
        keep(row, columns);
        if (fresh.length + same.length >= BATCH) await flush();
      }
    }
    await flush();
    if (!isOlder())
      await recountDetainers(
        db,
        copies.late().map((detainerId) => ['copy', detainerId]),
      );
  };
  await (loaded.lastId === 0 ? whileUnindexed(db, readAll) : readAll());
  const read = [...reading.seen.columns];
  const { extracts, groups, ...counts } = await closeRelease(db, {
    importId,
    lastId: loaded.lastId,
    compared: known.compared(read),
    lacking: {
      columns: CONTENT.filter(([, column]) => !read.includes(column)).map(([name]) => name),
      flags: FLAGS.map((flag) => read.includes(flag)),
    },
    windows,
    filtered,
    older: isOlder(),
  });
  const isForgotten = await forgetAfterDays(db, importId);
  const { warnings, stops } = isOlder()
    ? { warnings: [], stops: [] }
    : checkShares(await countConditions(db, importId), read);
  const message = describeImport({
    newer: isOlder() ? loaded.newestPublished : null,
    extracts,
    seen: reading.seen,
    notes: [...alike.describe(), ...warnings, ...(isForgotten ? [FORGOTTEN] : [])],
  });
  return {
    changes: { ...counts, unchanged: unchanged + counts.unchanged },
    ...(published ? { publishedOn: published } : {}),
    ...(message ? { message } : {}),
    stops: [...stops, ...checkLosses(groups, counts.removed)],
  };
}

/** Identifiers differ between releases. */
const FORGOTTEN =
  'What came after its detainers was matched with the identifiers of an earlier file, and is taken back: load ice-arrests and ice-stays of this release again.';
const CONTENT = FIELDS.slice(0, AT.identifier);
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
