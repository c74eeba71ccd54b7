import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { connect, type Db } from './db/connect.ts';
import { createLog } from './log.ts';

/** What commands, jobs and sources receive. They never create their own. */
export interface Context {
  db: Db;
  /** Reads in other threads, for commands that are heavy. Without it, they read here. */
  readers?: Db;
  log: Logger;
  /** The only clock. `--now` and tests replace it. */
  now(): Date;
  /** A clock in milliseconds that never jumps, to measure how long something takes or lasts. */
  steady?(): number;
  /** The only source of randomness (answer ids). Without it, answers are not stored. */
  randomBytes?: (count: number) => Uint8Array;
  /** IANA time zone of those of whom no other is known: DESK_TIME_ZONE, or the machine's. */
  zone: string;
  /** Present where the desk answers in Slack; `opsChannel` (OPS_CHANNEL) is the Slack id of a channel or person. */
  inSlack?: { opsChannel?: string };
  /** Days to keep the audit. */
  auditDays?: number;
  close(): Promise<void>;
}

/** The clock, for tasks that work without a database of their own. */
export const clock = (): Date => new Date();

/** Milliseconds of a clock that never jumps. */
export const steadyClock = (): number => performance.now();

/** The desk's time zone: that of DESK_TIME_ZONE, or the machine's. */
export const zoneOf = ({ timeZone }: { timeZone?: string | undefined }): string =>
  timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Opens the database (migrated) and the log. The log goes to stderr, since answers use stdout. */
export async function createContext(
  config: Pick<Config, 'databaseFile' | 'logLevel' | 'slack' | 'opsChannel' | 'auditDays' | 'timeZone'>,
  given: Partial<Pick<Context, 'now' | 'log' | 'randomBytes'>> = {},
): Promise<Context> {
  const db = await connect(config.databaseFile);
  return {
    db,
    log: given.log ?? createLog(config.logLevel, secretsOf(config.slack)),
    now: given.now ?? clock,
    steady: steadyClock,
    randomBytes: given.randomBytes ?? randomBytes,
    zone: zoneOf(config),
    ...(config.slack ? { inSlack: config.opsChannel ? { opsChannel: config.opsChannel } : {} } : {}),
    ...(config.auditDays === undefined ? {} : { auditDays: config.auditDays }),
    close: () => db.destroy(),
  };
}

function secretsOf(slack: Config['slack']): string[] {
  if (!slack) return [];
  const { botToken, mode } = slack;
  return [botToken, mode.kind === 'socket' ? mode.appToken : mode.signingSecret];
}
