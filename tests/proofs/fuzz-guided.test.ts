import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseArgs, tidyLine } from '../../src/command-line/parse.ts';
import { commandOf, subcommands } from '../../src/commands/index.ts';
import { questionDesk } from '../../src/commands/questions/question-desk.ts';
import type { Context } from '../../src/context.ts';
import { SourceError, UserError } from '../../src/errors.ts';
import type { Desk } from '../../src/question/desk.ts';
import { readQuestion } from '../../src/question/read.ts';
import { readSheetName } from '../../src/sources/agreements-287g/sheet-name.ts';
import { eachRow } from '../../src/sources/files/read-table.ts';
import { findSource } from '../../src/sources/import.ts';
import { nothingSeen } from '../../src/sources/source.ts';
import { readSheet } from '../../src/sources/write/agreements/read-sheet.ts';
import { bundledDesk, readRows } from '../_util/desk.ts';
import { madeRandom, randomRows } from '../_util/detainers.ts';
import { zipOf } from '../_util/file-server.ts';
import { iceCsv } from '../_util/ice.ts';
import { THOROUGH } from '../_util/thorough.ts';
import { checkText } from './check-answer.ts';
import { changeBytes, changeText } from './guided/change-text.ts';
import { growCorpus, type Target } from './guided/grow-corpus.ts';

const NO_LIMIT = 86_400_000;
const LONG = Boolean(process.env['LONG']);
/** Minutes for each of the five; without LONG, so many inputs each. */
const MINUTES = Number(process.env['FUZZ_MINUTES'] ?? 60);
const FEW = THOROUGH ? 400 : 60;
const MOST_MEMORY = 300;
const SEED = Number(process.env['FUZZ_SEED'] ?? (LONG ? Date.now() % 1_000_000 : 20_261_124));
const TODAY = '2026-11-24';

let context: Context;
let desk: Desk;
const folder = mkdtempSync(join(tmpdir(), 'desk-guided-'));
beforeAll(async () => {
  context = await bundledDesk();
  desk = await questionDesk(context, commandOf);
});
afterAll(async () => {
  await context.close();
  rmSync(folder, { recursive: true });
});

async function check<T>(target: Target<T>): Promise<void> {
  const next = madeRandom(SEED);
  const random = (below: number) => Math.floor(next() * below);
  const grown = await growCorpus(target, {
    seconds: LONG ? MINUTES * 60 : Number.POSITIVE_INFINITY,
    most: LONG ? Number.POSITIVE_INFINITY : 2 * target.seeds.length + FEW,
    random,
  });
  const { failures, outcomes, slowest, memory, ...counts } = grown;
  process.stdout.write(
    `${target.name}, seed ${SEED}: ${JSON.stringify({ ...counts, slowest: `${slowest.toFixed(2)} s`, memory: `${memory.toFixed(0)} MB`, outcomes })}\n`,
  );
  expect(failures).toEqual([]);
  expect(memory).toBeLessThan(MOST_MEMORY);
  // What covered something new is kept; other tests of the same thread may have covered it before.
  expect(counts.corpus).toBeGreaterThanOrEqual(Math.min(target.seeds.length, 4));
}

/** Words of a refusal, or what it returned; anything else thrown is a fault. */
async function refusedOr(work: () => Promise<string> | string): Promise<string> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof UserError || cause instanceof SourceError)) throw cause;
    checkText(cause.message.replaceAll('<', '('));
    return 'refused';
  }
}

const QUESTIONS = readRows('tests/question/questions.csv')
  .map((row) => row['question'] ?? '')
  .filter((_, at) => THOROUGH || at % 5 === 0);
const LINES = subcommands.flatMap(({ name, examples }) => [name, ...examples]);
const WORDS = [
  ...subcommands.flatMap(({ name, filters }) => [name, ...Object.keys(filters).map((key) => `${key}:`)]),
  ...QUESTIONS.flatMap((question) => question.split(' ')),
  ...'since:2020-08 until:FY2025 "Cook County, IL" page:2 Q1 0024 12/31/2020 last 3 months 2020..2021 1e9'.split(' '),
];
const words = (text: string, other: string, random: (below: number) => number) =>
  changeText(text, other, random, WORDS);

