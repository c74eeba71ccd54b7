import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../src/db/connect.ts';
import { upsertFacility } from '../src/db/facilities.ts';
import { findLatestLoaded } from '../src/db/imports.ts';
import { findSuggestions } from '../src/places/suggest.ts';
import { projectPath } from '../src/project.ts';
import { importBundled } from '../src/sources/import.ts';

/** Measures a letter typed into the search, over all places and 4,000 generated facilities. */
const say = (line: string) => process.stdout.write(`${line}\n`);
const AIM_MS = 30;
const folder = mkdtempSync(join(tmpdir(), 'desk-suggest-'));
const db = await connect(join(folder, 'desk.sqlite'));
await importBundled(
  db,
  projectPath,
  () => new Date('2026-11-24T12:00:00Z'),
  () => {},
);
const loaded = await findLatestLoaded(db, 'places');
const [FIRST, SECOND] = [
  ['Cook', 'Orange', 'Saint', 'Lake', 'Harris', 'Maricopa', 'North', 'Fort', 'Polk', 'Jefferson'],
  ['County Jail', 'Police Department', 'Correctional Facility', 'Detention Center'],
];
for (let at = 0; at < 4000; at += 1) {
  const name = `${FIRST[at % 10]} ${String.fromCharCode(65 + (at % 26))}${at} ${SECOND[at % 4]}`;
  await upsertFacility(db, {
    facility_id: randomUUID(),
    code: `F${at}`,
    name,
    city: null,
    state: 'TX',
    kind: 'county jail',
    place_id: null,
    county_fips: null,
    search_key: ` ${name.toLowerCase()} `,
    import_id: loaded?.import_id ?? 1,
  });
}
const WORDS = [
  'Cook County, IL',
  'orange county',
  'st. louis',
  'los angeles sheriff',
  'LASD',
  'harris c7 jail',
  'dona ana',
  'zzzz',
  'meckl',
  'x'.repeat(200),
];
const letters = WORDS.flatMap((word) =>
  Array.from({ length: Math.min(20, word.length) }, (_, at) => word.slice(0, at + 1)),
);
for (const typed of letters) await findSuggestions(db, typed, 20);
const times: { typed: string; ms: number }[] = [];
for (let round = 0; round < 10; round += 1) {
  for (const typed of letters) {
    const start = performance.now();
    await findSuggestions(db, typed, 20);
    times.push({ typed, ms: performance.now() - start });
  }
}
times.sort((a, b) => a.ms - b.ms);
const at = (share: number) => times[Math.floor(times.length * share)]?.ms ?? 0;
say(
  `suggestions while typing, ${times.length} letters: p50 ${at(0.5).toFixed(2)} ms, p99 ${at(0.99).toFixed(2)} ms (aim ${AIM_MS}), slowest ${times.at(-1)?.ms.toFixed(2)} ms at "${times.at(-1)?.typed.slice(0, 30)}"`,
);
await db.destroy();
rmSync(folder, { recursive: true });
