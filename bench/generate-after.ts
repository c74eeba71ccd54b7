import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { detainer, numbers, type Release, seeded } from './generate.ts';

/** Columns of the publisher's cleaned files of arrests and of detention stays that say what, when and whose. */
export const ARRESTS =
  'apprehension_date,apprehension_state,apprehension_aor,final_program,final_program_group,apprehension_method,apprehension_criminality,case_status,case_category,departed_date,departure_country,final_order_yes_no,final_order_date,birth_year,citizenship_country,gender,apprehension_site_landmark,unique_identifier,apprehension_date_time,duplicate_likely,file_original,sheet_original,row_original'.split(
    ',',
  );
export const STAYS =
  'stay_ID,n_stints,detention_facility_codes_all,stay_book_in_date_time,stay_book_out_date_time,stay_book_out_date,stay_release_reason,gender,birth_year,case_status,final_order_yes_no,final_order_date,departed_date,departure_country,citizenship_country,unique_identifier,n_stays,detention_facility_first,detention_facility_code_first,book_in_date_time_first,book_out_date_time_first'.split(
    ',',
  );

const day = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const LAST = '2026-03-10';
const METHODS = ['CAP Local Incarceration', 'Custodial Arrest', '287(g) Program', 'Located'];

interface Followed {
  number: number;
  person: Record<string, string>;
  random: () => number;
  arrested: string;
  left: string | undefined;
}

/** What follows an invented detainer: half the people are arrested within two months, most of these are booked in, some depart. */
function* followed(release: Release): Generator<Followed> {
  let number = 0;
  for (const row of numbers(release)) {
    const person = detainer(row, release);
    const random = seeded(Math.imul(release.seed ?? 1, 0x85ebca6b) + row);
    const isKnown = person['unique_identifier'] !== 'NA';
    if (random() > 0.5 || !isKnown) continue;
    number += 1;
    const arrested = day(person['detainer_prepare_date'] ?? '', Math.floor(random() ** 2 * 62) - 2);
    if (arrested > LAST) continue;
    const left = day(arrested, Math.floor(random() * 60));
    yield { number, person, random, arrested, left: left > LAST ? undefined : left };
    if (number % 3 !== 0) continue;
    // Somebody of whom there is no detainer.
    number += 1;
    const other = { ...person, unique_identifier: `9${String(number).padStart(11, '0')}fedcba09` };
    yield { number, person: other, random, arrested, left: undefined };
  }
}

/** Invented arrests of a release by column name, in the shape of the publisher's file. */
export function* arrests(release: Release): Generator<Record<string, string>> {
  for (const { number, person, random, arrested, left } of followed(release))
    yield {
      apprehension_date: arrested,
      apprehension_state: person['facility_state'] ?? 'NA',
      apprehension_aor: person['facility_aor'] ?? 'NA',
      final_program: 'ERO Criminal Alien Program',
      apprehension_method: METHODS[Math.floor(random() * METHODS.length)] ?? 'NA',
      apprehension_criminality: person['detainer_prepared_criminality'] ?? 'NA',
      departed_date: left ?? 'NA',
      birth_year: person['birth_year'] ?? 'NA',
      citizenship_country: person['citizenship_country'] ?? 'NA',
      gender: person['gender'] ?? 'NA',
      unique_identifier: person['unique_identifier'] ?? 'NA',
      apprehension_date_time: `${arrested} ${String(Math.floor(random() * 24)).padStart(2, '0')}:30:00`,
      duplicate_likely: 'FALSE',
      file_original: `Generated_Arrests_FY_2026031${release.release ?? 1}_Redacted.xlsx`,
      sheet_original: 'FY2026',
      row_original: String(number + 7),
    };
}

/** Invented detention stays of the same people: nine in ten arrests lead to one. The publisher's file names no file of ICE's. */
export function* stays(release: Release): Generator<Record<string, string>> {
  for (const { number, person, random, arrested, left } of followed(release)) {
    if (number % 10 === 0) continue;
    const id = person['unique_identifier'] ?? 'NA';
    const booked = `${arrested} ${String(Math.floor(random() * 24)).padStart(2, '0')}:45:00`;
    yield {
      stay_ID: `${id}_${booked}`,
      n_stints: '1',
      stay_book_in_date_time: booked,
      stay_book_out_date_time: left ? `${left} 06:00:00` : 'NA',
      stay_book_out_date: left ?? 'NA',
      stay_release_reason: left ? 'Removed' : 'NA',
      gender: person['gender'] ?? 'NA',
      departed_date: left ?? 'NA',
      citizenship_country: person['citizenship_country'] ?? 'NA',
      unique_identifier: id,
      n_stays: '1',
    };
  }
}

/** Writes rows as the publisher's CSV. */
export async function writeCsv(
  file: string,
  columns: readonly string[],
  rows: Iterable<Record<string, string>>,
): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${columns.join(',')}\n`);
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(columns.map((column) => `"${row[column] ?? 'NA'}"`).join(','));
    if (lines.length < 1000) continue;
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
    lines = [];
  }
  out.end(lines.length > 0 ? `${lines.join('\n')}\n` : '');
  await once(out, 'finish');
}
