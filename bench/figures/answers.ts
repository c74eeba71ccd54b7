import { App } from '@slack/bolt';
import { createConversations } from '../../src/bootstrap/conversations.ts';
import { describeWords } from '../../src/bootstrap/parts.ts';
import { commandNameOf } from '../../src/commands/index.ts';
import { parseConfig } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import { createAudit } from '../../src/jobs/audit.ts';
import { createAuthorizer } from '../../src/slack/access/authorize.ts';
import { createLimits } from '../../src/slack/access/limits.ts';
import { createBoltApp } from '../../src/slack/app.ts';
import { findReference } from '../known.ts';
import { quantile, type Table } from '../table.ts';

const REPEATS = 5;

/**
 * Questions of each kind that people ask most; `{reference}` and `{facility}` are of the generated rows, and `{county}` is
 * another one each time: what was read of a place is kept, so that the first question about it takes longer.
 */
const QUESTIONS: readonly (readonly [string, string])[] = [
  ['plain words', 'does Cook County honor detainers?'],
  ['plain words with numbers', 'how many detainers were declined in Texas in 2025?'],
  ['lookup by reference', 'lookup {reference}'],
  ['lookup by place with filters', 'lookup {facility} since:2024-10-05 outcome:declined'],
  ['releases', 'releases in:"Los Angeles County, CA" since:2020-08-01 until:2020-09-30'],
  ['policy at a date', 'policy "Charlotte, NC" on:2025-10-01'],
  ['policy', 'policy "Cook County, IL"'],
  ['policy of another county each time', 'policy "{county}"'],
  ['stats', 'stats Texas since:2025'],
  ['top', 'top states'],
  ['agreements', 'agreements in:Florida'],
];

/** Milliseconds from the event to the acknowledged answer, in this process, against the same of an app whose ack is empty. */
export async function measureAnswers(context: Context, table: Table, runs: number): Promise<void> {
  table.heading(`Answers through the whole app, in process (${runs} runs, ${REPEATS} repeats)`);
  const [ours, empty] = [ourApp(context), emptyApp()];
  const known = await findReference(context.db);
  const counties = await context.db
    .selectFrom('places')
    .select(['name', 'state'])
    .where('level', '=', 'county')
    .orderBy('place_id')
    .execute();
  for (const [name, question] of QUESTIONS) {
    let at = 0;
    const text = () =>
      question
        .replace('{reference}', known.reference)
        .replace('{facility}', known.facility)
        .replace('{county}', () => {
          const county = counties[at++ % counties.length];
          return `${county?.name}, ${county?.state}`;
        });
    const [mine, floors]: [Round[], Round[]] = [[], []];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      floors.push(await times(runs, () => send(empty, text())));
      mine.push(await times(runs, () => send(ours, text())));
    }
    for (const [label, share, most] of [
      ['p50', 0.5, 1],
      ['p99', 0.99, 5],
    ] as const)
      table.add({
        figure: `${name}, ${label}`,
        unit: 'ms',
        ours: mine.map(({ taken }) => quantile(taken, share)),
        floor: floors.map(({ taken }) => quantile(taken, share)),
        against: 'an empty ack',
        aim: { of: 'over', most },
      });
    // A busy machine changes this least.
    table.add({
      figure: `${name}, processor time`,
      unit: 'ms',
      ours: mine.map(({ processor }) => processor),
      floor: floors.map(({ processor }) => processor),
      against: 'an empty ack',
    });
  }
}

/** The app as it is in Slack: access, limits and the audit are part of every answer. */
function ourApp(context: Context): App {
  const { access, limits: sizes } = parseConfig({});
  const [limits, audit] = [createLimits(sizes, context.now, () => 0), createAudit(context, commandNameOf)];
  const authorizer = createAuthorizer({
    standing: () => Promise.resolve({ rules: access, own: ['T'] }),
    people: { find: async () => ({ homes: ['T'], guest: false }) },
    limits: createLimits({ person: 0, workspace: 0 }, context.now, () => 0),
    audit,
    now: context.now,
  });
  const audited = audit.recordAnswers(createConversations(context));
  return createBoltApp(
    {
      slack: { botToken: 'xoxb-1' },
      bot: { botId: 'B', botUserId: 'U' },
      log: context.log,
      authorizer,
      describe: describeWords,
    },
    (words, asker) =>
      limits.charge(asker.userId, asker.workspaceId ?? '', { extraSeconds: 0, heavy: false }, () =>
        audited(words, asker),
      ),
  );
}

function emptyApp(): App {
  const app = new App({
    token: 'xoxb-1',
    receiver: { init() {}, start: async () => undefined, stop: async () => undefined },
    botId: 'B',
    botUserId: 'U',
    tokenVerificationEnabled: false,
    convoStore: false,
  });
  app.command('/detainer', async ({ ack }) => ack('ok'));
  return app;
}

async function send(app: App, text: string): Promise<void> {
  let acked = false;
  await app.processEvent({
    body: {
      command: '/detainer',
      text,
      team_id: 'T',
      user_id: 'U',
      channel_id: 'C',
      api_app_id: 'A',
      response_url: 'http://127.0.0.1:1/',
      is_enterprise_install: 'false',
    },
    ack: () => {
      acked = true;
      return Promise.resolve();
    },
  });
  if (!acked) throw new Error(`No answer to: ${text}`);
}

interface Round {
  /** Milliseconds of each run by the clock. */
  taken: number[];
  /** Processor milliseconds of a run, on average. */
  processor: number;
}

/** Runs work so often, after a warm-up. */
async function times(runs: number, work: () => Promise<void>): Promise<Round> {
  for (let at = 0; at < Math.min(20, runs); at += 1) await work();
  const taken: number[] = [];
  const before = process.cpuUsage();
  for (let at = 0; at < runs; at += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  return { taken, processor: (user + system) / 1000 / runs };
}
