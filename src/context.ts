import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { connect, type Db } from './db/connect.ts';
import { createLog } from './log.ts';
import { type AskModel, createAskModel } from './model/ask-model.ts';

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
  /** Present where the desk answers in Slack: Slack ids of OPS_CHANNEL and CORRECTIONS_CHANNEL. */
  inSlack?: { opsChannel?: string; correctionsChannel?: string };
  /** A model that reads what the reader of plain words cannot; absent without ASK_MODEL_URL. */
  askModel?: AskModel;
  /** Days to keep the audit. */
  auditDays?: number;
  /** How many people must agree to a proposal before it enters (REVIEWERS); one if not set. */
  reviewers?: number;
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
  config: Pick<
    Config,
    | 'database'
    | 'logLevel'
    | 'slack'
    | 'opsChannel'
    | 'correctionsChannel'
    | 'auditDays'
    | 'timeZone'
    | 'model'
    | 'mcp'
    | 'reviewers'
  >,
  given: Partial<Pick<Context, 'now' | 'log' | 'randomBytes'>> = {},
): Promise<Context> {
  const db = await connect(config.database);
  const log = given.log ?? createLog(config.logLevel, secretsOf(config));
  return {
    db,
    log,
    now: given.now ?? clock,
    // The model rests by the real clock, whatever day is asked about.
    ...(config.model ? { askModel: createAskModel(config.model, { fetch, now: clock, log }) } : {}),
    steady: steadyClock,
    randomBytes: given.randomBytes ?? randomBytes,
    zone: zoneOf(config),
    ...(config.slack ? { inSlack: channelsOf(config) } : {}),
    ...(config.reviewers === undefined ? {} : { reviewers: config.reviewers }),
    ...(config.auditDays === undefined ? {} : { auditDays: config.auditDays }),
    close: () => db.destroy(),
  };
}

const channelsOf = ({ opsChannel, correctionsChannel }: Pick<Config, 'opsChannel' | 'correctionsChannel'>) => ({
  ...(opsChannel ? { opsChannel } : {}),
  ...(correctionsChannel ? { correctionsChannel } : {}),
});

/** What the log must never hold. */
export function secretsOf({ slack, model, mcp }: Pick<Config, 'slack' | 'model' | 'mcp'>): string[] {
  const install = slack?.install;
  const secrets = [
    slack?.botToken,
    slack && (slack.mode.kind === 'socket' ? slack.mode.appToken : slack.mode.signingSecret),
    ...(install ? [install.clientSecret, install.stateSecret, ...install.keys] : []),
    model?.key,
    ...(mcp ? [...mcp.tokens, mcp.signingSecret] : []),
  ];
  return secrets.filter((each): each is string => Boolean(each));
}
