import { basename } from 'node:path';
import type { Db } from '../../../db/connect.ts';
import { type AfterSource, countFollowed, findLoadedReleases, writeAfterDays } from '../../../db/detainer-after.ts';
import { SourceError } from '../../../errors.ts';
import { percent } from '../../../rules/wording.ts';
import { readTables } from '../../files/read-table.ts';
import { ARREST_EVENTS } from '../../ice-arrests/schema.ts';
import { STAY_EVENTS } from '../../ice-stays/schema.ts';
import type { Reading, Source } from '../../source.ts';
import type { WriteCounts } from '../counts.ts';
import { createEventReader, type Event } from './events.ts';
import { type LoadedRelease, openRelease } from './loaded-release.ts';
import { describeRelease, mayBeSame, type ReleaseName, releaseOf } from './release-of.ts';

const EVENTS = { 'ice-arrests': ARREST_EVENTS, 'ice-stays': STAY_EVENTS };
/** Files of one release share far more people than this; files of two share none, since ICE makes new identifiers. */
const LEAST_SHARED = 0.01;
const BATCH = 1000;

/**
 * Matches the arrests or stays of a release with its detainers, by identifier, and writes the days into the detainers' rows.
 * Nothing else of the file is kept. Throws SourceError for a file of another release, or when no detainers are loaded.
 */
export async function writeAfter(
  source: Source & { id: AfterSource },
  db: Db,
  importId: number,
  reading: Reading,
  latest: string,
): Promise<WriteCounts> {
  const loaded = await findLoadedReleases(db);
  if (loaded.length === 0)
    throw new SourceError(
      `No detainer records are loaded, so that there is nothing to match with. Load the detainers of the same release first: npm run -s import -- ice-detainers latest`,
    );
  const match = createMatch(db, source, loaded);
  for await (const table of readTables(source, reading)) {
    refuseDetainers(source, reading);
    const read = createEventReader(EVENTS[source.id], table, reading.seen, latest);
    for (const row of table.rows) {
      try {
        const event = read(row);
        if (!match.isChecked(event.file)) await match.check(event.file);
        match.note(event);
      } catch (cause) {
        reading.reject(row.rowNumber, cause);
      }
    }
  }
  const { release, name, counts } = match.done();
  if (!release) return { changes: { inserted: 0, updated: 0, unchanged: 0, removed: 0 } };
  const people = release.windows.people();
  const shares = [counts.shared / Math.max(1, counts.identified), people.matched / Math.max(1, people.all)];
  if (Math.max(...shares) < LEAST_SHARED)
    throw new SourceError(
      `${basename(reading.files[0] ?? '')} is of another release than the loaded detainers: ${counts.shared === 0 ? 'they share no identifier' : `only ${counts.shared.toLocaleString('en-US')} of its ${counts.identified.toLocaleString('en-US')} identifiers occur in them`}, and ICE makes new identifiers for each release. Load the detainers of the same release, then this file.`,
    );
  const before = await countFollowed(db, source.id, release.importIds);
  await writeAfterDays(db, source.id, { importId, importIds: release.importIds }, batchesOf(release));
  const { all, followed } = await countFollowed(db, source.id, release.importIds);
  const identified = release.windows.count();
  const day = name.day ?? release.name.day;
  return {
    changes: {
      inserted: Math.max(0, followed - before.followed),
      updated: 0,
      unchanged: Math.min(followed, before.followed),
      removed: Math.max(0, before.followed - followed),
    },
    ...(day ? { publishedOn: day } : {}),
    message: `Matched by identifier with ${identified.toLocaleString('en-US')} detainers, ${percent(identified, all)} of the ${all.toLocaleString('en-US')} counted ones of ${describeRelease(release.name)}: ${followed.toLocaleString('en-US')} of them are followed by a row of this file. The rows themselves are not kept.`,
  };
}

/** The detainers of the file's release, found by the first row, and how many rows are of a person who has one. */
function createMatch(db: Db, source: Source, loaded: { import_id: number; file: string }[]) {
  const checked = new Set<string>();
  const counts = { identified: 0, shared: 0 };
  let release: LoadedRelease | undefined;
  let name: ReleaseName = {};
  return {
    isChecked: (file: string) => checked.has(file),
    /** Throws SourceError where the file that a row came with is of another release. */
    async check(file: string): Promise<void> {
      const named = releaseOf(file);
      release ??= await openRelease(db, loaded, named, source);
      name = { ...named, ...name };
      if (!mayBeSame(name, named)) throw new SourceError(otherRelease(source, named, name));
      checked.add(file);
    },
    note({ identifier, days }: Event): void {
      if (identifier === null) return;
      counts.identified += 1;
      if (release?.windows.note(identifier, days)) counts.shared += 1;
    },
    done: () => ({ release, name, counts }),
  };
}

/** A detainer's own row has an apprehension too, so that its file could pass for one of arrests. */
function refuseDetainers(source: Source, { files, seen }: Reading): void {
  if (![...seen.unread].some((column) => /^detainer_prepared?_date$|^prepare_date$/.test(column))) return;
  throw new SourceError(
    `${basename(files[0] ?? '')} is a file of detainers, not of the source ${source.id}. To load it: npm run -s import -- ice-detainers <file>`,
  );
}

const otherRelease = (source: Source, one: ReleaseName, other: ReleaseName): string =>
  `The rows are of two releases, ${describeRelease(other)} and ${describeRelease(one)}. Load the files of one release: npm run -s import -- ${source.id} <file or folder>`;

function* batchesOf({ windows }: LoadedRelease): Generator<(number | null)[][]> {
  let batch: (number | null)[][] = [];
  for (const { detainerId, days } of windows.results()) {
    batch.push([...days, detainerId]);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
