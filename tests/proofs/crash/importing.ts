import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { expect } from 'vitest';
import { madeReleases } from '../../_util/made-releases.ts';
import { deskFile } from '../../_util/operator.ts';
import { createWritingProbe, type Drill, MISSED, pause, startTask, withDatabase } from './drill.ts';

/** A release that replaces the one before is loaded and killed at any moment: readers see all of it or nothing. */
export async function importing(random: () => number): Promise<Drill> {
  const { database } = await deskFile();
  const releases = await madeReleases(mkdtempSync(join(tmpdir(), 'desk-crash-')), 3000);
  const totals = releases.counts.map((counts) => Object.values(counts).reduce((sum, { all }) => sum + all, 0));
  let release = releases.next();
  const load = () => startTask(database, ['import', 'ice-detainers', release.file]);
  let before = withDatabase(database, look);
  /** True when the release is there, whole; then the next one's turn comes. */
  const isThere = (): boolean => {
    const now = withDatabase(database, look);
    if (JSON.stringify(now) === JSON.stringify(before)) return false;
    const total = totals[release.content];
    expect(now).toMatchObject({ imports: before.imports + 1, counted: total, totals: total });
    before = now;
    release = releases.next();
    return true;
  };
  const began = performance.now();
  await load().ended;
  const whole = performance.now() - began;
  expect(isThere()).toBe(true);
  let aimed = false;
  return {
    database,
    async strike() {
      const { kill, ended } = load();
      const probe = createWritingProbe(database);
      let over = false;
      void ended.then(() => (over = true));
      // Every other one once it has begun to write, the others at any time.
      aimed = !aimed;
      if (aimed) while (!over && !probe.isWriting()) await pause(3);
      await pause(over ? 0 : random() * whole * (aimed ? 0.4 : 0.9));
      const writing = !over && probe.isWriting();
      kill();
      const killed = await ended;
      probe.close();
      const there = isThere();
      if (!killed) return MISSED;
      return there ? 'done' : writing ? 'under way' : 'before';
    },
    async end() {
      await load().ended;
      expect(isThere()).toBe(true);
    },
  };
}

const look = (sqlite: Database) =>
  sqlite
    .prepare(
      `select (select count(*) from imports where source = 'ice-detainers') imports,
        (select count(*) from detainers) rows,
        (select count(*) from detainers where not_counted is null) counted,
        (select sum(rows) from detainer_totals) totals,
        (select count(*) from changes) changes,
        (select count(*) from facilities) facilities,
        (select count(*) from release_windows) windows`,
    )
    .get() as Record<'imports' | 'rows' | 'counted' | 'totals' | 'changes' | 'facilities' | 'windows', number>;
