import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { inspectDatabase } from '../../../src/db/database-file.ts';
import { findBackups, findParts } from '../../../src/operations/backup-names.ts';
import { deskFile, runTask } from '../../_util/operator.ts';
import { type Drill, MISSED, pause, startTask, withDatabase } from './drill.ts';

/** A backup is made and killed at any moment: what bears a backup's name is whole. */
export async function backingUp(random: () => number): Promise<Drill> {
  const { database, folder: parent } = await deskFile();
  const folder = join(parent, 'backups');
  let writes = 0;
  /** Rows that a backup must hold: written before it begins. */
  const write = () =>
    withDatabase(database, (sqlite) => {
      writes += 1;
      sqlite.prepare("insert into rejected_rows (import_id, row_number, reason) values (1, ?, 'crash')").run(writes);
    });
  const expectWhole = () => {
    for (const { path } of findBackups(database, folder)) {
      expect(inspectDatabase(path)).toMatchObject({ faults: [], pending: [], newer: [] });
      const kept = withDatabase(path, (sqlite) =>
        sqlite.prepare("select count(*) from rejected_rows where reason = 'crash'").pluck().get(),
      );
      expect(kept).toBe(writes);
    }
  };
  const clear = () => {
    for (const { path } of [...findBackups(database, folder), ...findParts(database, folder)]) rmSync(path);
  };
  const task = ['backup', '--to', folder];
  const began = performance.now();
  expect((await runTask(database, task)).code).toBe(0);
  const whole = performance.now() - began;
  clear();
  return {
    database,
    async strike() {
      write();
      const { kill, ended } = startTask(database, task);
      let over = false;
      void ended.then(() => (over = true));
      if (random() < 0.7) {
        while (!over && findParts(database, folder).length === 0) await pause(1);
        await pause(random() * whole * 0.1);
      } else await pause(random() * whole);
      kill();
      const killed = await ended;
      expectWhole();
      const found =
        findBackups(database, folder).length > 0 ? 'done' : readdirSync(folder).length > 0 ? 'half' : 'before';
      clear();
      return killed ? found : MISSED;
    },
    async end() {
      write();
      expect((await runTask(database, task)).code).toBe(0);
      expect(findBackups(database, folder)).toHaveLength(1);
      expectWhole();
    },
  };
}
