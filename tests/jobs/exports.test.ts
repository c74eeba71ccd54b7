import { randomBytes } from 'node:crypto';
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
  let given = 0;
  desk = { ...(await bundledDesk()), randomBytes: (count) => new Uint8Array(count).fill(given++) };
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

  test('a row is what the list and the card show: the public record, whole', async () => {
    const { text, table } = await exported('lookup Illinois citizenship:latvia charge:assault');
    expect(table).toHaveLength(2);
    expect(text).toContain('Each row is a public record as ICE released it');
    expect(text).not.toContain('withheld');
    // The ids of this desk are all alike: each answer here gets one of its own.
    const own = { ...desk, randomBytes };
    const list = JSON.stringify(await answerCommand(own, 'lookup Illinois citizenship:latvia charge:assault'));
    for (const row of table) {
      expect(row).toMatchObject({ citizenship: 'LATVIA', conviction_charge: 'ASSAULT' });
      expect(list).toContain(row['reference']);
      const card = JSON.stringify(await answerCommand(own, `lookup ${row['reference']}`));
      for (const name of ['citizenship', 'conviction_charge', 'facility_city', 'birth_year'])
        expect(card.toUpperCase()).toContain(String(row[name]).toUpperCase());
    }
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
