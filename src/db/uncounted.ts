import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { findNewestImportId } from './imports.ts';

interface Uncounted {
  why: 'copy' | 'gone';
  facility_id: string;
  state: string | null;
  county_fips: string | null;
  place_id: string | null;
  prepared_on: string;
  outcome_group: string;
  n: number;
}

const SLICE = 20_000;
/** No index has the rows that are not counted, so they are looked for once after each import and kept. */
const known = new WeakMap<Db, { importId: number; rows: Promise<Uncounted[]> }>();

/** Rows that are loaded and not counted: likely copies, and rows that a later release lacks. */
export async function sumUncounted(
  db: Db,
  filter: { placeIds?: string[]; facilityIds?: string[]; from?: string; to?: string; outcomes?: string[] },
): Promise<{ copies: number; gone: number }> {
  const importId = await findNewestImportId(db);
  let kept = known.get(db);
  if (kept?.importId !== importId) {
    kept = { importId, rows: readUncounted(db) };
    known.set(db, kept);
  }
  const { placeIds, facilityIds, from, to, outcomes } = filter;
  const sums = { copies: 0, gone: 0 };
  for (const row of await kept.rows) {
    const places = [row.state, row.county_fips, row.place_id];
    if (placeIds && !placeIds.some((id) => places.includes(id))) continue;
    if (facilityIds && !facilityIds.includes(row.facility_id)) continue;
    if ((from && row.prepared_on < from) || (to && row.prepared_on > to)) continue;
    if (outcomes?.length && !outcomes.includes(row.outcome_group)) continue;
    sums[row.why === 'copy' ? 'copies' : 'gone'] += row.n;
  }
  return sums;
}

/** Goes through the whole table some thousand rows at a time, and lets other answers in between. */
async function readUncounted(db: Db): Promise<Uncounted[]> {
  const all: Uncounted[] = [];
  const { rows: ends } = await sql<{ last: number | null }>`select max(detainer_id) as last from detainers`.execute(db);
  for (let after = 0; after < (ends[0]?.last ?? 0); after += SLICE) {
    const { rows } = await sql<Uncounted>`
      select d.not_counted as why, d.facility_id, f.state, f.county_fips, f.place_id, d.prepared_on, d.outcome_group,
        count(*) as n
      from detainers as d join facilities as f on f.facility_id = d.facility_id
      where d.detainer_id > ${after} and d.detainer_id <= ${after + SLICE} and d.not_counted is not null
      group by 1, 2, 6, 7`.execute(db);
    all.push(...rows);
    await new Promise(setImmediate);
  }
  return all;
}
