import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const HEADER = [
  '',
  'detainer_prepare_date',
  'facility_state',
  'facility_aor',
  'case_status',
  'detainer_prepared_criminality',
  'detention_facility',
  'detention_facility_code',
  'facility_city',
  'gender',
  'citizenship_country',
  'birth_country',
  'birth_year',
  'most_serious_conviction_charge',
  'msc_charge_code',
  'msc_charge_date',
  'msc_conviction_date',
  'detainer_lift_reason',
  'detainer_lift_reason_code',
  'detainer_type',
  'unique_identifier',
  'duplicate_likely',
  'file_original',
  'sheet_original',
  'row_original',
];
const STATES = [
  'CALIFORNIA',
  'TEXAS',
  'FLORIDA',
  'ILLINOIS',
  'NEW YORK',
  'MINNESOTA',
  'GEORGIA',
  'ARIZONA',
  'NORTH CAROLINA',
  'COLORADO',
];
// Shares of the 2026 release, rounded: a third has no reason.
const REASONS: [string, number][] = [
  ['NA', 0.334],
  ['Booked into Detention', 0.3],
  ['Detainer Declined by LEA', 0.12],
  ['No longer in State, Local, or Federal Custody', 0.1],
  ['Prosecutorial Discretion', 0.06],
  ['Superseding - New Form Issued', 0.05],
  ['Early Release', 0.036],
];
const COUNTRIES = ['MEXICO', 'GUATEMALA', 'HONDURAS', 'EL SALVADOR', 'VENEZUELA', 'ECUADOR', 'COLOMBIA', 'INDIA'];
const CHARGES = ['NA', 'NA', 'NA', 'Driving Under Influence Liquor', 'Assault', 'Dangerous Drugs', 'Larceny'];

/** A seeded generator of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Writes a CSV of invented detainer rows in the published shape. */
export async function generateDetainers(file: string, rows: number, seed = 1): Promise<void> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const out = createWriteStream(file);
  out.write(`${HEADER.join(',')}\n`);
  for (let row = 1; row <= rows; row += 1) {
    const state = pick(STATES);
    const site = Math.floor(random() * 200);
    const day = new Date(Date.UTC(2022, 9, 1) + Math.floor(random() * 1250) * 86_400_000).toISOString().slice(0, 10);
    const charge = pick(CHARGES);
    const country = pick(COUNTRIES);
    const line = [
      row,
      day,
      state,
      'NA',
      'ACTIVE',
      charge === 'NA' ? '2 Pending Criminal Charges' : '1 Convicted Criminal',
      `${state} SITE ${site} COUNTY JAIL`,
      `${state.slice(0, 2)}${String(site).padStart(4, '0')}`,
      `CITY ${site}`,
      random() < 0.9 ? 'Male' : 'Female',
      country,
      country,
      1950 + Math.floor(random() * 56),
      charge,
      charge === 'NA' ? 'NA' : '1399',
      'NA',
      charge === 'NA' ? 'NA' : day,
      reason(random()),
      'NA',
      'I247A - Immigration Detainer - Notice of Action',
      `id${row}`,
      'FALSE',
      'Generated_20260311.xlsx',
      'FY',
      row + 7,
    ];
    if (!out.write(`${line.map((cell) => (String(cell).includes(',') ? `"${cell}"` : cell)).join(',')}\n`))
      await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

function reason(at: number): string {
  let sum = 0;
  for (const [name, share] of REASONS) {
    sum += share;
    if (at < sum) return name;
  }
  return 'NA';
}
