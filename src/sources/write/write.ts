import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Db } from '../../db/connect.ts';
import { AFTER_COLUMNS, type AfterSource } from '../../db/detainer-after.ts';
import { writeTotals } from '../../db/detainer-releases.ts';
import { replaceCorrections } from '../../db/facilities.ts';
import { replaceFigures } from '../../db/figures.ts';
import { replaceListEntries } from '../../db/lists.ts';
import { replacePlaces } from '../../db/places.ts';
import { replacePolicies } from '../../db/policies.ts';
import { replaceReleases } from '../../db/releases.ts';
import { replaceSites } from '../../db/sites.ts';
import { projectPath } from '../../project.ts';
import { parseCorrection } from '../facilities/schema.ts';
import { type Figure, parseFigure } from '../figures/schema.ts';
import { parseCsvRows } from '../files/csv-parser.ts';
import { eachRow } from '../files/read-table.ts';
import { parseListEntry } from '../lists/schema.ts';
import { gazetteer, readTown } from '../places/gazetteer.ts';
import { parseAlias } from '../places/schema.ts';
import { readSite } from '../places/sites.ts';
import { parsePolicy } from '../policies/schema.ts';
import { parseRelease } from '../releases/schema.ts';
import { BadRow, type RawRow, type Reading, type Reject, type Source, type SourceId } from '../source.ts';
import { writeAfter } from './after/write-after.ts';
import { writeAgreements } from './agreements/write-agreements.ts';
import { contentOf } from './content.ts';
import type { WriteCounts } from './counts.ts';
import { writeDetainers } from './detainers.ts';
import { resolveFacilityPlaces } from './facilities.ts';
import { placeOfFacility } from './facility-place.ts';
import { findListedPlace } from './listed-place.ts';
import { findPublishedPlace } from './published-place.ts';
import { placeAccepted, placeRelease } from './release-rows.ts';

type RowWriter = (db: Db, raw: AsyncIterable<RawRow>, importId: number, reject: Reject) => Promise<WriteCounts>;

/**
 * Turns the rows of a source's files into facts, inside the import's transaction. `latest` is the last day that a fact
 * may have.
 */
export function writeRows(
  source: Source,
  db: Db,
  importId: number,
  reading: Reading,
  latest: string,
): Promise<WriteCounts> {
  if (source.id === 'ice-detainers') return writeDetainers(db, importId, reading, latest);
  if (isAfter(source)) return writeAfter(source, db, importId, reading, latest);
  if (source.id === 'agreements-287g') return writeAgreements(source, db, importId, reading, latest);
  return writers[source.id as keyof typeof writers](db, eachRow(source, reading), importId, reading.reject);
}

/** True for a source that is matched with the detainers. */
const isAfter = (source: Source): source is Source & { id: AfterSource } => source.id in AFTER_COLUMNS;

