import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { commandNameOf } from '../commands/index.ts';
import type { Context } from '../context.ts';
import { countAuditRowsByOutcome } from '../db/audit.ts';
import { countMessagesByState } from '../db/health.ts';
import { findAllLatestImports } from '../db/imports.ts';
import { findAllSyncChecks } from '../db/sync-checks.ts';
import { UserError } from '../errors.ts';
import { sourceList } from '../sources/index.ts';
import { findNewestBackup } from './backup-names.ts';
import { atMostEvery } from './checks.ts';
import { countOverdue } from './count-overdue.ts';
import type { SlackStanding } from './slack-standing.ts';

const STATES = ['waiting', 'sending', 'sent', 'failed'] as const;
const OUTCOMES = ['answered', 'noted', 'mistake', 'fault', 'refused', 'limited'] as const;
const DAY_MS = 86_400_000;
const KEEP_MS = 5000;

export interface Metrics {
  registry: Registry;
  /** Counts and times an answer. Only the subcommand's name becomes a label, and only if it exists. */
  measure<T>(words: string, work: () => Promise<T>): Promise<T>;
}

/**
 * The metrics of `/metrics`. Labels are our own closed lists: no places, no ids, no words of people. Gauges are read from
 * the database on request, at most every five seconds.
 */
export function createMetrics(
  context: Pick<Context, 'db' | 'now'>,
  given: {
    connections: () => number;
    slackError?: (() => string | undefined) | undefined;
    slackFailures?: SlackStanding['counts'] | undefined;
    database: string;
    backupFolder: string | undefined;
  },
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const answers = new Counter({
    name: 'desk_answers_total',
    help: 'Answers by subcommand and outcome: answered, refused (the words were not understood) or fault',
    labelNames: ['subcommand', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'desk_answer_seconds',
    help: 'Time from the words to the answer, without Slack',
    labelNames: ['subcommand'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers,
  });
  const readRecent = atMostEvery(KEEP_MS, context.now, () => readCurrent(context, given));
  type Found = Awaited<ReturnType<typeof readCurrent>>;
  const gauge = (name: string, help: string, label: string | undefined, values: (found: Found) => [string, number][]) =>
    new Gauge({
      name,
      help,
      labelNames: label ? [label] : [],
      registers,
      async collect() {
        this.reset();
        const found = await readRecent().catch(() => undefined); // /healthz reports a failing database
        for (const [value, number] of found ? values(found) : [])
          if (label) this.set({ [label]: value }, number);
          else this.set(number);
      },
    });
  new Gauge({
    name: 'desk_slack_connections',
    help: 'Connections to Slack that are up',
    registers,
    collect() {
      this.set(given.connections());
    },
  });
  new Gauge({
    name: 'desk_slack_refused',
    help: '1 while Slack refuses the bot token, or took no message at three places in a row',
    registers,
    collect() {
      this.set(given.slackError?.() ? 1 : 0);
    },
  });
  new Counter({
    name: 'desk_slack_failures_total',
    help: 'What did not arrive in Slack, by way (post, reply, response, file, view) and reason',
    labelNames: ['way', 'reason'],
    registers,
    collect() {
      this.reset();
      for (const { way, reason, count } of given.slackFailures?.() ?? []) this.inc({ way, reason }, count);
    },
  });
  gauge('desk_outbox_messages', 'Messages by state; sent and failed of the latest 2,000', 'state', ({ outbox }) =>
    STATES.map((state) => [state, outbox[state] ?? 0]),
  );
  gauge(
    'desk_asked_last_hour',
    'Requests in the audit of the last hour; refused means that access was denied',
    'outcome',
    ({ asked }) => OUTCOMES.map((outcome) => [outcome, asked[outcome] ?? 0]),
  );
  gauge('desk_deliveries_late', 'Digests more than 30 minutes late', undefined, ({ late }) => [['', late]]);
  gauge('desk_source_age_days', 'Days since the as-of date of what is loaded', 'source', ({ ages }) => ages);
  gauge('desk_sync_failing', 'Addresses and folders whose last check failed', 'source', ({ failing }) => failing);
  gauge('desk_backup_age_seconds', 'Age of the newest backup in BACKUP_DIR', undefined, ({ backupAge }) =>
    backupAge === undefined ? [] : [['', backupAge]],
  );
  return {
    registry,
    async measure(words, work) {
      const subcommand = commandNameOf(words) ?? 'other';
      const stop = seconds.startTimer({ subcommand });
      let outcome = 'answered';
      try {
        return await work();
      } catch (cause) {
        outcome = cause instanceof UserError ? 'refused' : 'fault';
        throw cause;
      } finally {
        stop();
        answers.inc({ subcommand, outcome });
      }
    },
  };
}

async function readCurrent(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { database, backupFolder }: { database: string; backupFolder: string | undefined },
) {
  const at = now();
  const imports = (await findAllLatestImports(db)).filter((each) => each.outcome === 'loaded');
  const checks = await findAllSyncChecks(db);
  const newest = backupFolder === undefined ? undefined : findNewestBackup(database, backupFolder, at).newest;
  const failing = (source: string) => checks.filter((each) => each.source === source && each.failing_since !== null);
  return {
    outbox: await countMessagesByState(db),
    asked: await countAuditRowsByOutcome(db, new Date(at.getTime() - 3_600_000).toISOString()),
    late: await countOverdue(db, at),
    ages: imports
      .filter(({ source }) => sourceList.some(({ id }) => id === source))
      .map(({ source, published_on, finished_at }): [string, number] => {
        const asOf = Date.parse(published_on ?? finished_at);
        return [source, Math.floor((at.getTime() - (Number.isNaN(asOf) ? Date.parse(finished_at) : asOf)) / DAY_MS)];
      }),
    failing: sourceList.map(({ id }): [string, number] => [id, failing(id).length]),
    backupAge: newest && (at.getTime() - newest.madeAt.getTime()) / 1000,
  };
}
