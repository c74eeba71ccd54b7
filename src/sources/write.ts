import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';
import type { Db } from '../db/connect.ts';
import { replaceFigures } from '../db/figures.ts';
import { findAliasesByKey, findPlaceById, findPlaceByName, replacePlaces } from '../db/places.ts';
import { replacePolicies } from '../db/policies.ts';
import { replaceReleases } from '../db/releases.ts';
import type { Changes } from '../db/replace.ts';
import { projectPath } from '../project.ts';
import { nameKey } from '../rules/name-key.ts';
import { parseFigure } from './figures/schema.ts';
import { gazetteer, type Town } from './places/gazetteer.ts';
import { parseAlias } from './places/schema.ts';
import { parsePolicy } from './policies/schema.ts';
import { parseRelease } from './releases/schema.ts';
import { BadRow, type RawRow, type SourceId } from './source.ts';
import { writeAgreements } from './write-agreements.ts';
import { writeDetainers } from './write-detainers.ts';

export type Reject = (rowNumber: number, cause: unknown) => void;
export type Writer = (
  db: Db,
  raw: AsyncIterable<RawRow>,
  importId: number,
  reject: Reject,
) => Promise<{ changes: Changes; publishedOn?: string }>;

/** How the rows of each source become facts; runs inside the import's transaction. */
export const writers: Record<SourceId, Writer> = {
  'ice-detainers': writeDetainers,
  'agreements-287g': writeAgreements,

  async places(db, raw, importId, reject) {
    const aliases = await collect(raw, parseAlias, (row) => row.alias_id, reject);
    const file = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
    const towns: Town[] = parse(readFileSync(projectPath('data/cities.csv'), 'utf8'), { columns: true, bom: true });
    const places = gazetteer(JSON.parse(readFileSync(file, 'utf8')), aliases, towns);
    return {
      changes: await replacePlaces(
        db,
        { places, aliases: aliases.map(({ parent, ...row }) => ({ ...row, parent })) },
        importId,
      ),
    };
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
    const rows = await collect(raw, parseRelease, (row) => row.case_id, reject);
    const placed = [];
    for (const row of rows) {
      const place_id = await placeOf(db, row.jurisdiction, row.state);
      const content = createHash('sha256')
        .update(JSON.stringify({ ...row, place_id }))
        .digest('hex')
        .slice(0, 16);
      placed.push({ ...row, case_id: row.case_id.toUpperCase(), place_id, content, import_id: importId });
    }
    return {
      changes: await replaceReleases(db, placed, importId),
      ...newest(rows.map((row) => row.published_from ?? '')),
    };
  },

  async figures(db, raw, importId, reject) {
    const rows = await collect(raw, parseFigure, (row) => row.figure_id, reject);
    const placed = [];
    let above = { publisher: '', source: '' };
    for (const row of rows) {
      // "same" in the file repeats the row above.
      const publisher = row.publisher === 'same' ? above.publisher : row.publisher;
      const source = row.source === 'same' ? above.source : row.source;
      above = { publisher, source };
      const { period_from, period_to, ...rest } = row;
      const place_id = await placeOf(db, row.jurisdiction, row.state);
      const facts = {
        ...rest,
        publisher,
        source,
        period_from: period_from || null,
        period_to: period_to || null,
        place_id,
      };
      const content = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
      placed.push({ ...facts, content, import_id: importId });
    }
    return { changes: await replaceFigures(db, placed, importId), ...newest(rows.map((row) => row.period_to)) };
  },
};

/** Rows of a file that is read whole; a second row of one key is kept aside. */
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

/** The place that a publication names in a state: only where the words settle it, else null. */
async function placeOf(db: Db, jurisdiction: string, state: string): Promise<string | null> {
  const name = jurisdiction.replace(/\s*\(.*$/, '').trim();
  if (name === '' || !/^[A-Z]{2}$/.test(state)) return null;
  if (/not named|city or county|field office/i.test(jurisdiction)) return null;
  const [alias] = (await findAliasesByKey(db, nameKey(name), state)).filter((row) => row.kind === 'jurisdiction');
  if (alias?.place_id) return alias.place_id;
  const county = await findPlaceByName(db, { level: 'county', state, name: nameKey(name) });
  if (county) return county.place_id;
  const asState = await findPlaceById(db, state);
  return asState && nameKey(asState.name) === nameKey(name) ? state : null;
}

const newest = (dates: string[]): { publishedOn?: string } => {
  const last = dates
    .filter((date) => /^\d{4}/.test(date))
    .sort()
    .at(-1);
  return last ? { publishedOn: last } : {};
};
