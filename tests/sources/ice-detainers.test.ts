import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { SourceError } from '../../src/errors.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { HEADER, iceCsv } from '../_util/ice.ts';

let desk: Context;
let folder: string;
beforeEach(async () => {
  desk = await bundledDesk();
  folder = mkdtempSync(join(tmpdir(), 'desk-'));
});
afterEach(() => desk.close());

const file = (text: string, name = 'ice.csv') => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const load = (path: string, id = 'ice-detainers') => importFile(desk.db, findSource(id), path, { now: desk.now });
const all = async (words: string) => JSON.stringify(await answerCommand(desk, words));
const references = async () =>
  (await desk.db.selectFrom('detainers').select('reference').orderBy('detainer_id').execute()).map(
    (row) => row.reference,
  );

describe('the file as it is published', () => {
  test('columns in any order, an unnamed first one, unknown ones left out; loading again changes nothing', async () => {
    const columns = [...HEADER].reverse().concat('a_new_column');
    const path = file(iceCsv([{}, { birth_year: '1990' }], columns));
    expect(await load(path)).toMatchObject({ rows: 2, inserted: 2, rejected: 0 });
    const before = await references();
    expect(await load(path)).toMatchObject({ rows: 2, inserted: 0, updated: 0, unchanged: 2 });
    expect(await references()).toEqual(before);
  });

  test('a reference survives another order, other row numbers and another outcome', async () => {
    await load(file(iceCsv([{}, { birth_year: '1990' }])));
    const before = (await references()).sort();
    const changed: Record<string, string>[] = [
      { birth_year: '1990', row_original: '70', unique_identifier: 'other' },
      { detainer_lift_reason: 'Booked into Detention', row_original: '71' },
    ];
    expect(await load(file(iceCsv(changed), 'later.csv'))).toMatchObject({
      inserted: 0,
      updated: 1,
      unchanged: 1,
      removed: 0,
    });
    expect((await references()).sort()).toEqual(before);
  });

  test('rows that agree in everything keep apart', async () => {
    expect(await load(file(iceCsv([{}, {}, {}])))).toMatchObject({ inserted: 3 });
    expect(new Set(await references()).size).toBe(3);
  });

  test('old column names are read', async () => {
    const old = HEADER.map(
      (name) =>
        ({ detention_facility: 'Detainer Facility', detention_facility_code: 'detainer_facility_code' })[name] ?? name,
    );
    const text = iceCsv([{}])
      .replace('"detention_facility"', '"Detainer Facility"')
      .replace('"detention_facility_code"', '"detainer_facility_code"');
    expect(old).toContain('Detainer Facility');
    expect(await load(file(text))).toMatchObject({ inserted: 1 });
  });

  test('redacted, not recorded and not in the file are said apart', async () => {
    const columns = HEADER.filter((name) => name !== 'birth_country');
    await load(file(iceCsv([{ most_serious_conviction_charge: 'b(6), b(7)C', citizenship_country: 'NA' }], columns)));
    const [reference] = await references();
    const card = await all(`lookup ${reference}`);
    expect(card).toContain('charge redacted by ICE');
    expect(card).toContain('redacted by ICE: most_serious_conviction_charge');
    expect(card).toContain('citizenship not recorded');
    expect(card).toMatch(/columns that this file does not have: [^.]*birth_country/);
    expect(card).toContain('No outcome recorded');
  });

  test("ICE's identifier and personal data reach no answer; planted values are withheld", async () => {
    await load(
      file(iceCsv([{ detention_facility: 'COOK COUNTY JAIL A123456789', unique_identifier: 'id-never-shown' }])),
    );
    const stored = JSON.stringify(
      await desk.db.selectFrom('facilities').selectAll().where('code', '=', 'COOKCIL').execute(),
    );
    expect(stored).not.toContain('A123456789');
    const [reference] = await references();
    expect(await all(`lookup ${reference}`)).not.toMatch(/id-never-shown|A123456789/);
  });

  test.each([
    ['Booked into Detention', 'custody_transferred'],
    ['Detainer Declined by LEA', 'declined_recorded'],
    ['No longer in State, Local, or Federal Custody', 'left_custody'],
    ['Insufficient Notice to ICE', 'left_custody'],
    ['Prosecutorial Discretion', 'withdrawn_by_ice'],
    ['Superseding - New Form Issued', 'superseded_admin'],
    ['Died', 'died'],
    ['A reason never seen', 'other_recorded'],
    ['NA', 'no_outcome'],
  ])('%s is %s, the words kept', async (reason, group) => {
    await load(file(iceCsv([{ detainer_lift_reason: reason }])));
    const row = await desk.db
      .selectFrom('detainers')
      .select(['outcome_group', 'lift_reason'])
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ outcome_group: group, lift_reason: reason === 'NA' ? null : reason });
  });

  test("a county jail is resolved with its state, a state prison is not the county's", async () => {
    await load(
      file(
        iceCsv([
          {},
          {
            facility_state: 'MINNESOTA',
            detention_facility: 'MINN.C.F.,ST.CLOUD',
            detention_facility_code: 'MNCFSTC',
            facility_city: 'ST. CLOUD',
          },
          {
            facility_state: 'CALIFORNIA',
            detention_facility: 'ORANGE COUNTY JAIL',
            detention_facility_code: 'NA',
            facility_city: 'SANTA ANA',
          },
          {
            facility_state: 'FLORIDA',
            detention_facility: 'ORANGE COUNTY JAIL',
            detention_facility_code: 'NA',
            facility_city: 'ORLANDO',
          },
          {
            facility_state: 'NA',
            detention_facility: 'ORANGE COUNTY JAIL',
            detention_facility_code: 'NA',
            facility_city: 'NA',
          },
        ]),
      ),
    );
    const rows = await desk.db
      .selectFrom('facilities')
      .select(['name', 'state', 'kind', 'place_id'])
      .orderBy('facility_id')
      .execute();
    const at = (name: string, state: string | null) => rows.find((row) => row.name === name && row.state === state);
    expect(at('COOK COUNTY JAIL', 'IL')).toMatchObject({ kind: 'county jail', place_id: '17031' });
    expect(at('MINN.C.F.,ST.CLOUD', 'MN')).toMatchObject({ kind: 'state prison', place_id: 'MN' });
    expect(at('ORANGE COUNTY JAIL', 'CA')?.place_id).toBe('06059');
    expect(at('ORANGE COUNTY JAIL', 'FL')?.place_id).toBe('12095');
    expect(at('ORANGE COUNTY JAIL', null)?.place_id).toBeNull();
  });
});

