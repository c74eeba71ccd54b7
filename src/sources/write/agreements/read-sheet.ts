import type { Agreement } from '../../../db/agreements.ts';
import { SourceError } from '../../../errors.ts';
import type { HalfRead } from '../../../rules/agreement-match.ts';
import { formatDate } from '../../../rules/dates.ts';
import { halfRead, isSigned, parseAgreement, signedOn } from '../../agreements-287g/schema.ts';
import { likelyDay, type SheetName } from '../../agreements-287g/sheet-name.ts';
import type { RawRow } from '../../source.ts';
import type { PlaceOf } from './agency-places.ts';
import { type SheetAgreement, spellId } from './apply-sheet.ts';

export interface ReadSheet {
  stage: Agreement['stage'];
  day: string;
  rows: { rowNumber: number; row: SheetAgreement }[];
  unread: HalfRead[];
  rejected: { rowNumber: number; cause: unknown }[];
  /** A sentence where the name says something else than the sheet. */
  remark?: string;
}

/** Two rows that cannot be used are always tolerated, and 5 % of a sheet. */
const TOLERANCE = 0.05;

/**
 * Reads the rows of one sheet: its stage by its SIGNED column, its day by its name. Throws SourceError when the name
 * cannot be right, or too many rows cannot be used. `latest` is the last day that a sheet may have.
 */
export async function readSheet(
  file: string,
  name: SheetName,
  raw: RawRow[],
  { importId, latest, placeOf }: { importId: number; latest: string; placeOf: PlaceOf },
): Promise<ReadSheet> {
  if (raw.length === 0) throw new SourceError(`${file} has a header but no rows.`);
  const signed = raw.some(isSigned);
  const stage = signed ? 'participating' : name.stage === undefined ? undefined : 'pending';
  if (!stage)
    throw new SourceError(`${file}: the file name must contain participating or pending, and the day, ${AS_ICE}`);
  const day = dayOfSheet(file, name, raw, latest);
  const sheet: ReadSheet = { stage, day, rows: [], unread: [], rejected: [] };
  if (name.stage !== undefined && name.stage !== stage)
    sheet.remark = `${file} is named ${name.stage}, and was read as the ${stage} sheet: ${signed ? 'its agreements are signed' : 'none of its rows has a SIGNED day'}.`;
  for (const each of raw) {
    try {
      const row = parseAgreement(each, day);
      const place = await placeOf(row);
      const content = spellId([row, place]);
      sheet.rows.push({
        rowNumber: each.rowNumber,
        row: { stage, ...row, ...place, content, import_id: importId },
      });
    } catch (cause) {
      sheet.rejected.push({ rowNumber: each.rowNumber, cause });
      sheet.unread.push(halfRead(each));
    }
  }
  const [first] = sheet.rejected;
  if (first && sheet.rejected.length > Math.max(2, TOLERANCE * raw.length))
    throw new SourceError(
      `${sheet.rejected.length} of ${raw.length} rows of ${file} cannot be used as agreements-287g, more than the 5 % that the desk tolerates. Row ${first.rowNumber}: ${first.cause instanceof Error ? first.cause.message : ''}.`,
    );
  return sheet;
}

const AS_ICE = "as in ICE's own names: participatingAgencies07182025pm.xlsx.";

/** The day of the name, unless the signings of the sheet or the calendar say that it cannot be. */
function dayOfSheet(file: string, name: SheetName, raw: RawRow[], latest: string): string {
  const signings = raw.flatMap((row) => signedOn(row) ?? []).filter((day) => day <= latest);
  signings.sort();
  // One signing in a hundred may be mistyped
  const newest = signings[Math.floor(0.99 * (signings.length - 1))];
  const likely = likelyDay(name, newest, latest);
  const hint = likely
    ? ` It is probably of ${formatDate(likely)}: rename it to ${renamed(file, name, likely)}.`
    : newest
      ? ` Its newest signing is of ${formatDate(newest)}: it is of that day or a later one. Correct the day in its name.`
      : ' Correct the day in its name.';
  const { day } = name;
  if (day === undefined)
    throw new SourceError(
      `${file}: the file name must contain participating or pending, and the day, ${AS_ICE}${likely || newest ? hint : ''}`,
    );
  if (day > latest)
    throw new SourceError(
      `${file} is dated ${day}, which is in the future. Nothing was loaded of it, since later files would count as older ones.${hint}`,
    );
  const later = signings.filter((each) => each > day).length;
  if (later > signings.length / 2 || (later >= 10 && later > signings.length / 10))
    throw new SourceError(
      `${file} is dated ${day} by its name, but ${later} of its ${signings.length} agreements were signed after that day.${hint}`,
    );
  return day;
}

const renamed = (file: string, { stage }: SheetName, day: string): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  const half = /(am|mid|pm)(?![a-z]{2})/i.exec(file)?.[1] ?? '';
  return `${stage ?? 'participating'}Agencies${month}${date}${year}${half}${/\.[a-z]+$/i.exec(file)?.[0] ?? ''}`;
};
