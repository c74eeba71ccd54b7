import { madeRandom } from '../_util/detainers.ts';
import type { DetainerRow } from './counts-reading.ts';

/** Places that the rows are sent to, with their county; none where the city lies in several and the name tells none. */
export const SITES = [
  { state: 'MINNESOTA', name: 'HENNEPIN COUNTY JAIL', code: 'HENNCMN', city: 'MINNEAPOLIS', county: 'Hennepin County' },
  { state: 'MINNESOTA', name: 'RAMSEY COUNTY JAIL', code: 'RAMSCMN', city: 'ST. PAUL', county: 'Ramsey County' },
  { state: 'MINNESOTA', name: 'MN CORRECTIONAL FACILITY, ST. CLOUD', code: 'MNCFSTC', city: 'ST. CLOUD', county: '' },
  { state: 'MINNESOTA', name: 'FEDERAL CORR. INST. WASECA', code: 'BOPWSCA', city: 'WASECA', county: 'Waseca County' },
  { state: 'ILLINOIS', name: 'COOK COUNTY JAIL', code: 'COOKCIL', city: 'CHICAGO', county: 'Cook County' },
  { state: 'ILLINOIS', name: 'CHICAGO POLICE DEPT', code: 'CHIPDIL', city: 'CHICAGO', county: '' },
  { state: 'ILLINOIS', name: 'LAKE COUNTY JAIL', code: 'LAKECIL', city: 'WAUKEGAN', county: 'Lake County' },
] as const;

const REASONS = [
  'NA',
  'Booked into Detention',
  'Detainer Declined by LEA',
  'Early Release',
  'Prosecutorial Discretion',
  '(b)(6), (b)(7)(C)',
  'Insufficient Notice to ICE',
  'Duplicate',
  'Sent to the Moon',
  'Died',
];
const COUNTRIES = ['MEXICO', 'NA', 'ECUADOR', 'GUATEMALA', 'SOMALIA', '(b)(6), (b)(7)(C)', 'MALI', 'ROMANIA', 'OMAN'];
const CHARGES = ['NA', 'Assault', 'Larceny', 'Sex Assault', 'Driving Under Influence Liquor', 'Homicide'];

/** Rows over sites, months, reasons, countries and charges, with a batch day, redacted cells, and marked copies. */
export function madeRows(count: number, seed: number): DetainerRow[] {
  const random = madeRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() ** 1.8 * list.length)] as T;
  const rows: DetainerRow[] = [];
  for (let at = 0; rows.length < count; at += 1) {
    const site = pick(SITES);
    const month = Math.floor(random() * 14);
    const day = random() < 0.08 ? 11 : 1 + Math.floor(random() * 28);
    const row: DetainerRow = {
      facility_state: site.state,
      detention_facility: site.name,
      detention_facility_code: site.code,
      facility_city: site.city,
      detainer_prepare_date: `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      detainer_lift_reason: pick(REASONS),
      citizenship_country: pick(COUNTRIES),
      most_serious_conviction_charge: pick(CHARGES),
      birth_year: String(1950 + Math.floor(random() * 55)),
      unique_identifier: random() < 0.1 ? 'NA' : `id-${at}`,
      duplicate_likely: 'FALSE',
      row_original: String(rows.length + 8),
    };
    if (row['unique_identifier'] === 'NA') row['duplicate_likely'] = 'NA';
    rows.push(row);
    if (row['duplicate_likely'] !== 'FALSE' || random() > 0.04) continue;
    row['duplicate_likely'] = 'TRUE';
    rows.push({ ...row, birth_year: '1949', row_original: String(rows.length + 8) });
  }
  return rows;
}
