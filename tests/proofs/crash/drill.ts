import { type ChildProcess, spawn } from 'node:child_process';
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import { CLI } from '../../_util/operator.ts';

/** One activity of the desk under kill -9: strikes follow each other on one database. */
export interface Drill {
  database: string;
  /** Starts the activity, kills it, looks at what it left, and names what was found; MISSED when it was over before. */
  strike(): Promise<string>;
  /** Left alone the activity comes to its end, with nothing lost and nothing twice. */
  end(): Promise<void>;
}
export const MISSED = 'ended before the blow';

/** What must hold of every database after every kill. */
export function expectSound(database: string): void {
  withDatabase(database, (sqlite) => {
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  });
}

/** Opens a database file for a look. */
export function withDatabase<T>(file: string, look: (sqlite: Sqlite.Database) => T): T {
  const sqlite = new Sqlite(file, { timeout: 5000 });
  try {
    return look(sqlite);
  } finally {
    sqlite.close();
  }
}

/** Whether another process is writing just now. */
export function createWritingProbe(file: string): { isWriting(): boolean; close(): void } {
  const sqlite = new Sqlite(file, { timeout: 0 });
  return {
    isWriting() {
      try {
        sqlite.exec('begin immediate; rollback');
        return false;
      } catch (cause) {
        if (!String((cause as { code?: string }).code).startsWith('SQLITE_BUSY')) throw cause;
        return true;
      }
    },
    close: () => sqlite.close(),
  };
}

/** Runs a task of the built program that is to be killed. */
export function startTask(database: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: `sqlite:${database}`,
      DESK_TIME_ZONE: 'UTC',
      LOG_LEVEL: 'silent',
      ...env,
    },
    stdio: 'ignore',
  });
  return { kill: () => void child.kill('SIGKILL'), ended: endOf(child) };
}

/** Resolves with whether the process was killed; a process that ends otherwise than well is a fault. */
const endOf = (child: ChildProcess): Promise<boolean> =>
  new Promise((resolve, reject) =>
    child.once('exit', (code, signal) =>
      signal === 'SIGKILL' || code === 0 ? resolve(signal === 'SIGKILL') : reject(new Error(`exit ${code}, ${signal}`)),
    ),
  );

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
