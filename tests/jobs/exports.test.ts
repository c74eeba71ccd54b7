import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { LOCAL } from '../../src/command-line/subcommand.ts';
import { answerCommand, findFullTable } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { createExportMaker, exportToFolder, makeExport } from '../../src/jobs/exports.ts';
import { projectPath } from '../../src/project.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';

let desk: Context;
const folder = mkdtempSync(join(tmpdir(), 'desk-exports-'));
beforeAll(async () => {
  desk = { ...(await bundledDesk()), randomBytes: (count) => new Uint8Array(count).fill(7) };
  const csv = join(folder, 'ice.csv');
  const assault = { most_serious_conviction_charge: 'ASSAULT', msc_conviction_date: '2020-01-01' };
  writeFileSync(
    csv,
    iceCsv([
      ...Array.from({ length: 5 }, (_, at) => ({ ...assault, birth_year: String(1970 + at) })),
      { ...assault, citizenship_country: 'LATVIA', birth_country: 'LATVIA', departure_country: 'LATVIA' },
      {
        ...assault,
        citizenship_country: 'LATVIA',
        detention_facility_code: 'NA',
        detention_facility: '=HYPERLINK("x") JAIL',
      },
      { citizenship_country: 'MALTA', birth_country: 'MALTA', birth_year: '1990' },
    ]),
  );
  await importFile(desk.db, findSource('ice-detainers'), csv, { now: desk.now, name: 'ice.csv' });
});

/** The exported file's table, by column. */
async function exported(line: string): Promise<{ text: string; table: Record<string, string>[] }> {
  const made = await makeExport(desk, line, LOCAL, join(folder, 'out'));
  if (made.kind !== 'file') throw new Error(JSON.stringify(made));
  const text = readFileSync(made.path, 'utf8');
  const begins = Number(/begins in line (\d+)/.exec(text)?.[1]);
  return {
    text,
    table: parseCsvRows(
      text
        .split('\r\n')
        .slice(begins - 1)
        .join('\r\n'),
    ),
  };
}

describe('detainer records', () => {
  test('every row that the answer counts, with the fields of a card and no identifier', async () => {
    const { text, table } = await exported('lookup "Cook County, IL"');
    const answer = await answerCommand(desk, 'lookup "Cook County, IL"');
    expect(answer.summary).toContain(`${table.length} detainer records`);
    expect(Object.keys(table[0] ?? {})).toContain('lift_reason_of_ice');
    expect(text).not.toMatch(/made-up|unique_identifier/);
    expect(text).toContain('not a count of releases');
    expect(text).toMatch(/Source: Government data provided by ICE.*Made_Up_Detainers/);
  });

  test('nationality is withheld where fewer than five share it with offence and facility', async () => {
    const { text, table } = await exported('lookup "Cook County, IL"');
    const nationalities = table.map(
      (row) => `${row['citizenship']}/${row['birth_country']}/${row['conviction_charge']}`,
    );
    expect(nationalities.filter((each) => each === 'POLAND/POLAND/ASSAULT')).toHaveLength(5);
    expect(nationalities).toContain('withheld (fewer than 5)/withheld (fewer than 5)/ASSAULT');
    expect(nationalities).toContain('MALTA/MALTA/');
    const small = table.filter((row) => row['citizenship']?.startsWith('withheld'));
    for (const row of small)
      for (const name of ['reference', 'row_in_file']) expect(row[name]).toBe('withheld (fewer than 5)');
    expect(table.filter((row) => row['reference']?.startsWith('D-')).length).toBeGreaterThan(4);
    expect(text).not.toContain('LATVIA');
    expect(text).toMatch(/Nationality is withheld in \d rows?/);
  });

  test('what the question names cannot be withheld, so the offence is, or else the place', async () => {
    const named = (await exported('lookup Illinois citizenship:latvia')).table;
    expect(named.map((row) => `${row['citizenship']}/${row['conviction_charge']}`)).toEqual([
      'LATVIA/withheld (fewer than 5)',
      'LATVIA/withheld (fewer than 5)',
    ]);
    const { table, text } = await exported('lookup Illinois citizenship:latvia citizenship:poland charge:assault');
    expect(table).toHaveLength(7);
    expect(table.filter((row) => row['facility']?.startsWith('withheld')).map((row) => row['facility_city'])).toEqual([
      'withheld (fewer than 5)',
      'withheld (fewer than 5)',
    ]);
    expect(text).toContain('Place is withheld in 2 rows');
  });

  test('filters that match too few are refused, as the answer refuses them', async () => {
    const made = await makeExport(desk, 'lookup Illinois citizenship:latvia charge:assault', LOCAL, folder);
    expect(made).toMatchObject({ kind: 'notice', notice: { summary: expect.stringContaining('Fewer than 5') } });
  });

  test('a facility name that looks like a formula is text', async () => {
    const { table } = await exported('lookup Illinois');
    expect(table.map((row) => row['facility'])).toContain(`'=HYPERLINK("x") JAIL`);
  });
});

