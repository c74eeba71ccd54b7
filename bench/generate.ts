import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import yazl from 'yazl';

// Columns of the cleaned file, in the publisher's order. The first has no name.
export const CLEANED =
  ',detainer_prepare_date,facility_state,facility_aor,port_of_departure,departure_country,departed_date,case_status,detainer_prepared_criminality,detention_facility,detention_facility_code,facility_city,detainer_prep_threat_level,gender,citizenship_country,birth_country,birth_year,entry_status,most_serious_conviction_charge,msc_sentence_days,msc_sentence_months,msc_sentence_years,msc_charge_code,msc_charge_date,msc_conviction_date,felon,processing_disposition,case_category,arrest_time_case_category,arrest_time_current_program,apprehension_method,final_order_yes_no,final_order_date,apprehension_date,entry_date,prior_felony_yes_no,multiple_prior_misd_yes_no,violent_misdemeanor_yes_no,illegal_entry_yes_no,illegal_reentry_yes_no,immigration_fraud_yes_no,significant_risk_yes_no,other_removal_reason_yes_no,criminal_street_gang_yes_no,aggravated_felony_yes_no,deportation_ordered_yes_no,order_show_cause_served_yes_no,biometric_match_yes_no,statements_made_yes_no,unlawful_attempt_yes_no,unlawful_entry_yes_no,visa_yes_no,federal_interest_yes_no,resume_custody_yes_no,detainer_lift_reason,detainer_lift_reason_code,active_investigation_yes_no,detainer_type,notify_release_request_yes_no,tod_current_duty_site,unique_identifier,duplicate_likely,file_original,sheet_original,row_original'.split(
    ',',
  );
const ADDED = new Set(['', 'duplicate_likely', 'file_original', 'sheet_original', 'row_original']);
// Raw columns that the cleaning drops, because ICE blanks or redacts them completely.
const REDACTED = [
  'birth_date',
  'other_removal_reason',
  'order_to_show_cause_served_date',
  'arrest_warrant_served_date',
  'eid_dta_id',
];
const RAW = [...CLEANED.filter((name) => !ADDED.has(name)), ...REDACTED];

const STATES: [string, string, string, number][] = [
  ['TEXAS', 'TX', 'Dallas', 0.24],
  ['FLORIDA', 'FL', 'Miami', 0.13],
  ['CALIFORNIA', 'CA', 'Los Angeles', 0.12],
  ['GEORGIA', 'GA', 'Atlanta', 0.08],
  ['NORTH CAROLINA', 'NC', 'Atlanta', 0.07],
  ['NEW YORK', 'NY', 'New York City', 0.07],
  ['ARIZONA', 'AZ', 'Phoenix', 0.07],
  ['ILLINOIS', 'IL', 'Chicago', 0.06],
  ['VIRGINIA', 'VA', 'Washington', 0.06],
  ['COLORADO', 'CO', 'Denver', 0.05],
  ['MINNESOTA', 'MN', 'St. Paul', 0.05],
];
// Rounded shares of the 2026 release: a third has no reason.
const REASONS: [string, number][] = [
  ['NA', 0.334],
  ['Booked into Detention', 0.3],
  ['Detainer Declined by LEA', 0.12],
  ['No longer in State, Local, or Federal Custody', 0.1],
  ['Prosecutorial Discretion', 0.06],
  ['Superseding - New Form Issued', 0.05],
  ['Early Release', 0.036],
];
const KINDS = ['COUNTY JAIL', 'COUNTY SHERIFF', 'POLICE DEPT', 'STATE PRISON', 'CORRECTIONAL INST', 'MEDICAL CENTER'];
const COUNTRIES = ['MEXICO', 'GUATEMALA', 'HONDURAS', 'EL SALVADOR', 'VENEZUELA', 'ECUADOR', 'COLOMBIA', 'INDIA'];
const CHARGES = ['Driving Under Influence Liquor', 'Assault', 'Dangerous Drugs', 'Larceny', 'Robbery, armed'];
const FIRST = Date.UTC(2022, 9, 1);
const DAYS = 1256; // up to 2026-03-10
const day = (offset: number) => new Date(FIRST + offset * 86_400_000).toISOString().slice(0, 10);

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

