import { basename } from 'node:path';
import { existsSheetFile, findNewestSheet, insertSheets } from '../../../db/agreement-sheets.ts';
import type { Agreement } from '../../../db/agreements.ts';
import type { Db } from '../../../db/connect.ts';
import { type Changes, noChanges } from '../../../db/replace.ts';
import { SourceError } from '../../../errors.ts';
import { matchSheet } from '../../../rules/agreement-match.ts';
import { formatDate } from '../../../rules/dates.ts';
import { plural } from '../../../rules/wording.ts';
import { historyStage } from '../../agreements-287g/history-schema.ts';
import { readSheetName, type SheetName } from '../../agreements-287g/sheet-name.ts';
import { eachRow, fingerprint } from '../../files/read-table.ts';
import { BadRow, type RawRow, type Reading, type Source } from '../../source.ts';
import type { WriteCounts } from '../counts.ts';
import { createAgencyPlaces } from './agency-places.ts';
import { applySheet, flushListed, type OpenSpells, readOpenSpells } from './apply-sheet.ts';
import { writeHistory } from './history.ts';
import { type ReadSheet, readSheet } from './read-sheet.ts';

/** ICE's longest list has some 2,500 rows. A sheet is read whole. */
const MOST_ROWS = 50_000;

/** What a file did: a load, or nothing because a newer sheet is loaded. */
interface Done {
  changes: Changes;
  day: string;
  passedOver?: true;
  remark?: string;
}

/**
 * Loads a dated history, and ICE's sheets by the day in their names, oldest first and one in memory at a time. A sheet
 * older than the loaded one is passed over. In a folder, a file that cannot be loaded is set aside with the reason; when
 * it is the only one, it is refused.
 */
