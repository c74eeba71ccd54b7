import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandOf } from '../src/commands/index.ts';
import { questionDesk } from '../src/commands/questions/question-desk.ts';
import { connect } from '../src/db/connect.ts';
import { upsertFacility } from '../src/db/facilities.ts';
import { findLatestLoaded } from '../src/db/imports.ts';
import { projectPath } from '../src/project.ts';
import { readQuestion } from '../src/question/read.ts';
import { parseCsvRows } from '../src/sources/files/csv-parser.ts';
import { importBundled } from '../src/sources/import.ts';

/** Measures the CPU time of reading plain words, over all places and 4,000 generated facilities. */
const AIM_MS = 10;
const TODAY = '2026-11-28';
const folder = mkdtempSync(join(tmpdir(), 'desk-questions-'));
const db = await connect(join(folder, 'desk.sqlite'));
await importBundled(
  db,
  projectPath,
  () => new Date(`${TODAY}T12:00:00Z`),
  () => {},
);
const loaded = await findLatestLoaded(db, 'places');
for (let at = 0; at < 4000; at += 1)
  await upsertFacility(db, {
    facility_id: randomUUID(),
    code: `F${at}`,
    name: `Facility ${at} County Jail`,
    city: null,
    state: 'TX',
    kind: 'county jail',
    place_id: null,
    county_fips: null,
    search_key: ` facility ${at} county jail `,
    import_id: loaded?.import_id ?? 1,
  });
const cpuMs = (start: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
const desk = await questionDesk({ db }, commandOf);
const questions = ['questions', 'blind', 'blind-2', 'blind-3', 'blind-4', 'blind-5', 'blind-6', 'blind-7'].flatMap(
  (name) =>
    parseCsvRows(readFileSync(projectPath(`tests/question/${name}.csv`), 'utf8')).map((row) => row['question'] ?? ''),
);
const measure = async (of: typeof desk, words: string): Promise<number> => {
  const start = process.cpuUsage();
  await readQuestion(of, { words, today: TODAY });
  return cpuMs(start);
};
// A desk that has just started looks every place up for the first time. The least of three such desks, so that what else
// runs on the machine is not counted.
const least = new Map<string, number>();
for (let round = 0; round < 3; round += 1) {
  const again = await connect(join(folder, 'desk.sqlite'));
  const fresh = await questionDesk({ db: again }, commandOf);
  for (const words of questions)
    least.set(words, Math.min(least.get(words) ?? Number.POSITIVE_INFINITY, await measure(fresh, words)));
  await again.destroy();
}
const first = [...least].map(([words, ms]) => ({ words, ms }));
const times: typeof first = [];
for (let round = 0; round < 4; round += 1)
  for (const words of questions) {
    const ms = await measure(desk, words);
    if (round > 0) times.push({ words, ms });
  }
times.sort((a, b) => a.ms - b.ms);
first.sort((a, b) => a.ms - b.ms);
const at = (share: number, of = times) => (of[Math.floor(of.length * share)]?.ms ?? 0).toFixed(2);
process.stdout.write(
  `plain words, ${times.length} readings, CPU: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (aim ${AIM_MS}), asked for the first time p99 ${at(0.99, first)} ms (at "${first.at(-1)?.words.slice(0, 40)}" ${first.at(-1)?.ms.toFixed(1)}), slowest ${times.at(-1)?.ms.toFixed(2)} ms at "${times.at(-1)?.words.slice(0, 40)}"\n`,
);
await db.destroy();
rmSync(folder, { recursive: true });