export interface Release {
  rows: number;
  seed?: number;
  /** 2 is a later release: of 1,000 rows, 20 have another outcome, 3 are gone and 30 are new. Identifiers differ. */
  release?: 1 | 2;
}

/** One invented row by column name. A missing value is 'NA', as R writes it. */
export function detainer(row: number, { seed = 1, release = 1 }: Release): Record<string, string> {
  const random = seeded(Math.imul(seed, 0x9e3779b1) + row);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const flag = () => (random() < 0.3 ? 'NA' : random() < 0.2 ? 'YES' : 'NO');
  const [state, letters, office] = weighted(STATES, random());
  // A few facilities hold most detainers.
  const site = Math.floor(random() ** 3 * 360);
  const offset = random() < 0.01 ? 1229 : Math.floor(random() * DAYS);
  const convicted = random() < 0.28;
  const country = pick(COUNTRIES);
  const declined = random();
  const later = release === 2 && row % 50 === 7;
  const reason = weighted(REASONS, later ? 1 - declined : declined)[0];
  const values: Record<string, string> = {
    detainer_prepare_date: day(offset),
    facility_state: state,
    facility_aor: random() < 0.2 ? 'NA' : `${office} Area of Responsibility`,
    departure_country: random() < 0.7 ? 'NA' : country,
    departed_date: random() < 0.7 ? 'NA' : day(offset + Math.floor(random() * 90)),
    case_status: random() < 0.5 ? 'NA' : pick(['ACTIVE', '8-Excluded/Deported/Removed', '9-VR Witnessed']),
    detainer_prepared_criminality: convicted ? '1 Convicted Criminal' : '2 Pending Criminal Charges',
    detention_facility: `${letters} DISTRICT ${site} ${KINDS[site % KINDS.length]}`,
    detention_facility_code: random() < 0.05 ? 'NA' : `${letters}${String(site).padStart(4, '0')}`,
    facility_city: `CITY ${site % 90}`,
    detainer_prep_threat_level: convicted ? pick(['1', '2', '3']) : 'NA',
    gender: random() < 0.9 ? 'Male' : 'Female',
    citizenship_country: country,
    birth_country: country,
    birth_year: String(1950 + Math.floor(random() * 56)),
    entry_status: pick(['Not  Applicable', 'PWA Mexico', 'Other']),
    most_serious_conviction_charge: convicted ? pick(CHARGES) : 'NA',
    msc_sentence_days: random() < 0.92 ? 'NA' : String(Math.floor(random() * 300)),
    msc_charge_code: convicted ? pick(['1399', '5404', '3599', '2399']) : 'NA',
    msc_charge_date: convicted ? day(offset - 300 + Math.floor(random() * 200)) : 'NA',
    msc_conviction_date: convicted ? day(offset - 90 + Math.floor(random() * 80)) : 'NA',
    felon: 'Not an Aggravated Felon',
    case_category: pick(['[16] Reinstated Final Order', '[8F] Expedited Removal', '[8B] Excludable', 'NA']),
    apprehension_method: random() < 0.75 ? 'NA' : 'Custodial Arrest',
    final_order_yes_no: pick(['YES', 'NO']),
    entry_date: random() < 0.6 ? 'NA' : day(-Math.floor(random() * 7000)),
    resume_custody_yes_no: 'NO',
    detainer_lift_reason: reason,
    detainer_lift_reason_code: reason === 'Detainer Declined by LEA' ? 'A' : 'NA',
    detainer_type: 'I247A - Immigration Detainer - Immigration Detainer - Notice of Action',
    unique_identifier: random() < 0.125 ? 'NA' : `${release}${String(row).padStart(11, '0')}abcdef01`,
    duplicate_likely: random() < 0.02 ? 'TRUE' : 'FALSE',
    file_original: `Generated_Detainers_FY_2026031${release}_Redacted.xlsx`,
    sheet_original: 'FY2026',
    row_original: String(row + 7),
  };
  for (const column of CLEANED) if (column.endsWith('_yes_no')) values[column] ??= flag();
  return { ...values, ...dated(values, row, offset) };
}

