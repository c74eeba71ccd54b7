import { createHash } from 'node:crypto';
import { distance } from 'fastest-levenshtein';
import { findSheetDay, type NewAgreement, replaceSheet } from '../../db/agreements.ts';
import type { Db } from '../../db/connect.ts';
import { findAllCounties, findCountiesOfCity, findPlaceById, findPlaceByName } from '../../db/places.ts';
import { type Changes, noChanges } from '../../db/replace.ts';
import { SourceError } from '../../errors.ts';
import { nameKey } from '../../rules/name-key.ts';
import { type Sheet, sheetOf } from '../agreements-287g/index.ts';
import { parseAgreement } from '../agreements-287g/schema.ts';
import { BadRow, type RawRow } from '../source.ts';

/** Reads sheets by the day in their names, oldest first. Each one replaces the last sheet of its stage. */
export async function writeAgreements(
  db: Db,
  raw: AsyncIterable<RawRow>,
  importId: number,
  reject: (rowNumber: number, cause: unknown) => void,
): Promise<{ changes: Changes; publishedOn?: string }> {
  const sheets = new Map<string, { sheet: Sheet; rows: Map<string, NewAgreement> }>();
  for await (const each of raw) {
    const sheet = sheetOf(each.file);
    if (!sheet)
      throw new SourceError(
        `${each.file}: the file name must contain participating or pending, and the day, as in ICE's own names: participatingAgencies07182025pm.xlsx.`,
      );
    const into = sheets.get(each.file) ?? { sheet, rows: new Map() };
    sheets.set(each.file, into);
    try {
      const row = await agreementOf(db, each, sheet, importId);
      if (into.rows.has(row.agreement_id)) throw new BadRow('repeats the agency and model of an earlier row');
      into.rows.set(row.agreement_id, row);
    } catch (cause) {
      reject(each.rowNumber, cause);
    }
  }
  const changes = noChanges();
  const inOrder = [...sheets.values()].sort((a, b) => (a.sheet.edition < b.sheet.edition ? -1 : 1));
  for (const { sheet, rows } of inOrder) {
    const loaded = await findSheetDay(db, sheet.stage);
    if (loaded && loaded > sheet.day)
      throw new SourceError(
        `The ${sheet.stage} sheet of ${sheet.day} is older than the one loaded (${loaded}). Load sheets in order, or all of them as a folder into a new database.`,
      );
    const done = await replaceSheet(db, sheet.stage, sheet.day, [...rows.values()], importId);
    changes.inserted += done.inserted;
    changes.updated += done.updated;
    changes.unchanged += done.unchanged;
    changes.removed += done.removed;
  }
  const newest = inOrder.at(-1)?.sheet.day;
  return { changes, ...(newest ? { publishedOn: newest } : {}) };
}

async function agreementOf(db: Db, raw: RawRow, { stage, day }: Sheet, importId: number): Promise<NewAgreement> {
  const row = parseAgreement(raw, day);
  const hash = (parts: unknown) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
  const place = await placeOf(db, row);
  return {
    agreement_id: hash([stage, row.state, row.agency_key, row.model.toLowerCase()]),
    stage,
    ...row,
    ...place,
    sheet_on: day,
    content: hash([row, place]),
    import_id: importId,
  };
}

/**
 * Where an agency belongs: its state, its city with the county, or its county; null when the sheet does not determine
 * it.
 */
async function placeOf(
  db: Db,
  row: { state: string; agency: string; agency_type: string; county: string | null },
): Promise<{ place_id: string | null; county_fips: string | null }> {
  const { state } = row;
  if (/state/i.test(row.agency_type)) return { place_id: state, county_fips: null };
  const named = row.county ?? /^(.+?) (?:county|parish)\b/i.exec(row.agency)?.[1];
  const fips = named ? await findCounty(db, state, named) : null;
  if (!/municipal/i.test(row.agency_type)) return { place_id: fips, county_fips: fips };
  const town = row.agency
    .replace(/^(?:city|town|village|borough) of /i, '')
    .replace(/\s+(?:police|marshal|department|public safety|metropolitan police|constable).*$/i, '');
  for (const name of [town, town.replace(/ (?:city|town|village|borough|township)$/i, '')]) {
    const city = await findPlaceById(db, `${state}/${nameKey(name)}`);
    if (city)
      return { place_id: city.place_id, county_fips: fips ?? (await findCountiesOfCity(db, city.place_id))[0] ?? null };
  }
  return { place_id: null, county_fips: fips };
}

/**
 * Finds a county by its name in a state. Accepts a misspelling ("Frankin County") when only one county is that close.
 */
async function findCounty(db: Db, state: string, name: string): Promise<string | null> {
  const key = nameKey(name);
  const exact = await findPlaceByName(db, { level: 'county', state, name: key });
  if (exact) return exact.place_id;
  const typed = key.replace(/ (county|parish|co)$/, '');
  const near = (await findAllCounties(db, state)).filter(
    (county) => typed.length > 5 && distance(county.name_key, typed) <= 2,
  );
  return near.length === 1 ? (near[0]?.place_id ?? null) : null;
}
