import { findAllAccepted } from '../../db/accepted-cases.ts';
import type { Db } from '../../db/connect.ts';
import { parseRelease, type ReleaseRow } from '../releases/schema.ts';
import { contentOf } from './content.ts';
import { findPublishedPlace } from './published-place.ts';

/** A published case with its place and fingerprint, ready for the table. */
export async function placeRelease(db: Db, row: ReleaseRow, importId: number) {
  const place_id = await findPublishedPlace(db, row.jurisdiction, row.state);
  const { address_class: _, precision_class: __, ...published } = row;
  const content = contentOf({ ...published, place_id });
  return { ...row, case_id: row.case_id.toUpperCase(), place_id, content, import_id: importId };
}

/** The cases and figures that were read from press releases and accepted: they come on top of the file's. */
export async function placeAccepted(db: Db, importId: number) {
  const rows = [];
  for (const { row } of await findAllAccepted(db)) {
    const fields = JSON.parse(row) as Record<string, string>;
    rows.push(await placeRelease(db, parseRelease({ file: '', rowNumber: 0, fields }), importId));
  }
  return rows;
}
