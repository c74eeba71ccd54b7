import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { answerCommand } from '../src/commands/index.ts';
import { connect } from '../src/db/connect.ts';
import { UserError } from '../src/errors.ts';
import { projectPath } from '../src/project.ts';
import { findSource, importBundled, importFile } from '../src/sources/import.ts';
import { generateDetainers } from './generate.ts';

/*
 * Both engines side by side: DESK_DATABASES=postgres://user@host:port/postgres npm run bench:engines [-- rows]
 * A generated release is imported into a new database of each, then the same lines are asked of each. In this process.
 */
const ROWS = Number(process.argv[2] ?? 60_000);
const ROUNDS = 20;
const LINES = [
  'policy Denver',
  'policy "Cook County, IL" on:2024-05',
  'stats Texas',
  'top jails in:TX',
  'releases CA',
  'lookup Texas',
  'agreements Florida',
  'places cook',
];
const now = () => new Date('2026-11-24T12:00:00Z');
const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), 'desk-engines-'));

interface Figures {
  bundled: number;
  imported: number;
  again: number;
  p50: number;
  p99: number;
}

async function measure(address: string, files: readonly string[]): Promise<Figures> {
  const db = await connect(address);
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const bundled = await timed(() => importBundled(db, projectPath, now, () => {}));
  const [imported = 0, again = 0] = [
    await timed(() => importFile(db, findSource('ice-detainers'), files[0] ?? '', { now })),
    await timed(() => importFile(db, findSource('ice-detainers'), files[1] ?? '', { now })),
  ];
  const context = { db, now, log: pino({ level: 'silent' }), zone: 'UTC', close: async () => {} };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const line of LINES)
      times.push(
        await timed(() =>
          answerCommand(context, line).catch((cause: unknown) => {
            if (!(cause instanceof UserError)) throw cause;
          }),
        ),
      );
  await db.destroy();
  times.sort((a, b) => a - b);
  const of = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { bundled, imported, again, p50: of(0.5), p99: of(0.99) };
}

const server = process.env['DESK_DATABASES'];
if (!server) {
  say(
    'Name a PostgreSQL server whose user may create databases: DESK_DATABASES=postgres://user@localhost:5432/postgres',
  );
  process.exit(2);
}
const name = `bench_${process.pid}`;
const admin = new pg.Client({ connectionString: server });
await admin.connect();
await admin.query(`create database ${name} template template0`);
const address = new URL(server);
address.pathname = name;
const files = [join(folder, 'release_20260311.csv'), join(folder, 'release_20260312.csv')];
await generateDetainers(files[0] ?? '', { rows: ROWS, release: 1 });
await generateDetainers(files[1] ?? '', { rows: ROWS, release: 2 });
const sqlite = await measure(join(folder, 'desk.sqlite'), files);
const postgres = await measure(address.href, files);
await admin.query(`drop database ${name}`);
await admin.end();
rmSync(folder, { recursive: true });

say(`${ROWS.toLocaleString('en-US')} rows; milliseconds; ${LINES.length} lines, ${ROUNDS} times each`);
say('                              SQLite   PostgreSQL   ratio');
for (const [what, key] of [
  ['bundled facts', 'bundled'],
  ['import of a release', 'imported'],
  ['import of the next release', 'again'],
  ['answer, p50', 'p50'],
  ['answer, p99', 'p99'],
] as const)
  say(
    `${what.padEnd(28)}${sqlite[key].toFixed(1).padStart(8)}${postgres[key].toFixed(1).padStart(13)}${(postgres[key] / sqlite[key]).toFixed(2).padStart(8)}`,
  );
