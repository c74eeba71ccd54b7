import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { classifyFacility } from '../../src/rules/facility.ts';
import { WITHHELD } from '../../src/rules/private-text.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { displayName } from '../../src/sources/write/facilities.ts';
import { bundledDesk } from '../_util/desk.ts';
import { iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';

let desk: Context;
let folder: string;
beforeEach(async () => {
  desk = await bundledDesk();
  folder = mkdtempSync(join(tmpdir(), 'desk-facilities-'));
});
afterEach(() => desk.close());

const load = (source: string, text: string, name = `${source}.csv`) => {
  writeFileSync(join(folder, name), text);
  return importFile(desk.db, findSource(source), join(folder, name), { now: desk.now });
};
const site = (detention_facility: string, facility_city: string, facility_state: string, code = 'NA') => ({
  detention_facility,
  facility_city,
  facility_state,
  detention_facility_code: code,
});
const placed = async () =>
  Object.fromEntries(
    (
      await rows<{ name: string; city: string; kind: string; place_id: string; county_fips: string }>(
        desk.db,
        'select name, city, kind, place_id, county_fips from facilities',
      )
    ).map(({ name, city, kind, place_id, county_fips }) => [`${name}, ${city ?? '-'}`, [kind, place_id, county_fips]]),
  );

test('by name, city and state together, never by name alone; each kind under what governs it', async () => {
  await load(
    'ice-detainers',
    iceCsv([
      site('ORANGE COUNTY JAIL', 'SANTA ANA', 'CALIFORNIA'),
      site('ORANGE COUNTY JAIL', 'ORLANDO', 'FLORIDA'),
      site('ORANGE COUNTY JAIL', 'NA', 'NA'),
      site('HUDSON C.F. HUDSON NY', 'HUDSON', 'NEW YORK'),
      site('TRAVIS COUNTY STATE JAIL', 'AUSTIN', 'TEXAS'),
      site('NASSAU BAY POLICE DEPT.', 'NASSAU BAY', 'TEXAS'),
      site('METRO DETENTION', 'BOISE', 'IDAHO'),
      site('FCI WASECA', 'WASECA', 'MINNESOTA'),
      site('MINN.C.F.,ST.CLOUD', 'ST. CLOUD', 'MINNESOTA', 'MNCFSTC'),
      site('STERNS CO. JAIL', 'ST. CLOUD', 'MINNESOTA'),
      site('HENNEPIN COUNTY MEDICAL CENTER', 'MINNEAPOLIS', 'MINNESOTA'),
    ]),
  );
  const found = await placed();
  expect(found['ORANGE COUNTY JAIL, SANTA ANA']).toEqual(['county jail', '06059', '06059']);
  expect(found['ORANGE COUNTY JAIL, ORLANDO']).toEqual(['county jail', '12095', '12095']);
  expect(found['ORANGE COUNTY JAIL, -']).toEqual(['county jail', null, null]);
  expect(found['HUDSON C.F. HUDSON NY, HUDSON']?.slice(0, 2)).toEqual(['state prison', 'NY']);
  expect(found['TRAVIS COUNTY STATE JAIL, AUSTIN']?.slice(0, 2)).toEqual(['state prison', 'TX']);
  expect(found['NASSAU BAY POLICE DEPT., NASSAU BAY']).toEqual(['police', 'TX/nassau bay', '48201']);
  expect(found['METRO DETENTION, BOISE']).toEqual(['county jail', '16001', '16001']);
  expect(found['FCI WASECA, WASECA']).toEqual(['federal', null, '27161']);
  expect(found['MINN.C.F.,ST.CLOUD, ST. CLOUD']?.slice(0, 2)).toEqual(['state prison', 'MN']);
  expect(found['STERNS CO. JAIL, ST. CLOUD']).toEqual(['county jail', '27145', '27145']);
  expect(found['HENNEPIN COUNTY MEDICAL CENTER, MINNEAPOLIS']?.[0]).toBe('hospital');
});

test('unplaced ones are listed; a correction wins, is applied to what is loaded, and the totals follow', async () => {
  await load('ice-detainers', iceCsv([site('BIG HOUSE', 'NOWHERE', 'IOWA', 'IAZZZ'), site('BIG HOUSE', 'X', 'OHIO')]));
  const before = JSON.stringify(await answerCommand(desk, 'sources facilities'));
  expect(before).toContain('2 facilities; 2 not placed');
  expect(before).toContain('BIG HOUSE, NOWHERE, IA');
  expect(before).toContain('1 record · ICE code IAZZZ · kind not known');
  const header = 'state,code,name,city,kind,place,reason,source\n';
  const result = await load('facilities', `${header}IA,iazzz,,,county jail,Polk County,,the sheriff's site\n`);
  expect(result).toMatchObject({ inserted: 1, rejected: 0 });
  expect((await placed())['BIG HOUSE, NOWHERE']).toEqual(['county jail', '19153', '19153']);
  expect(JSON.stringify(await answerCommand(desk, 'lookup "Polk County, IA"'))).toContain('BIG HOUSE');
  expect(await rows(desk.db, "select county_fips, rows from detainer_totals where state = 'IA'")).toEqual([
    { county_fips: '19153', rows: 1 },
  ]);
  expect(JSON.stringify(await answerCommand(desk, 'sources facilities'))).toContain('2 facilities; 1 not placed');
});

test('a correction without source, kind or place of that state is rejected with the column', async () => {
  const header = 'state,code,name,city,kind,place,reason,source\n';
  const bad = [
    'IA,IAZZZ,,,county jail,Polk County,,',
    'IA,IAZZZ,,,castle,Polk County,,x',
    'IA,,,,county jail,Polk County,,x',
    'XX,IAZZZ,,,county jail,Polk County,,x',
    'IA,IAYYY,,,county jail,Atlantis County,,x',
  ];
  await expect(load('facilities', header + bad.join('\n'))).rejects.toThrow(/No row of facilities.csv can be used/);
  const good = Array.from({ length: 120 }, (_, at) => `IA,IA${at},,,county jail,Polk County,,x`);
  await load('facilities', header + [...good, ...bad].join('\n'));
  const reasons = await rows<{ reason: string }>(
    desk.db,
    'select reason from rejected_rows where import_id = (select max(import_id) from imports) order by row_number',
  );
  expect(reasons.map((row) => row.reason)).toEqual([
    expect.stringContaining('source is empty'),
    expect.stringContaining('kind must be one of county jail, city jail, police'),
    expect.stringContaining('needs the code or the name'),
    expect.stringContaining('state must be two letters'),
    expect.stringContaining('place "Atlantis County" is no county or city of IA'),
  ]);
});

test.each([
  ['GUS HARRISON, ADRIAN,MI', 'GUS HARRISON, ADRIAN,MI'],
  ['MARK TWAIN, AUSTIN, TX', 'MARK TWAIN, AUSTIN, TX'],
  ['HARRISON, ADRIAN', 'withheld'],
  ['HARRISON, ADRIAN, JR', 'withheld'],
])('a name that ends with a city and a state is a site: %s is shown as %s', (name, shown) => {
  const said = displayName({ name, code: null, city: null, state: null });
  expect(said).toBe(shown === 'withheld' ? WITHHELD : shown);
});

const STRINGS = join(import.meta.dirname, '../../../shared/data/facility-strings.csv');
test.skipIf(!existsSync(STRINGS))('of 4,008 real names none is taken for a person, and few kinds are not known', () => {
  const names = parseCsvRows(readFileSync(STRINGS, 'utf8')).map((row) => Object.values(row)[0] ?? '');
  expect(names.length).toBeGreaterThan(4000);
  const kinds = names.map((name) => classifyFacility({ name }).kind);
  expect(names.filter((name) => displayName({ name, code: null, city: null, state: null }) !== name)).toEqual([]);
  expect(kinds.filter((kind) => kind === 'not known').length).toBeLessThan(500);
});