describe('bad input', () => {
  test('a bad row is kept aside with its number and reason; the rest loads', async () => {
    expect(
      await load(
        file(
          iceCsv([
            {},
            { detainer_prepare_date: '5025-13-01' },
            { detention_facility: 'NA', detention_facility_code: 'NA' },
          ]),
        ),
      ),
    ).toMatchObject({
      rows: 3,
      inserted: 1,
      rejected: 2,
    });
    const said = await all('sources ice-detainers');
    expect(said).toContain('row 3: detainer_prepare_date');
    expect(said).toContain('row 4: detention_facility is empty');
  });

  test.each([
    [
      'a missing required column, by name',
      () =>
        iceCsv(
          [{}],
          HEADER.filter((name) => name !== 'detainer_lift_reason'),
        ),
      /column detainer_lift_reason is missing/,
    ],
    ['another table', () => 'a,b\n1,2\n', /not a file of the source ice-detainers/],
    ['an empty file', () => '', /is empty/],
    ['a header alone', () => iceCsv([]), /no rows/],
    ['a web page', () => '<!DOCTYPE html><html></html>', /web page/],
    ['a workbook', () => 'PK\u0003\u0004xxxx', /damaged or cut off/],
    ['bytes that are no text', () => 'abc\u0000def', /not text/],
    ['broken quoting', () => `${iceCsv([{}])}\n"2","20`, /cannot be read as CSV/],
    ['no usable row', () => iceCsv([{ detainer_prepare_date: 'x' }]), /No row .* can be used.*Row 2/],
  ])('%s is refused, the earlier data stay, and sources says so', async (_name, text, sentence) => {
    await load(file(iceCsv([{}]), 'good.csv'));
    const refused = load(file(text(), 'bad.csv'));
    await expect(refused).rejects.toThrow(SourceError);
    await expect(refused).rejects.toThrow(sentence);
    expect(await references()).toHaveLength(1);
    expect(await all('sources ice-detainers')).toContain('was refused, the earlier data stay');
  });

  test('a path that is not there, a folder without CSV, an unknown source', async () => {
    await expect(load(join(folder, 'none.csv'))).rejects.toThrow(/no file or folder/);
    await expect(load(folder)).rejects.toThrow(/no .csv, .xlsx or .parquet file/);
    expect(() => findSource('detainers')).toThrow(/The sources are/);
  });

  test('a dry run counts and changes nothing', async () => {
    const counted = await importFile(desk.db, findSource('ice-detainers'), file(iceCsv([{}])), {
      now: desk.now,
      dry: true,
    });
    expect(counted).toMatchObject({ rows: 1, inserted: 1 });
    expect(await references()).toEqual([]);
  });

  test('markup and SQL in the data stay text', async () => {
    await load(
      file(
        iceCsv([
          {
            detention_facility: "<!channel> <https://evil.example|ice.gov> '; drop table detainers; --",
            citizenship_country: '\u202Eevil',
          },
        ]),
      ),
    );
    expect(await references()).toHaveLength(1);
  });
});

const REAL = join(import.meta.dirname, '../../../shared/data/ice-detainers-st-cloud.csv');
test.skipIf(!existsSync(REAL))(
  'the real 22-row file: every row can be looked up (skipped where ../shared is missing)',
  async () => {
    expect(readFileSync(REAL, 'utf8').length).toBeGreaterThan(1000);
    expect(await load(REAL)).toMatchObject({ rows: 22, inserted: 22, rejected: 0 });
    for (const reference of await references()) {
      const card = await all(`lookup ${reference}`);
      expect(card).toContain('Detainer Declined by LEA');
      expect(card).toContain('2026-ICLI-00005_Detainers_FY26_20260311_Redacted.xlsx, sheet FY2026, row ');
      expect(card).toContain('state prison');
      expect(card).not.toMatch(/released/);
    }
    const list = await all('lookup "St. Cloud prison MN"');
    expect(list).toContain('21 of the 22 carry one date');
    expect(list).toContain('not a count of releases');
  },
);
