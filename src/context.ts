import { randomBytes } from 'node:crypto';
import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';
import { connect, type Db } from './db/connect.ts';

/** What a command, a job or a source is given. Nobody makes their own. */
export interface Context {
  db: Db;
  log: Logger;
  /** The only clock; `--now` and tests replace it. */
  now(): Date;
  /** The only chance: ids of answers. Without it answers are not kept. */
  randomBytes?: (count: number) => Uint8Array;
  close(): Promise<void>;
}

/** Opens the database (migrated) and the log. The log goes to stderr, so that answers own stdout. */
export async function createContext(
  config: Pick<Config, 'databaseFile' | 'logLevel'>,
  given: Partial<Pick<Context, 'now' | 'log' | 'randomBytes'>> = {},
): Promise<Context> {
  const db = await connect(config.databaseFile);
  return {
    db,
    log: given.log ?? pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true })),
    now: given.now ?? (() => new Date()),
    randomBytes: given.randomBytes ?? randomBytes,
    close: () => db.destroy(),
  };
}