/** A quarter of ICE's rows have the day of an apprehension, and some that of a final order. */
function dated(values: Record<string, string>, row: number, offset: number): Record<string, string> {
  return {
    ...(values['apprehension_method'] === 'NA' ? {} : { apprehension_date: day(offset + (row % 23) - 3) }),
    ...(values['final_order_yes_no'] === 'YES' && row % 3 === 0
      ? { final_order_date: day(offset + (row % 61) - 30) }
      : {}),
  };
}

function weighted<T extends [...unknown[], number]>(list: T[], at: number): T {
  let sum = 0;
  for (const item of list) {
    sum += item.at(-1) as number;
    if (at < sum) return item;
  }
  return list[0] as T;
}

/** Row numbers of a release: the later one has lost some and gained some. */
export function* numbers({ rows, release = 1 }: Release): Generator<number> {
  for (let row = 1; row <= rows; row += 1) if (release === 1 || row % 333 !== 5) yield row;
  if (release === 2) for (let row = 1; row <= rows * 0.03; row += 1) yield rows + row;
}

/** Writes a CSV of invented detainer rows in the shape of the cleaned file: 64 named columns. */
export async function generateDetainers(file: string, release: Release): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${CLEANED.map((name) => `"${name}"`).join(',')}\n`);
  let lines: string[] = [];
  for (const row of numbers(release)) {
    const values = detainer(row, release);
    lines.push(CLEANED.map((name) => (name === '' ? `"${row}"` : quoted((values[name] ?? 'NA') as string))).join(','));
    if (lines.length === 1000) {
      if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
      lines = [];
    }
  }
  out.end(lines.length > 0 ? `${lines.join('\n')}\n` : '');
  await once(out, 'finish');
}

const quoted = (text: string) => (text === 'NA' || /^[\d-]+$/.test(text) ? text : `"${text.replace(/"/g, '""')}"`);

/**
 * Writes a workbook of invented rows in ICE's raw shape: six lines above the header, dates as serials, shared strings.
 */
export async function generateWorkbook(file: string, release: Release): Promise<void> {
  const zip = new yazl.ZipFile();
  const strings = new Map<string, number>();
  const part = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name);
  const sheet = new PassThrough();
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  part('[Content_Types].xml', `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`);
  part(
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="FY2026" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  part(
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  );
  part(
    'xl/styles.xml',
    `${XML}<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  );
  const done = once(zip.outputStream.pipe(createWriteStream(file)), 'finish');
  const shared = (text: string) => {
    const at = strings.get(text) ?? strings.size;
    strings.set(text, at);
    return at;
  };
  const cell = (column: string, at: number, row: number, text: string) => {
    const reference = `${letters(at)}${row}`;
    if (/_date$/.test(column) && text !== 'NA')
      return `<c r="${reference}" s="1"><v>${Date.parse(text) / 86_400_000 + 25_569}</v></c>`;
    if (column === 'birth_year') return `<c r="${reference}"><v>${text}</v></c>`;
    if (column === 'unique_identifier') return `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
    return `<c r="${reference}" t="s"><v>${shared(text)}</v></c>`;
  };
  sheet.write(
    `${XML}<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>${shared('Detainers')}</v></c></row>`,
  );
  sheet.write(`<row r="7">${RAW.map((name, at) => cell('', at, 7, name.replace(/_/g, ' '))).join('')}</row>`);
  let rows: string[] = [];
  let number = 7;
  for (const row of numbers(release)) {
    number += 1;
    const values = detainer(row, release);
    const cells = RAW.map((name, at) => {
      const text = REDACTED.includes(name) ? 'b(6), b(7)c' : values[name];
      return text === undefined || text === 'NA' ? '' : cell(name, at, number, text);
    });
    rows.push(`<row r="${number}">${cells.join('')}</row>`);
    if (rows.length === 500) {
      if (!sheet.write(rows.join(''))) await once(sheet, 'drain');
      rows = [];
    }
  }
  sheet.end(`${rows.join('')}</sheetData></worksheet>`);
  await once(sheet, 'end');
  const items = [...strings.keys()].map(
    (text) => `<si><t>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></si>`,
  );
  part('xl/sharedStrings.xml', `${XML}<sst xmlns="${MAIN}">${items.join('')}</sst>`);
  zip.end();
  await done;
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const letters = (at: number): string =>
  (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
