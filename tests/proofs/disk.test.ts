import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { type Finding, findFaults } from './disk/find-faults.ts';
import { hasCompiler, makeLibrary, WHY } from './disk/make-library.ts';

const NO_LIMIT = 3 * 3_600_000;
const LONG = Boolean(process.env['LONG']);
const SEED = Number(process.env['DISK_SEED'] ?? 1);
/** What a caller is told when the disk fails: SQLite's code, which the desk puts into words, or those words. */
const TOLD =
  /^\S+: (SQLITE_(IOERR|FULL|CORRUPT)|UserError The disk|SourceError The disk|SourceError \S*\.csv was not loaded and nothing was changed: the disk|StartError The database)/;
/** Runs with an error, and images of a cut: a thousand each in the long form. */
const RUNS = Number(process.env['DISK_RUNS'] ?? (LONG ? 1000 : 24));
const BATCH = 100;
const KINDS = ['eio-read', 'eio-write', 'eio-sync', 'eio-truncate', 'short-read', 'short-write', 'torn-write', 'full'];
const HERE = join(import.meta.dirname, 'disk');

/** A folder with the library and a migrated database, without facts. */
async function prepare(): Promise<{ folder: string; library: string; template: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-disk-'));
  const template = join(folder, 'template.sqlite');
  const db = await connect(template);
  await db.destroy();
  return { folder, library: makeLibrary(folder), template };
}

/** Runs writer.js on the failing disk. Returns how often it met which error. */
const write = (args: string[], env: Record<string, string>) =>
  new Promise<Record<string, number>>((resolve, reject) =>
    execFile(
      process.execPath,
      [join(HERE, 'writer.js'), ...args],
      { env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC', ...env }, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) =>
        error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(JSON.parse(stdout)),
    ),
  );

const add = (totals: Record<string, number>, more: Record<string, number>) => {
  for (const [what, many] of Object.entries(more)) totals[what] = (totals[what] ?? 0) + many;
};

/** What is wrong with each database of a folder, counted; `acksOf` finds what its writer noted until then. */
function look(folder: string, acksOf: (name: string) => string): { counts: Record<string, number>; found: string[] } {
  const counts: Record<string, number> = {};
  const found: string[] = [];
  for (const name of readdirSync(folder)) {
    const faults: Finding[] = findFaults(join(folder, name, 'desk.sqlite'), acksOf(name));
    for (const kind of new Set(faults.map((each) => each.kind))) add(counts, { [kind]: 1 });
    for (const { kind, what } of faults) if (kind !== 'audit rows lost') found.push(`${name}: ${kind}: ${what}`);
  }
  return { counts, found };
}

test.skipIf(!hasCompiler)(
  `${RUNS} runs with an error of the disk: refused in words or by code, nothing acknowledged is lost, nothing is half there${WHY}`,
  { timeout: NO_LIMIT },
  async () => {
    const { folder, library, template } = await prepare();
    const errors: Record<string, number> = {};
    for (let done = 0; done < RUNS; done += BATCH) {
      const runs = join(folder, 'runs');
      mkdirSync(runs);
      const many = Math.min(BATCH, RUNS - done);
      const env = { LD_PRELOAD: library, DISK_PATH: runs, DISK_KINDS: KINDS.join(' ') };
      add(errors, await write(['faults', template, runs, String(SEED + done), String(many)], env));
      const { found } = look(runs, (name) => readFileSync(join(runs, name, 'acks'), 'utf8'));
      expect(found).toEqual([]);
      rmSync(runs, { recursive: true });
    }
    expect(Object.keys(errors).filter((error) => !TOLD.test(error))).toEqual([]);
    process.stdout.write(`${RUNS} runs with an error: ${JSON.stringify(errors)}\n`);
    rmSync(folder, { recursive: true });
  },
);

/** Images of what a cut of the power leaves, at some moment of a desk's life. */
async function cuts(lies: boolean): Promise<{ images: number; counts: Record<string, number>; found: string[] }> {
  const { folder, library, template } = await prepare();
  const totals = { images: 0, counts: {} as Record<string, number>, found: [] as string[] };
  for (let seed = SEED; totals.images < RUNS; seed += 1) {
    const [life, images, acks] = [join(folder, 'life'), join(folder, 'images'), join(folder, 'acks')];
    for (const each of [life, images]) mkdirSync(each);
    await write(['cuts', template, life, String(seed), LONG ? '600' : '120'], {
      LD_PRELOAD: library,
      DISK_PATH: life,
      DISK_CUTS: images,
      DISK_CUT_EVERY: LONG ? '40' : '60',
      DISK_ACKS: acks,
      DISK_SEED: String(seed),
      ...(lies ? { DISK_LIES: '1' } : {}),
    });
    const written = readFileSync(acks, 'utf8');
    const { counts, found } = look(images, (name) => written.slice(0, Number(name.split('-')[1])));
    totals.images += readdirSync(images).length;
    add(totals.counts, counts);
    totals.found.push(...found);
    for (const each of [life, images]) rmSync(each, { recursive: true });
  }
  rmSync(folder, { recursive: true });
  return totals;
}

test.skipIf(!hasCompiler)(
  `the power is cut ${RUNS} times: what was acknowledged is there, whole${WHY}`,
  { timeout: NO_LIMIT },
  async () => {
    const { images, counts, found } = await cuts(false);
    process.stdout.write(`${images} cuts: ${JSON.stringify(counts)}\n`);
    expect(found.slice(0, 20)).toEqual([]);
    expect(images).toBeGreaterThanOrEqual(RUNS);
  },
);

test.skipIf(!hasCompiler)(
  `the power is cut ${RUNS} times on a disk that lies: the loss is seen here, so the test above would see it${WHY}`,
  { timeout: NO_LIMIT },
  async () => {
    const { images, counts } = await cuts(true);
    process.stdout.write(`${images} cuts on a disk that lies: ${JSON.stringify(counts)}\n`);
    expect(counts['lost']).toBeGreaterThan(0);
  },
);