const writers: Record<Exclude<SourceId, 'ice-detainers' | 'agreements-287g' | AfterSource>, RowWriter> = {
  async facilities(db, raw, importId, reject) {
    const rows = await collect(raw, parseCorrection, (row) => row.correction_id, reject);
    const placed = [];
    for (const { place, rowNumber, ...row } of rows) {
      const at = await placeOfFacility(db, place, row.state);
      if (at) placed.push({ ...row, ...at, content: contentOf({ ...row, ...at }), import_id: importId });
      else
        reject(
          rowNumber,
          new BadRow(`place "${place}" is no county or city of ${row.state}: 'Stearns County', 'state'`),
        );
    }
    const changes = await replaceCorrections(db, placed);
    await resolveFacilityPlaces(db);
    await writeTotals(db);
    return { changes };
  },

  async places(db, raw, importId, reject) {
    const aliases = await collect(raw, parseAlias, (row) => row.alias_id, reject);
    const file = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
    const towns = parseCsvRows(readFileSync(projectPath('data/cities.csv'), 'utf8')).map(readTown);
    const places = gazetteer(JSON.parse(readFileSync(file, 'utf8')), aliases, towns);
    const changes = await replacePlaces(db, { places, aliases }, importId);
    const counties = places.filter((place) => place.level === 'county');
    const sites = parseCsvRows(readFileSync(projectPath('data/sites.csv'), 'utf8'));
    await replaceSites(
      db,
      sites.map((row) => readSite(row, counties)),
      importId,
    );
    await resolveFacilityPlaces(db);
    await writeTotals(db);
    return { changes };
  },

  async policies(db, raw, importId, reject) {
    const rows = await collect(raw, parsePolicy, (row) => row.policy_id, reject);
    const changes = await replacePolicies(
      db,
      rows.map((row) => ({ ...row, import_id: importId })),
      importId,
    );
    return { changes, ...newest(rows.map((row) => row.as_of)) };
  },

  async releases(db, raw, importId, reject) {
    const rows = await collect(raw, parseRelease, (row) => row.case_id.toUpperCase(), reject);
    const placed = [];
    for (const row of rows) placed.push(await placeRelease(db, row, importId));
    // A file replaces the file before it, and never what was accepted from press releases.
    placed.push(...(await placeAccepted(db, importId)));
    return {
      changes: await replaceReleases(db, placed, importId),
      ...newest(rows.map((row) => row.published_from ?? '')),
    };
  },

  async figures(db, raw, importId, reject) {
    const rows = await collect(raw, parseFigure, (row) => row.figure_id, reject);
    const placed = [];
    let above: Pick<Figure, 'publisher' | 'source' | 'source_class'> = {
      publisher: '',
      source: '',
      source_class: 'shown',
    };
    for (const row of rows) {
      // "same" in the file repeats the row above.
      const publisher = row.publisher === 'same' ? above.publisher : row.publisher;
      const { source, source_class } = row.source === 'same' ? above : row;
      above = { publisher, source, source_class };
      const { period_from, period_to, source_class: _, ...rest } = row;
      const place_id = await findPublishedPlace(db, row.jurisdiction, row.state);
      const facts = {
        ...rest,
        publisher,
        source,
        period_from: period_from || null,
        period_to: period_to || null,
        place_id,
      };
      placed.push({ ...facts, source_class, content: contentOf(facts), import_id: importId });
    }
    return { changes: await replaceFigures(db, placed, importId), ...newest(rows.map((row) => row.period_to)) };
  },

  async lists(db, raw, importId, reject) {
    const parse = (each: RawRow) => ({ ...parseListEntry(each), rowNumber: each.rowNumber });
    const rows = await collect(raw, parse, (row) => row.entry_id, reject);
    const placed = [];
    for (const { rowNumber, ...row } of rows) {
      const place = await findListedPlace(db, row);
      const facts = { ...row, place_id: place?.place_id ?? null };
      if (place) placed.push({ ...facts, content: contentOf(facts), import_id: importId });
      else
        reject(
          rowNumber,
          new BadRow(
            `place "${row.place}" is no ${row.level} of ${row.state} that the desk knows: 'Cook County' with level county, 'Chicago' with level city`,
          ),
        );
    }
    return { changes: await replaceListEntries(db, placed, importId), ...newest(rows.map((row) => row.as_of)) };
  },
};

/** Collects the rows of a file that is read whole. A second row with the same key is set aside. */
async function collect<T>(
  raw: AsyncIterable<RawRow>,
  parse: (row: RawRow) => T,
  key: (row: T) => string,
  reject: Reject,
): Promise<T[]> {
  const rows = new Map<string, T>();
  for await (const each of raw) {
    try {
      const row = parse(each);
      if (rows.has(key(row))) throw new BadRow('repeats the key of an earlier row');
      rows.set(key(row), row);
    } catch (cause) {
      reject(each.rowNumber, cause);
    }
  }
  return [...rows.values()];
}

const newest = (dates: string[]): { publishedOn?: string } => {
  const last = dates
    .filter((date) => /^\d{4}/.test(date))
    .sort()
    .at(-1);
  return last ? { publishedOn: last } : {};
};