test('the parser of command lines', { timeout: NO_LIMIT }, () =>
  check({
    name: 'the parser of command lines',
    seeds: LINES,
    change: words,
    run: (line) =>
      refusedOr(() => {
        const [name = '', ...rest] = tidyLine(line).split(' ');
        const subcommand = commandOf(name)?.subcommand ?? subcommands[line.length % subcommands.length];
        if (!subcommand) return 'no command';
        const { line: canonical } = parseArgs(subcommand, rest.join(' '), TODAY);
        // What it made of the words is read as the same again.
        const again = parseArgs(subcommand, canonical.replace(/^\S+ ?/, ''), TODAY);
        expect(again.line).toBe(canonical);
        return 'parsed';
      }),
  }),
);

test('the reader of questions', { timeout: NO_LIMIT }, () =>
  check({
    name: 'the reader of questions',
    seeds: QUESTIONS,
    change: words,
    run: async (question) => {
      const reading = await readQuestion(desk, { words: question, today: TODAY });
      const again = reading.outcome === 'run' && (await readQuestion(desk, { words: reading.line, today: TODAY }));
      if (again) expect({ of: reading.line, is: again.line }).toEqual({ of: reading.line, is: reading.line });
      return reading.outcome;
    },
  }),
);

/** Reads a file of a source to its end. */
async function readFile(sourceId: string, name: string, content: Buffer | string): Promise<string> {
  const path = join(folder, name.replace(/[^\w.-]/g, '_').slice(-80) || 'x');
  writeFileSync(path, content);
  return refusedOr(async () => {
    let count = 0;
    const reading = { files: [path], seen: nothingSeen(), onBytes: () => {}, onRows: () => {}, reject: () => {} };
    for await (const row of eachRow(findSource(sourceId), reading)) {
      if (Object.values(row.fields).some((cell) => typeof cell !== 'string')) throw new Error('a cell that is no text');
      count += 1;
    }
    return count > 0 ? 'rows' : 'no rows';
  });
}

const CSV = [iceCsv(randomRows(6, 3)), 'figure_id,publisher\n"1","x"\n', iceCsv(randomRows(2, 5)).replaceAll(',', ';')];
const CELLS = ['"', '""', ',', ';', '\t', '|', '\r', '\n', '\r\n', '\0', '\uFEFF', ',,,,', '"\n"', '","'];

test('the reader of CSV', { timeout: NO_LIMIT }, () =>
  check<Buffer>({
    name: 'the reader of CSV',
    seeds: [...CSV.map((text) => Buffer.from(text)), Buffer.from(`\uFEFF${CSV[0]}`, 'utf16le')],
    change: (bytes, other, random) =>
      random(3) === 0
        ? changeBytes(bytes, random)
        : Buffer.from(changeText(bytes.toString('latin1'), other.toString('latin1'), random, CELLS), 'latin1'),
    run: (content) => readFile('ice-detainers', 'made.csv', content),
  }),
);

