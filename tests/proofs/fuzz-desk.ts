import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Context } from '../../src/context.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk, readRows } from '../_util/desk.ts';
import { loadRows, randomRows } from '../_util/detainers.ts';
import { madeAgreement, madeImport, rows } from '../_util/news.ts';
import { withoutAgreements } from '../_util/sheets.ts';
import { ODD } from './odd-text.ts';

export interface FuzzDesk {
  context: Context;
  /** Words that only this desk knows: references of its records, its facilities. */
  words: string[];
  /** Forgets what askers set up and what was kept, and numbers the answers anew. */
  reset(): Promise<void>;
}

/** A number as bytes, the smallest digit first, 32 to a byte: what the desk makes an answer's id of. */
export const bytesOf = (number: number, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, at) => Math.floor(number / 32 ** at) % 32);

/** A desk with bundled facts, invented detainers, and text in its facts that a renderer may stumble over. */
export async function fuzzDesk(): Promise<FuzzDesk> {
  const bundled = await bundledDesk();
  const hostile = ODD.filter((text) => text.trim() !== '').map((text, at) => ({
    detention_facility: `${text} COUNTY JAIL`.slice(0, 80),
    detention_facility_code: `HOST${at}`,
    citizenship_country: text,
    most_serious_conviction_charge: `${text} Assault`,
    case_status: text,
    detainer_lift_reason: at % 3 === 0 ? text : 'Detainer Declined by LEA',
    unique_identifier: `hostile-${at}`,
  }));
  await loadRows(bundled, [...randomRows(600, 7), ...hostile]);
  await loadHostileReleases(bundled);
  await loadSheet(bundled);
  await madeImport(bundled.db, [madeAgreement(), { now: null, was: null, change: 'removed' }]);
  let thrown = 0;
  const context: Context = {
    ...bundled,
    randomBytes(count) {
      thrown += 1;
      return bytesOf(thrown - 1, count);
    },
  };
  const references = await rows<{ reference: string }>(context.db, 'select reference from detainers limit 60');
  const facilities = await rows<{ name: string; code: string | null }>(
    context.db,
    'select name, code from facilities limit 80',
  );
  return {
    context,
    words: [
      ...references.map((row) => row.reference),
      ...facilities.flatMap((row) => [row.name, row.code ?? '']).filter((text) => text !== ''),
    ],
    async reset() {
      thrown = 0;
      for (const table of ['deliveries', 'threads', 'outbox', 'watches', 'subscriptions', 'answers', 'default_states'])
        await sql.raw(`delete from ${table}`).execute(context.db);
    },
  };
}

const csv = (lines: string[][]) =>
  lines.map((cells) => cells.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')).join('\n');

/** The bundled releases, each of the first ones with something odd in its free texts. */
async function loadHostileReleases({ db, now }: Context): Promise<void> {
  const all = readRows('data/releases.csv').map((row, at) => {
    const text = ODD[at] ?? '';
    return {
      ...row,
      offences: `${row['offences']} ${text}`,
      notes: text,
      releasing_agency: `${row['releasing_agency']}${text}`,
    };
  });
  const columns = Object.keys(all[0] ?? {});
  const path = join(mkdtempSync(join(tmpdir(), 'desk-fuzz-')), 'releases.csv');
  const lines = [columns, ...all.map((row: Record<string, string>) => columns.map((name) => row[name] ?? ''))];
  // A file in UTF-8 that holds a NUL is refused as no text; one in UTF-16 may hold it.
  writeFileSync(path, `\uFEFF${csv(lines)}`, 'utf16le');
  await importFile(db, findSource('releases'), path, { now });
}

/** A 287(g) sheet of agencies that are none. */
async function loadSheet(desk: Context): Promise<void> {
  const { db, now } = await withoutAgreements(desk);
  const path = join(mkdtempSync(join(tmpdir(), 'desk-fuzz-')), 'participatingAgencies07182025pm.csv');
  const lines = ['FLORIDA', 'TEXAS', 'NORTH CAROLINA'].flatMap((state) =>
    ['Polk', 'Lake', 'Union', '<!channel>'].map((county, at) => [
      state,
      `${county} County Sheriff's Office`,
      'County',
      `${county} County`,
      at % 2 ? 'Task Force Model' : 'Warrant Service Officer',
      '2025-02-26',
    ]),
  );
  writeFileSync(path, csv([['STATE', 'LAW ENFORCEMENT AGENCY', 'TYPE', 'COUNTY', 'SUPPORT TYPE', 'SIGNED'], ...lines]));
  await importFile(db, findSource('agreements-287g'), path, { now });
}