test('published cases: all that the answer counts, not only its page', async () => {
  const { text, table } = await exported('releases');
  const answer = await answerCommand(desk, 'releases');
  expect(answer.summary).toContain(`${table.length} published cases`);
  expect(table.length).toBeGreaterThan(20);
  expect(text).toContain('Charges are not convictions');
});

test('rules: each with its status at the date', async () => {
  const { table } = await exported('policy "Mecklenburg County, NC" on:2025-10-01');
  const standing = Object.fromEntries(table.map((row) => [row['instrument'], row['standing']]));
  expect(standing['HB 318 (2025)']).toBe('in force when last read');
  expect(standing['HB 10 (2024)']).toBe('before');
});

test('any answer with a table can be exported', async () => {
  const { table } = await exported('sources');
  expect(table.map((row) => row['Source'])).toContain('policies');
});

describe('no rows', () => {
  test.each([
    ['releases in:Wyoming', /no rows to export/i],
    ['lookup Wyoming', /No detainer records/],
  ])('%s: a sentence', async (line, sentence) => {
    const made = await makeExport(desk, line, LOCAL, folder);
    expect(made).toMatchObject({ kind: 'notice', notice: { summary: expect.stringMatching(sentence) } });
  });

  test('an ambiguous place is asked about, and its choices lead to the export', async () => {
    const found = await findFullTable(desk, 'policy orange county', LOCAL);
    expect(JSON.stringify(found)).toContain('"words":"export policy');
  });

  test.each(['help', 'export releases', 'digest now', 'watch Denver', 'cite DD-7777'])(
    'export %s: refused',
    async (line) => {
      await expect(answerCommand(desk, `export ${line}`)).rejects.toThrow(
        /has no rows to export.*export releases since/,
      );
    },
  );
  test('export alone, and an unknown id', async () => {
    for (const words of ['export', 'export /detainer', 'export ""'])
      await expect(answerCommand(desk, words)).rejects.toThrow(/Export what\? For example/);
    await expect(answerCommand(desk, 'export DD-ZZZZ')).rejects.toThrow(/No answer is kept/);
  });
});

test('an id stands for its command line; the answer names the path', async () => {
  const asker = { ...LOCAL, export: exportToFolder(desk, LOCAL, join(folder, 'here')) };
  const answer = await answerCommand(desk, 'releases in:"Los Angeles County, CA" since:2020-08', asker);
  const id = answer.kind === 'answer' ? answer.kept?.id : undefined;
  const said = await answerCommand(desk, `export ${id}`, asker);
  expect(said.summary).toMatch(
    /^\d+ rows: .*here.*declined-detainer-releases-in-los-angeles-county-ca.*-20261124-120000\.csv$/,
  );
  expect(readdirSync(join(folder, 'here'))).toHaveLength(1);
});