type Parts = Record<string, string>;
const cell = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
const HEADER = ['STATE', 'LAW ENFORCEMENT AGENCY', 'TYPE', 'COUNTY', 'SUPPORT TYPE', 'SIGNED'];
const ROW = ['FLORIDA', "Polk County Sheriff's Office", 'County', 'Polk County', 'Task Force Model', '2025-02-26'];
const WORKBOOK: Parts = {
  'xl/workbook.xml':
    '<workbook xmlns:r="r"><workbookPr date1904="0"/><sheets><sheet name="Sheet 1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/sharedStrings.xml': '<sst><si><t>FLORIDA</t></si><si><r><t>Polk</t></r><r><t> County</t></r></si></sst>',
  'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1">${HEADER.map((text, at) => cell(`${'ABCDEF'[at]}1`, text)).join('')}</row><row r="2"><c r="A2" t="s"><v>0</v></c>${ROW.slice(
    1,
    5,
  )
    .map((text, at) => cell(`${'BCDE'[at]}2`, text))
    .join(
      '',
    )}<c r="F2" s="1"><v>45714</v></c></row></sheetData><hyperlinks><hyperlink ref="B2" r:id="rId9"/></hyperlinks></worksheet>`,
};
const XML = [
  '<c r="',
  '<row>',
  '</row>',
  '<![CDATA[',
  ']]>',
  '&#x41;',
  '&amp;',
  '&',
  '<!--',
  '-->',
  '<v>',
  't="s"',
  '<?xml?>',
]
  .concat([
    't="b"',
    't="e"',
    't="str"',
    's="1"',
    'r="XFD1048576"',
    '<f>',
    '1e308',
    '-1',
    '2958466',
    '<is/>',
    '/>',
    '<si>',
  ])
  .concat([
    'ref="A1:Z99"',
    'Target="../x.xml"',
    'xl/worksheets/sheet1.xml',
    '\u0000',
    '<!DOCTYPE x [<!ENTITY a "b">]>',
  ]);

interface Made {
  parts: Parts;
  /** Changes of the packed bytes: where, as a share, and what. */
  damage: [number, number][];
}
const pack = ({ parts, damage }: Made): Buffer => {
  const bytes = zipOf(Object.entries(parts).map(([name, text]) => ({ name, text })));
  for (const [where, byte] of damage) bytes[Math.floor(where * bytes.length)] = byte;
  return bytes;
};

test('the reader of workbooks', { timeout: NO_LIMIT }, () =>
  check<Made>({
    name: 'the reader of workbooks',
    seeds: [{ parts: WORKBOOK, damage: [] }],
    change: ({ parts, damage }, other, random) => {
      if (random(6) === 0) return { parts, damage: [...damage.slice(-4), [random(1e6) / 1e6, random(256)]] };
      const names = Object.keys(parts);
      const name = names[random(names.length)] ?? '';
      const made = changeText(parts[name] ?? '', Object.values(other.parts)[random(5)] ?? '', random, XML);
      return { parts: { ...parts, [name]: made }, damage };
    },
    run: (made) => readFile('agreements-287g', 'made.xlsx', pack(made)),
  }),
);

interface Sheet {
  name: string;
  rows: string[][];
}
const SHEETS: Sheet[] = [
  { name: 'participatingAgencies07182025pm.csv', rows: [HEADER, ROW, ['TEXAS', ...ROW.slice(1)]] },
  { name: '287gPendingAgencies091526am.csv', rows: [HEADER.slice(0, 5), ROW.slice(0, 5)] },
  { name: 'participatingAgencies-20250410172009.csv', rows: [HEADER, [...ROW.slice(0, 5), '45714']] },
  { name: 'html_20210113_02.csv', rows: [HEADER, [...ROW.slice(0, 5), '02/26/2019']] },
];
const AGENCIES = [
  'FLORIDA',
  'Fla.',
  'N/A',
  '#N/A',
  'Jail Enforcement Model',
  'WSO',
  '2/30/2025',
  '1899-12-31',
  '99999999',
  'pending',
].concat([
  'mid',
  'https://www.ice.gov/x.pdf',
  'mailto:a@b.example',
  'DISTRICT OF COLUMBIA',
  'PUERTO RICO',
  '2025-02-30',
  '60',
]);

test('the reader of 287(g) sheets', { timeout: NO_LIMIT }, () =>
  check<Sheet>({
    name: 'the reader of 287(g) sheets',
    seeds: SHEETS,
    change: ({ name, rows }, other, random) => {
      if (random(3) === 0) return { name: changeText(name, other.name, random, AGENCIES).slice(0, 120), rows };
      const at = random(rows.length);
      const row = [...(rows[at] ?? [])];
      const column = random(row.length + 1);
      row[column] = changeText(row[column] ?? '', other.rows.flat()[random(12)] ?? '', random, AGENCIES).slice(0, 2000);
      const changed = random(8) === 0 ? [...rows, row].slice(-30) : rows.with(at, row);
      return { name, rows: changed };
    },
    run: async ({ name, rows: cells }) => {
      const path = join(folder, 'sheet.csv');
      writeFileSync(
        path,
        cells.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n'),
      );
      return refusedOr(async () => {
        const raw = [];
        const reading = { files: [path], seen: nothingSeen(), onBytes: () => {}, onRows: () => {}, reject: () => {} };
        for await (const row of eachRow(findSource('agreements-287g'), reading)) raw.push(row);
        const placeOf = async () => ({ place_id: null, county_fips: null }) as never;
        const sheet = await readSheet(name, readSheetName(name), raw, { importId: 1, latest: TODAY, placeOf });
        expect(sheet.day <= TODAY).toBe(true);
        for (const { row } of sheet.rows) expect(row.signed_on === null || row.signed_on <= sheet.day).toBe(true);
        return `${sheet.stage}, ${sheet.rejected.length > 0 ? 'some rejected' : 'read'}`;
      });
    },
  }),
);