export async function writeAgreements(
  source: Source,
  db: Db,
  importId: number,
  reading: Reading,
  latest: string,
): Promise<WriteCounts> {
  const load = createLoader({ source, db, importId, reading, latest });
  const files = reading.files.map((path) => ({ path, name: readSheetName(path) }));
  const inOrder = files.sort((a, b) => compare(a.name.edition, b.name.edition) || compare(a.path, b.path));
  const total = noChanges();
  const setAside: string[] = [];
  const remarks: string[] = [];
  let passedOver = 0;
  let newest: string | undefined;
  for (const { path, name } of inOrder) {
    try {
      const done = await load.file(path, name);
      if (!done) continue;
      for (const key of ['inserted', 'updated', 'unchanged', 'removed'] as const) total[key] += done.changes[key];
      if (done.remark) remarks.push(done.remark);
      if (done.passedOver) passedOver += 1;
      else if (!newest || done.day > newest) newest = done.day;
    } catch (cause) {
      if (!(cause instanceof SourceError) || files.length === 1) throw cause;
      setAside.push(cause.message);
    }
  }
  await load.finish();
  if (setAside.length === files.length) throw new SourceError(setAside.slice(0, 3).join(' '));
  const message = messageOf({ passedOver, setAside, remarks, loaded: await load.loadedDays() });
  return {
    changes: total,
    ...(newest ? { publishedOn: newest } : {}),
    ...(message ? { message } : {}),
    nothingNew: !newest,
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function createLoader(given: { source: Source; db: Db; importId: number; reading: Reading; latest: string }) {
  const { source, db, importId, reading, latest } = given;
  const placeOf = createAgencyPlaces(db);
  const stages = new Map<Agreement['stage'], OpenSpells>();
  const isFolder = reading.files.length > 1;
  const reject = (file: string) => (rowNumber: number, cause: unknown) =>
    reading.reject(rowNumber, isFolder && cause instanceof BadRow ? new BadRow(`${file}: ${cause.message}`) : cause);

  async function openOf(stage: Agreement['stage']): Promise<OpenSpells> {
    const open = stages.get(stage) ?? (await readOpenSpells(db, stage));
    stages.set(stage, open);
    return open;
  }

  async function finish(): Promise<void> {
    for (const open of stages.values()) await flushListed(db, open);
    stages.clear();
  }

  return {
    finish,
    /** The newest loaded day of each stage. */
    async loadedDays(): Promise<string> {
      const days = await Promise.all(
        (['participating', 'pending'] as const).map(async (stage) => (await findNewestSheet(db, stage))?.sheet_on),
      );
      return days
        .filter((day) => day !== undefined)
        .map(formatDate)
        .join(' and ');
    },

    async file(path: string, name: SheetName): Promise<Done | undefined> {
      const sha256 = await fingerprint([path]);
      if (isFolder && (await existsSheetFile(db, sha256))) return undefined;
      const raw = await readRows(source, reading, path);
      const file = raw[0]?.file ?? basename(path);
      const history = raw[0] && historyStage(raw[0]);
      if (history) {
        // A history names ICE's type otherwise.
        reading.seen.columns.add('type');
        await finish();
        const done = await writeHistory(db, { stage: history, rows: raw, importId, reject: reject(file), placeOf });
        return { changes: done.changes, day: done.through };
      }
      const sheet = await readSheet(file, name, raw, { importId, latest, placeOf });
      if (sheet.stage === 'pending' && name.stage === 'participating')
        refuseUnsigned(file, sheet, await openOf('participating'));
      return await loadSheet(sheet, { file, sha256, edition: name.edition });
    },
  };

  async function loadSheet(sheet: ReadSheet, from: { file: string; sha256: string; edition: string }): Promise<Done> {
    const { stage, day } = sheet;
    const before = await findNewestSheet(db, stage);
    const stored = { ...from, stage, sheet_on: day, seen_to: day, import_id: importId };
    const remark = sheet.remark ? { remark: sheet.remark } : {};
    if (before && from.edition < before.edition) {
      await insertSheets(db, [{ ...stored, passed_over: 1 }]);
      return { changes: noChanges(), day, passedOver: true, ...remark };
    }
    const { repeated, ...changes } = await applySheet(db, await openOf(stage), {
      stage,
      day,
      rows: sheet.rows.map(({ row }) => row),
      unread: sheet.unread,
      importId,
      quiet: before === undefined,
    });
    for (const { rowNumber, cause } of sheet.rejected) reject(from.file)(rowNumber, cause);
    for (const { rowNumber, row } of sheet.rows)
      if (repeated.includes(row)) reject(from.file)(rowNumber, new BadRow('repeats the agreement of an earlier row'));
    await insertSheets(db, [{ ...stored, passed_over: 0 }]);
    return { changes, day, ...remark };
  }
}

async function readRows(source: Source, reading: Reading, path: string): Promise<RawRow[]> {
  const raw: RawRow[] = [];
  for await (const row of eachRow(source, { ...reading, files: [path] })) {
    raw.push(row);
    if (raw.length > MOST_ROWS)
      throw new SourceError(`${row.file} has more than ${MOST_ROWS.toLocaleString('en-US')} rows: no list of ICE has.`);
  }
  return raw;
}

/** A participating sheet that lost its signing days is no pending one: most of its agreements are listed. */
function refuseUnsigned(file: string, { rows }: ReadSheet, open: OpenSpells): void {
  const { same } = matchSheet(
    open.rows,
    rows.map(({ row }) => row),
  );
  if (same.length <= rows.length / 2 || same.length <= open.rows.length / 2) return;
  throw new SourceError(
    `${file} has no SIGNED day in any row, but lists the participating agencies: ${same.length} of its ${rows.length} rows. It may have lost the column. Load the sheet as ICE published it.`,
  );
}

function messageOf(done: { passedOver: number; setAside: string[]; remarks: string[]; loaded: string }): string {
  const { passedOver, setAside, remarks, loaded } = done;
  const shown = setAside.slice(0, 5);
  return [
    ...(passedOver > 0
      ? [
          `${plural(passedOver, 'sheet')} passed over: not newer than what is loaded (to ${loaded}), which has ${passedOver === 1 ? 'its day' : 'their days'}.`,
        ]
      : []),
    ...remarks.slice(0, 5),
    ...(setAside.length > 0
      ? [
          `${plural(setAside.length, 'file')} set aside: ${shown.join(' ')}${setAside.length > shown.length ? ' …' : ''}`,
        ]
      : []),
  ].join(' ');
}
