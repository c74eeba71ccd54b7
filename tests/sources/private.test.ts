import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { HEADER, iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';

/** What must not be kept, by the column that it is planted in. */
const PLANTED: [string, string][] = [
  ['case_status', 'A 123-456-789'],
  ['case_status', 'see A123456789 of the file'],
  ['facility_aor', 'SSN 219-09-9999'],
  ['detainer_type', 'call (612) 555-0137'],
  ['most_serious_conviction_charge', 'planted.person@example.org'],
  ['most_serious_conviction_charge', 'DOE, JOHN PLANTED'],
  ['citizenship_country', 'Maria Planted Lopez'],
  ['detention_facility', 'JOHN PLANTEDPERSON'],
  ['detainer_lift_reason', 'name of subject: Plantedname'],
  ['a_name_column', 'Plantedcolumn Person'],
  ['alien_name', 'Plantedcolumn Person'],
];
const NEEDLES = /123-456-789|123456789|219-09-9999|555-0137|planted/i;

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
  const columns = [...HEADER, 'a_name_column', 'alien_name'];
  const people = PLANTED.map(([column, value], at) => ({
    birth_year: String(1950 + at),
    detention_facility_code: column === 'detention_facility' ? 'NA' : 'COOKCIL',
    [column]: value,
  }));
  const file = join(mkdtempSync(join(tmpdir(), 'desk-private-')), 'release_20260311.csv');
  writeFileSync(file, iceCsv([...people, ...Array.from({ length: 30 }, () => ({}))], columns));
  expect(await importFile(desk.db, findSource('ice-detainers'), file, { now: desk.now })).toMatchObject({
    rows: 41,
    inserted: 41,
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
    ...references.map((row) => `lookup ${row.reference}`),
  ])
    answers.push(await answerCommand({ ...desk, log }, words));
  expect(JSON.stringify(answers)).not.toMatch(NEEDLES);
  expect(logged.join('')).not.toMatch(NEEDLES);
  expect(JSON.stringify(answers[0])).toContain('9 cells that looked like personal data');
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
