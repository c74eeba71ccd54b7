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
const questions = ['questions', 'blind', 'blind-2', 'blind-3', 'blind-4', 'blind-5', 'blind-6'].flatMap((name) =>
  parseCsvRows(readFileSync(projectPath(`tests/question/${name}.csv`), 'utf8')).map((row) => row['question'] ?? ''),
);
const times: { words: string; ms: number }[] = [];
const first: typeof times = [];
for (let round = 0; round < 4; round += 1)
  for (const words of questions) {
    const start = process.cpuUsage();
    await readQuestion(desk, { words, today: TODAY });
    // The first round meets every place for the first time.
    (round > 0 ? times : first).push({ words, ms: cpuMs(start) });
  }
times.sort((a, b) => a.ms - b.ms);
first.sort((a, b) => a.ms - b.ms);
const at = (share: number, of = times) => (of[Math.floor(of.length * share)]?.ms ?? 0).toFixed(2);
process.stdout.write(
  `plain words, ${times.length} readings, CPU: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (aim ${AIM_MS}), asked for the first time p99 ${at(0.99, first)} ms, slowest ${times.at(-1)?.ms.toFixed(2)} ms at "${times.at(-1)?.words.slice(0, 40)}"\n`,
);
await db.destroy();
rmSync(folder, { recursive: true });
