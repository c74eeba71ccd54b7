import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { migrations } from '../../../migrations/index.ts';
import { connect } from '../../../src/db/connect.ts';
import { inspectDatabase } from '../../../src/db/database-file.ts';
import { databaseAt, fill } from '../../_util/old-database.ts';
import { until } from '../../_util/operator.ts';
import { type LocalSlack, startLocalSlack } from '../../_util/slack.ts';
import { runDesk } from '../../_util/started-desk.ts';
import { createWritingProbe, type Drill, expectSound, pause, withDatabase } from './drill.ts';

const OLD = '008-agreements';
const ROWS = 6000;

/** The desk opens a database of an earlier version and is killed while it brings it up to date: all of it or nothing. */
export async function migrating(random: () => number): Promise<Drill> {
  const slack = await startLocalSlack();
  const template = await oldDatabase();
  const before = inspectDatabase(template).applied;
  const newest = Object.keys(migrations);
  const folder = mkdtempSync(join(tmpdir(), 'desk-crash-'));
  const database = join(folder, 'desk.sqlite');
  copyDatabase(template, database);
  const copy = join(folder, 'copy.sqlite');
  copyDatabase(template, copy);
  const began = performance.now();
  await (await connect(copy)).destroy();
  const whole = performance.now() - began;
  const start = () => runDesk(slack.apiUrl, database);
  return {
    database,
    async strike() {
      const desk = start();
      const probe = createWritingProbe(database);
      let over = false;
      void desk.ended.then(() => {
        over = true;
      });
      if (random() < 0.85) {
        while (!over && !probe.isWriting()) await pause(1);
        await pause(random() * whole * 0.9);
      } else await pause(random() * 1200);
      const writing = probe.isWriting();
      desk.kill('SIGKILL');
      expect(await desk.ended, desk.said).toBeNull();
      probe.close();
      const { applied } = inspectDatabase(database);
      expect([before, newest]).toContainEqual(applied);
      expect(withDatabase(database, (sqlite) => sqlite.prepare('select count(*) from detainers').pluck().get())).toBe(
        ROWS,
      );
      // The next start, on a copy: the one after this kill may be killed too.
      copyDatabase(database, copy);
      await (await connect(copy)).destroy();
      expectSound(copy);
      expect(inspectDatabase(copy).applied).toEqual(newest);
      if (applied.length === before.length) return writing ? 'under way' : 'before';
      copyDatabase(template, database);
      return 'done';
    },
    async end() {
      await upAndDown(slack, start);
      expect(inspectDatabase(database).applied).toEqual(newest);
      await slack.close();
    },
  };
}

async function upAndDown(slack: LocalSlack, start: () => ReturnType<typeof runDesk>): Promise<void> {
  const desk = start();
  await Promise.race([until(() => desk.said.includes('"msg":"ready"')), desk.ended]);
  expect(slack.sockets.length).toBeGreaterThan(1);
  desk.kill('SIGTERM');
  expect(await desk.ended).toBe(0);
}

/** A database of an earlier version with so many detainer records that bringing it up to date takes a while. */
async function oldDatabase(): Promise<string> {
  const file = await databaseAt(OLD);
  withDatabase(file, (sqlite) => {
    sqlite.pragma('journal_mode = WAL');
    fill(sqlite);
    const columns = (sqlite.pragma('table_info(detainers)') as { name: string }[]).map(({ name }) => name);
    const values = columns.map((name) =>
      name === 'detainer_id' ? '2 + n' : name === 'reference' ? "'made-' || n" : name,
    );
    sqlite.exec(
      `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${ROWS - 2})
       insert into detainers (${columns.join()}) select ${values.join()} from numbers, (select * from detainers where detainer_id = 1)`,
    );
  });
  return file;
}

/** With what SQLite keeps beside it. */
function copyDatabase(from: string, to: string): void {
  for (const end of ['', '-wal', '-shm']) {
    rmSync(to + end, { force: true });
    if (end !== '-shm' && existsSync(from + end)) copyFileSync(from + end, to + end);
  }
}