test('only its owner can read a file, and no words of a question lead out of the folder', async () => {
  const out = join(folder, 'private');
  expect((await makeExport(desk, 'releases charge:"../../../etc/passwd"', LOCAL, out)).kind).not.toBe('file');
  for (const line of ['releases', 'policy "Cook County, IL"']) {
    const made = await makeExport(desk, line, LOCAL, out);
    if (made.kind !== 'file') throw new Error(`${line}: no file`);
    expect(made.path).toBe(join(out, made.name));
    expect(made.name).toMatch(/^[a-z0-9-]+\.csv$/);
    expect(statSync(made.path).mode & 0o077).toBe(0);
  }
  expect(readdirSync(out)).toHaveLength(2);
});

test('the export program makes the file in its own process and reports mistakes', async () => {
  const [file] = await rows<{ file: string }>(desk.db, 'pragma database_list');
  const { make } = createExportMaker([
    '/usr/bin/env',
    `DATABASE_URL=sqlite:${file?.file}`,
    process.execPath,
    projectPath('dist/src/cli.js'),
    'export',
  ]);
  const asker = { channelId: 'C1', userId: 'U2', role: 'editor' as const };
  const [made, problem] = await Promise.all([
    make('lookup "Cook County, IL"', asker, join(folder, 'child')),
    make('policy --help', asker, folder),
  ]);
  expect(made).toMatchObject({ kind: 'file', rows: 7, total: 7 });
  expect(readdirSync(join(folder, 'child'))).toHaveLength(1);
  expect(problem).toMatchObject({ kind: 'problem', message: expect.stringContaining("I don't know a place") });
});

const ASKER = { channelId: 'C1', userId: 'U2', role: 'editor' as const };
/** A program that is started as the export program is. */
const program = (code: string): [string, ...string[]] => [process.execPath, '-e', code, '--'];

test('a character of several bytes that arrives in two pieces stays intact', async () => {
  const { make } = createExportMaker(
    program(`
      const bytes = Buffer.from(JSON.stringify({ kind: 'file', title: 'Doña Ana' }));
      const cut = bytes.indexOf(0xc3) + 1;
      process.stdout.write(bytes.subarray(0, cut), () => setTimeout(() => process.stdout.write(bytes.subarray(cut)), 200));
    `),
  );
  expect(await make('policy', ASKER, folder)).toEqual({ kind: 'file', title: 'Doña Ana' });
});

test('stop ends the running export and removes its folder, starts no other, and tells the askers', async () => {
  const [first, second] = [mkdtempSync(join(tmpdir(), 'desk-stop-')), mkdtempSync(join(tmpdir(), 'desk-stop-'))];
  const exports = createExportMaker(
    program(`
      const folder = process.argv[process.argv.indexOf('--folder') + 1];
      require('node:fs').writeFileSync(folder + '/half.csv', String(process.pid));
      setInterval(() => {}, 1000);
    `),
  );
  const made = [exports.make('lookup Illinois', ASKER, first), exports.make('policy Ohio', ASKER, second)];
  const half = join(first, 'half.csv');
  while (!existsSync(half) || readFileSync(half, 'utf8') === '')
    await new Promise((resolve) => setTimeout(resolve, 20));
  const pid = Number(readFileSync(half, 'utf8'));
  await exports.stop(0);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect([first, second].filter((each) => existsSync(each))).toEqual([]);
  for (const [at, line] of ['lookup Illinois', 'policy Ohio'].entries())
    expect(await made[at]).toMatchObject({ kind: 'problem', choices: [{ words: `export ${line}` }] });
  expect(await exports.make('help', ASKER, folder)).toMatchObject({ kind: 'problem' });
});

test('stop lets an export finish if there is time', async () => {
  const exports = createExportMaker(
    program(`setTimeout(() => process.stdout.write(JSON.stringify({ kind: 'file', title: 'Made' })), 300)`),
  );
  const made = exports.make('help', ASKER, folder);
  await exports.stop(60_000);
  expect(await made).toEqual({ kind: 'file', title: 'Made' });
});
