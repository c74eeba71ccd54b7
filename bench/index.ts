import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectPath } from '../src/project.ts';
import { makeDesk, openDesk } from './desks.ts';
import { measureAnswers } from './figures/answers.ts';
import { measureDigests } from './figures/digests.ts';
import { measureGrowth } from './figures/growth.ts';
import { measureImports } from './figures/imports.ts';
import { measurePeers } from './figures/peers.ts';
import { findScans } from './figures/plans.ts';
import { measureQueries } from './figures/queries.ts';
import { measureSizes } from './figures/sizes.ts';
import { measureSockets } from './figures/sockets.ts';
import { measureStart } from './figures/start.ts';
import { measureWords } from './figures/words.ts';
import { createTable } from './table.ts';

/*
 * npm run bench [-- --quick | --whole] [--only answers,growth] [--repeats 5]
 * Prints one table, every figure beside its floor of the same run, and writes it to var/bench.json. docs/performance.md
 * explains each figure. --quick takes less than a minute, over few rows: it fails on crashes, wrong answers and queries
 * that scan a large table, never on a time. --whole adds three million rows.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
    only: { type: 'string' },
    repeats: { type: 'string', default: '5' },
  },
});
const { quick, whole } = values;
const sizes = quick ? [2000, 10_000] : [10_000, 100_000, 600_000, ...(whole ? [3_000_000] : [])];
const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
const table = createTable(say);
const large = await makeDesk(folder, quick ? 10_000 : 600_000);
const context = await openDesk(large);
const runs = quick ? 20 : 200;

const groups: Record<string, () => unknown> = {
  answers: () => measureAnswers(context, table, runs),
  sockets: () => measureSockets(large, table, runs),
  queries: () => measureQueries(context, large.file, table),
  peers: () => (quick ? table.skip('DuckDB: not in a quick run') : measurePeers(context, large, table)),
  words: () => measureWords(large, table),
  growth: async () => {
    const desks = [];
    for (const size of sizes) desks.push(await makeDesk(folder, size));
    await measureGrowth(desks, table);
  },
  plans: () => findScans(context, large.file, table),
  start: () => measureStart(large, table),
  sizes: () => measureSizes(large, table),
  digests: () => (quick ? table.skip('digests: not in a quick run') : measureDigests(folder, table)),
  imports: () =>
    quick ? table.skip('imports: not in a quick run') : measureImports(folder, table, 600_000, Number(values.repeats)),
};
const wanted = values.only?.split(',') ?? Object.keys(groups);
const unknown = wanted.filter((name) => !(name in groups));
if (unknown.length > 0) throw new Error(`There is no group ${unknown.join(', ')}: ${Object.keys(groups).join(', ')}`);
const machine = {
  at: new Date().toISOString(),
  node: process.version,
  processors: `${availableParallelism()} x ${cpus()[0]?.model.trim()}`,
  memoryMB: Math.round(totalmem() / 2 ** 20),
  load: loadavg()[0],
};
say(
  `${machine.processors}, ${machine.memoryMB.toLocaleString('en-US')} MB, Node ${machine.node}, load ${machine.load?.toFixed(1)}`,
);
for (const name of wanted) await groups[name]?.();
await context.close();
rmSync(folder, { recursive: true });
const file = projectPath('var/bench.json');
mkdirSync(dirname(file), { recursive: true });
table.write(file, machine);
const judged = table.rows.filter(({ met }) => met !== undefined);
say(
  `\n${judged.filter(({ met }) => met).length} of ${judged.length} aims met; ${table.rows.length} figures in var/bench.json`,
);
process.exit(0);
