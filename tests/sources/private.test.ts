import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { publicAddress } from '../../src/sources/agreements-287g/public-address.ts';
import { eachRow } from '../../src/sources/files/read-table.ts';
import { COLUMNS } from '../../src/sources/ice-detainers/fields.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { sourceList } from '../../src/sources/index.ts';
import { nothingSeen } from '../../src/sources/source.ts';
import { bundledDesk } from '../_util/desk.ts';
import { HEADER, iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';

/** Each writing is planted in every column. */
const PLANTS = [
  'A123456789',
  'A# 123 456 789',
  'alien number: 123 456 789',
  'see file A-12345678 of him',
  '213 555 0143',
  '+1 (213) 555-0143',
  '2135550143',
  'DOB 01/02/1990',
  'born Jan 2, 1990',
  '1420 Planted Street Apt 5',
  'planted.person@example.org',
  'planted.person%40example.org',
  '219 09 9999',
  'FBI No. 123456PL7',
  'Booking # 2024-0012345',
  'Subject: Juan Planted',
  'name of subject: planted, juan',
  'inmate PLANTED PEREZ, JUAN',
  'defendant Juan Planted was arrested',
  'aka El Planted',
  'PEREZ LOPEZ, XIOMARA',
];
const NEEDLES =
  /123.?456.?789|12345678|555.?0143|01.02.1990|Jan 2, 1990|planted|219.09.9999|123456PL7|0012345|xiomara/i;

test('planted personal data is in no table, no log and no message; the cells are counted', async () => {
  const desk = await bundledDesk();
  const logged: string[] = [];
  const log = pino(
    { level: 'debug' },
    new Writable({
      write(chunk, _, done) {
        logged.push(String(chunk));
        done();
      },
    }),
  );
  // A day that cannot be read sets the row aside; a code names a facility without a name.
  const planted = [...COLUMNS.filter((column) => column !== 'detainer_prepare_date'), 'alien_name'];
  const columns = [...new Set([...HEADER, ...planted])];
  const people = planted.flatMap((column) => PLANTS.map((text) => ({ [column]: text })));
  const file = join(mkdtempSync(join(tmpdir(), 'desk-private-')), 'release_20260311.csv');
  writeFileSync(file, iceCsv([...people, ...Array.from({ length: 30 }, () => ({}))], columns));
  expect(await importFile(desk.db, findSource('ice-detainers'), file, { now: desk.now })).toMatchObject({
    rows: people.length + 30,
    rejected: 0,
  });
  const tables = await rows<{ name: string }>(desk.db, "select name from sqlite_master where type = 'table'");
  for (const { name } of tables.filter(({ name }) => !name.startsWith('name_search')))
    expect({ name, found: NEEDLES.test(JSON.stringify(await rows(desk.db, `select * from "${name}"`))) }).toEqual({
      name,
      found: false,
    });
  const references = await rows<{ reference: string }>(desk.db, 'select reference from detainers');
  const answers = [];
  for (const words of [
    'sources ice-detainers',
    'sources facilities',
    'lookup COOKCIL',
    ...references.slice(0, 200).map((row) => `lookup ${row.reference}`),
    ...['charge', 'citizenship', 'facility'].map((by) => `stats Illinois by:${by}`),
  ])
    answers.push(await answerCommand({ ...desk, log }, words));
  expect(JSON.stringify(answers)).not.toMatch(NEEDLES);
  expect(logged.join('')).not.toMatch(NEEDLES);
  expect(JSON.stringify(answers[0])).toMatch(/\d{3} cells that looked like personal data, or were no known value/);
  await desk.close();
});

test('neither the first row of a file without a header nor a cell that is no date is repeated', async () => {
  const desk = await bundledDesk();
  const folder = mkdtempSync(join(tmpdir(), 'desk-private-'));
  const load = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return importFile(desk.db, findSource('ice-detainers'), join(folder, name), { now: desk.now });
  };
  const people = Array.from({ length: 30 }, () => ({}));
  const [, ...headless] = iceCsv([{ detention_facility: 'x' }, ...people]).split('\n');
  await expect(load('headless.csv', `"DOE, JOHN PLANTED",remarks,${headless.join('\n')}`)).rejects.toThrow(
    /first line must name the columns.* names none of them/,
  );
  await load('release_20260311.csv', iceCsv([{ detainer_prepare_date: 'A 123-456-789' }, ...people]));
  const kept = [await rows(desk.db, 'select * from imports'), await rows(desk.db, 'select * from rejected_rows')];
  expect(JSON.stringify(kept)).toContain('is not a date');
  expect(JSON.stringify(kept)).not.toMatch(NEEDLES);
  await desk.close();
});

test.each(sourceList.filter(({ id }) => id !== 'ice-detainers').map(({ id }) => id))(
  'what is planted in any column of %s is withheld before anything reads it',
  async (id) => {
    const source = findSource(id);
    const quoted = (cells: string[]) => cells.map((cell) => `"${cell}"`).join(',');
    const lines = source.columns.flatMap((at) =>
      PLANTS.map((text) => quoted(source.columns.map((column) => (column === at ? text : 'harmless')))),
    );
    const file = join(mkdtempSync(join(tmpdir(), 'desk-private-')), 'planted.csv');
    writeFileSync(file, [quoted([...source.columns]), ...lines].join('\n'));
    const seen = nothingSeen();
    const reading = { files: [file], seen, reject: () => {}, onBytes: () => {}, onRows: () => {} };
    let read = 0;
    for await (const { fields } of eachRow(source, reading)) {
      read += 1;
      expect(Object.values(fields).filter((text) => NEEDLES.test(text))).toEqual([]);
    }
    expect(read).toBe(lines.length);
    expect(seen.withheld).toBe(lines.length);
  },
);

test('a file that is named after a person is loaded under no name', async () => {
  const desk = await bundledDesk();
  const file = join(mkdtempSync(join(tmpdir(), 'desk-private-')), 'Perez_Juan_A123456789.csv');
  writeFileSync(
    file,
    iceCsv([{ file_original: 'NA' }, { file_original: 'Detainers_A123456789.xlsx', gender: 'Female' }]),
  );
  const result = await importFile(desk.db, findSource('ice-detainers'), file, { now: desk.now });
  expect(result).toMatchObject({ rows: 2, inserted: 2 });
  const kept = [result, await rows(desk.db, 'select * from imports'), await rows(desk.db, 'select * from detainers')];
  expect(JSON.stringify(kept)).not.toMatch(/perez|123456789/i);
  await desk.close();
});

test('a link of a sheet keeps the public address, not who it was mailed to', () => {
  const inside = 'https://www.ice.gov/doclib/287gMOA/ACountyTX_TFM_MOA_02022025.pdf';
  const data = 'data=05%7C02%7Cplanted.person%40ice.dhs.gov%7C0123456789abcdef&reserved=0';
  const wrapped = `https://gcc02.safelinks.protection.outlook.com/?url=${encodeURIComponent(inside)}&${data}`;
  expect(publicAddress(wrapped)).toBe(inside);
  expect(publicAddress(`https://x.safelinks.protection.outlook.com/?url=${encodeURIComponent(wrapped)}`)).toBe(inside);
  expect(publicAddress(inside)).toBe(inside);
  expect(publicAddress('https://www.ice.gov/a.pdf?to=planted.person%40ice.dhs.gov')).toBeNull();
  expect(publicAddress('https://gcc02.safelinks.protection.outlook.com/?data=1')).toBeNull();
  expect(publicAddress('mailto:planted.person@ice.dhs.gov')).toBeNull();
});
