import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDetainers, seeded } from '../../bench/generate.ts';
import { ARRESTS, arrests, STAYS, stays, writeCsv } from '../../bench/generate-after.ts';
import { findAllAgreements } from '../../src/db/agreements.ts';
import type { Db } from '../../src/db/connect.ts';
import { SourceError } from '../../src/errors.ts';
import { projectPath } from '../../src/project.ts';
import { isListedOn } from '../../src/rules/agreement-at-date.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { findSource, importBundled, importFile } from '../../src/sources/import.ts';
import { createTemplate } from '../_util/databases.ts';
import { NOW, readRows } from '../_util/desk.ts';
import { type Row, randomRows } from '../_util/detainers.ts';
import { iceCsv } from '../_util/ice.ts';
import { seedAudit } from './seed-audit.ts';

const at = (instant: string) => () => new Date(instant);
const folder = mkdtempSync(join(tmpdir(), 'answers-'));
let later: Promise<string> | undefined;

/** Opens a copy of the seeded database: bundled facts, generated detainers, an audit. */
export const seededDb = createTemplate(fillSeed);

/** Fills a database as that of the answers. */
export async function fillSeed(db: Db): Promise<void> {
  await importBundled(db, projectPath, at(NOW), () => {});
  await load(db, 'ice-detainers', 'generated_20260311.csv', await detainers(1));
  await loadAfter(db);
  await seedAudit(db);
}

/** What came after the detainers: arrests and stays of their release. */
async function loadAfter(db: Db): Promise<void> {
  for (const [source, columns, rows] of [
    ['ice-arrests', ARRESTS, arrests({ rows: 2500 })],
    ['ice-stays', STAYS, stays({ rows: 2500 })],
  ] as const) {
    const file = join(folder, `${source}-generated.csv`);
    await writeCsv(file, columns, rows);
    await importFile(db, findSource(source), file, { now: at(NOW) });
  }
}

/** What arrives later: a release with changed outcomes, a sheet, one more published case, one rule less, a file that is refused. */
export async function loadLater(db: Db, now: () => Date): Promise<void> {
  const lines = (path: string) => readFileSync(projectPath(path), 'utf8').trimEnd().split('\n');
  const releases = lines('data/releases.csv');
  const first = releases.find((line) => line.startsWith('LA-1,')) ?? '';
  later ??= detainers(2);
  await load(db, 'ice-detainers', 'generated_20260312.csv', await later, now);
  await load(db, 'agreements-287g', 'participatingAgencies11202026am.csv', await laterSheet(db), now);
  await load(db, 'releases', 'releases.csv', [...releases, first.replace('LA-1,', 'LA-99,')].join('\n'), now);
  await load(db, 'policies', 'policies.csv', lines('data/policies.csv').slice(0, -1).join('\n'), now);
  await load(db, 'figures', 'figures.csv', 'not,a\ntable,of figures', now).catch((cause: unknown) => {
    if (!(cause instanceof SourceError)) throw cause;
  });
}

async function load(db: Db, source: string, name: string, text: string, now = at(NOW)): Promise<void> {
  const file = join(folder, name);
  writeFileSync(file, text);
  await importFile(db, findSource(source), file, { now });
}

const JAILS: Record<string, [name: string, city: string][]> = {
  TEXAS: [
    ['HARRIS COUNTY JAIL', 'HOUSTON'],
    ['DALLAS COUNTY JAIL', 'DALLAS'],
  ],
  FLORIDA: [
    ['ORANGE COUNTY JAIL', 'ORLANDO'],
    ['COLLIER COUNTY SHERIFF', 'NAPLES'],
  ],
  CALIFORNIA: [
    ['LOS ANGELES COUNTY JAIL', 'LOS ANGELES'],
    ['SAN DIEGO COUNTY JAIL', 'SAN DIEGO'],
  ],
  'NORTH CAROLINA': [['MECKLENBURG COUNTY JAIL', 'CHARLOTTE']],
  COLORADO: [['DENVER COUNTY JAIL', 'DENVER']],
};

/** The generator's rows, every second one at a jail that a place has, and rows at the sites of the other tests. */
async function detainers(release: 1 | 2): Promise<string> {
  const file = join(folder, `generated-${release}.csv`);
  await generateDetainers(file, { rows: 2500, release });
  const generated: Row[] = parseCsvRows(readFileSync(file, 'utf8'));
  const placed = generated.map((row) => {
    const number = Number(row['row_original']);
    const jails = JAILS[row['facility_state'] ?? ''];
    const jail = jails?.[Math.floor(number / 2) % jails.length];
    if (!jail || number % 2 === 0) return row;
    const [name, city] = jail;
    return { ...row, detention_facility: name, facility_city: city, detention_facility_code: 'NA' };
  });
  const file_original = generated[0]?.['file_original'] ?? '';
  const more = randomRows(900, 7).map((row, at) => ({
    ...row,
    ...(release === 2 && at % 40 === 3 ? { detainer_lift_reason: 'Detainer Declined by LEA' } : {}),
    file_original,
  }));
  return iceCsv([...placed, ...more], Object.keys(generated[0] ?? {}));
}

const MODELS = ['Jail Enforcement Model', 'Warrant Service Officer', 'Task Force Model'];

/** A sheet of ICE after the bundled history: what it lists, without one sheriff, and with a few more. */
async function laterSheet(db: Db): Promise<string> {
  const day = '2026-11-20';
  const random = seeded(3);
  const listed = (await findAllAgreements(db, {})).filter(
    (row) => row.stage === 'participating' && isListedOn(row, day) && row.agency !== "Baker County Sheriff's Office",
  );
  const known = new Set(listed.map((row) => row.county_fips));
  const counties = readRows('data/policies.csv').filter(
    ({ level, fips = '' }) => level === 'county' && !known.has(fips),
  );
  const more = [...new Map(counties.map((row) => [row['fips'], row])).values()].flatMap(({ name = '', state }) => {
    const [chance, model] = [random(), random()];
    const cells = [state, `${name} Sheriff's Office`, 'County', name, MODELS[Math.floor(model * MODELS.length)]];
    return chance < 0.05 ? [[...cells, '11/1/2026', '']] : [];
  });
  const rows = listed.map((row) => [
    row.state,
    row.agency,
    row.agency_type,
    row.county,
    row.model,
    row.resigned_on.split(';').at(-1) || row.signed_on,
    row.moa_url,
  ]);
  const header = 'STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA'.split(',');
  return [header, ...rows, ...more]
    .map((cells) => cells.map((cell) => `"${(cell ?? '').replaceAll('"', '""')}"`).join(','))
    .join('\n');
}
