import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../src/context.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { HEADER, iceCsv } from './ice.ts';

export type Row = Record<string, string>;

/** Loads invented rows through the real importer. */
export async function loadRows(
  desk: Context,
  rows: Row[],
  name = 'made-up_20260311.csv',
  columns = HEADER,
): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'rows-')), name);
  writeFileSync(file, iceCsv(rows, columns));
  await importFile(desk.db, findSource('ice-detainers'), file, { now: desk.now });
}

/** Numbers from 0 to 1, the same ones each time. */
export function madeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const SITES: Row[] = [
  {
    facility_state: 'MINNESOTA',
    detention_facility: 'HENNEPIN COUNTY JAIL',
    detention_facility_code: 'HENNCMN',
    facility_city: 'MINNEAPOLIS',
  },
  {
    facility_state: 'MINNESOTA',
    detention_facility: 'RAMSEY COUNTY JAIL',
    detention_facility_code: 'RAMSCMN',
    facility_city: 'ST. PAUL',
  },
  {
    facility_state: 'MINNESOTA',
    detention_facility: 'MN CORRECTIONAL FACILITY, ST. CLOUD',
    detention_facility_code: 'MNCFSTC',
    facility_city: 'ST. CLOUD',
  },
  {
    facility_state: 'ILLINOIS',
    detention_facility: 'COOK COUNTY JAIL',
    detention_facility_code: 'COOKCIL',
    facility_city: 'CHICAGO',
  },
];
const REASONS = [
  'NA',
  'Booked into Detention',
  'Detainer Declined by LEA',
  'Early Release',
  'Prosecutorial Discretion',
];
const COUNTRIES = ['MEXICO', 'ECUADOR', 'GUATEMALA', 'NA'];
const CHARGES = ['Assault', 'Larceny', 'NA'];

/** Random rows over sites, months, outcomes, countries and charges; now and then a likely copy. */
export function randomRows(count: number, seed: number): Row[] {
  const random = madeRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() ** 1.6 * list.length)] as T;
  return Array.from({ length: count }, (_, at) => {
    const month = 1 + Math.floor(random() * 14);
    const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
    return {
      ...pick(SITES),
      detainer_prepare_date: `${month > 12 ? 2026 : 2025}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-${day}`,
      detainer_lift_reason: pick(REASONS),
      citizenship_country: pick(COUNTRIES),
      most_serious_conviction_charge: pick(CHARGES),
      birth_year: String(1950 + Math.floor(random() * 55)),
      unique_identifier: `id-${at}`,
      row_original: String(at + 7),
    };
  });
}
