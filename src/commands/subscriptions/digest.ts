import type { Answer, Notice, NoticePart } from '../../answer.ts';
import { nearest } from '../../command-line/parse.ts';
import type { Args, Asker, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/connect.ts';
import { findNewestImportId } from '../../db/newest-import.ts';
import { findThread, queueThread } from '../../db/outbox/threads.ts';
import {
  endSubscription,
  findLastDelivery,
  findSubscription,
  type Subscription,
  upsertSubscription,
} from '../../db/subscriptions.ts';
import { UserError } from '../../errors.ts';
import { newsAnswers } from '../../news/answers.ts';
import { composeDigest, type Digest, digestThread } from '../../news/compose-digest.ts';
import { describeDelivery, remedyFor } from '../../news/delivery.ts';
import { describeNext, describeRule, ruleLine, ruleOf } from '../../news/digest-rule.ts';
import { previewAnswer } from '../../news/preview-digest.ts';
import { findSampleNews } from '../../news/sample-news.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { formatDay } from '../../rules/schedule.ts';
import { ensureMembership } from './ensure-membership.ts';
import { readRule } from './read-rule.ts';

const ACTIONS = ['on', 'off', 'preview', 'now'] as const;

export const digest: Subcommand = {
  name: 'digest',
  summary: "This channel's daily digest: set it up, see it, end it",
  usage: 'digest [on|off|preview|now] [at:] [tz:] [in:<place>] [kinds:] [days:] [quiet:]',
  examples: [
    'digest on at:08:00 tz:America/Los_Angeles in:California kinds:releases,policy days:mon-fri',
    'digest',
    'digest preview',
  ],
  effects: 'channel',
  role: 'editor',
  actions: {
    '.': { effects: 'none', role: 'reader' },
    status: { effects: 'none', role: 'reader' },
    preview: { effects: 'none', role: 'reader' },
    now: { cost: 1 },
  },
  filters: {
    at: 'time of day, for example at:08:00; 08:00 when left out',
    tz: 'time zone by its name, for example tz:America/New_York',
    in: 'places; several are joined: in:"Cook County, IL" in:NV; in:everywhere (or left out) for all',
    kinds: 'releases, policy, agreements, outcomes, data; all when left out',
    days: 'for example days:mon-fri; every day when left out',
    quiet: 'on a day without news: skip, line (one line) or always',
  },
  notes: [
    'It says what is new since the last digest that arrived here, by the files that brought it. Nobody is mentioned; details are in its thread.',
    'Where a digest is set up, `digest on` changes what is typed and keeps the rest: digest on at:09:00',
    '`digest now` posts what is new and leaves the schedule as it is. A digest is about places and agencies, never about a person.',
  ],
  async run(context, args, asker) {
    const action = args.words.toLowerCase();
    if (action === 'on') return await turnOn(context, args, asker);
    if (Object.keys(args.filters).length > 0 && action === '')
      throw new UserError('To set the digest up, begin with on: digest on at:08:00 tz:America/New_York', {
        choices: [{ label: 'digest on ...', words: args.line.replace(/^digest/, 'digest on') }],
      });
    if (action === '' || action === 'status') return await status(context, asker);
    if (action === 'off') return await turnOff(context, asker);
    if (action === 'preview') return await preview(context, asker);
    if (action === 'now') return await postNow(context, asker);
    const near = nearest(action, ACTIONS);
    throw new UserError(
      `\`digest ${repeatWords(action, 30)}\` is not known.${near ? ` Did you mean \`digest ${near}\`?` : ''} Use digest, digest on, digest off, digest preview or digest now.`,
      { choices: near ? [{ label: `digest ${near}`, words: `digest ${near}` }] : [] },
    );
  },
};

async function turnOn(context: Context, args: Args, asker: Asker): Promise<Answer | Notice> {
  const now = context.now();
  const before = await findSubscription(context.db, asker.channelId);
  const goesOn = before !== undefined && before.ended_at === null;
  const rule = await readRule(context.db, args, now, goesOn ? ruleOf(before) : undefined);
  if ('title' in rule) return rule;
  const last = before ? await findLastDelivery(context.db, before.subscription_id) : undefined;
  await upsertSubscription(context.db, {
    channel_id: asker.channelId,
    at_time: rule.at,
    zone: rule.zone,
    days: rule.days.join(','),
    kinds: rule.kinds.join(','),
    places: JSON.stringify(rule.scopes),
    quiet: rule.quiet,
    created_by: asker.userId,
    created_at: goesOn ? before.created_at : now.toISOString(),
    starts_on: rule.startsOn,
    since_import_id: goesOn ? before.since_import_id : await findNewestImportId(context.db),
    ended_at: null,
    failure: null,
    failed_at: null,
  });
  return {
    kind: 'notice',
    title: goesOn ? 'Digest changed' : 'Digest set up',
    summary: `This channel gets: ${describeRule(rule)}. Next: ${describeNext(rule, now, last?.local_date)}.`,
    parts: [
      ...(await ensureMembership(asker)),
      ...(goesOn
        ? []
        : [
            {
              kind: 'note' as const,
              text: 'It begins with what is loaded from now on; what is known today is not repeated.',
            },
          ]),
    ],
    followUps: [
      { label: 'Preview', words: 'digest preview' },
      { label: 'Turn off', words: 'digest off' },
    ],
    words: args.line,
  };
}

async function turnOff(context: Context, asker: Asker): Promise<Notice> {
  const row = await activeOf(context, asker);
  await endSubscription(context.db, asker.channelId, context.now());
  const again = ruleLine(ruleOf(row));
  return {
    kind: 'notice',
    title: 'Digest off',
    summary: 'This channel gets no more digests. To have it again:',
    parts: [{ kind: 'guide', items: [{ text: `/detainer ${again}` }] }],
    followUps: [{ label: 'Turn on again', words: again }],
    words: 'digest off',
  };
}

async function status(context: Context, asker: Asker): Promise<Notice> {
  const row = await activeOf(context, asker);
  const rule = ruleOf(row);
  const last = await findLastDelivery(context.db, row.subscription_id);
  const lines: string[] = [
    last ? `Last: ${formatDay(last.local_date)}: ${describeDelivery(last, rule.zone)}` : 'No digest was due yet.',
    ...(row.failure ? [`Slack's error: ${row.failure}. ${remedyFor(row.failure, row.channel_id)}`] : []),
  ];
  return {
    kind: 'notice',
    title: "This channel's digest",
    summary: `${describeRule(rule)}. Next: ${describeNext(rule, context.now(), last?.local_date)}.`,
    parts: [
      ...lines.map((text): NoticePart => ({ kind: 'note', text })),
      { kind: 'guide', title: 'To change it, edit and send', items: [{ text: `/detainer ${ruleLine(rule)}` }] },
    ],
    followUps: [
      { label: 'Preview', words: 'digest preview' },
      { label: 'Change', words: 'digest', form: 'digest' },
      { label: 'Post now', words: 'digest now', seenByAll: true },
      { label: 'Turn off', words: 'digest off' },
      { label: 'Watches', words: 'watches' },
    ],
    words: 'digest',
  };
}

async function preview(context: Context, asker: Asker): Promise<Answer | Notice> {
  const row = await activeOf(context, asker);
  const composed = await composeDigest(context.db, row, context.now());
  const rule = ruleOf(row);
  const sample = composed.quiet ? await findSampleNews(context.db, rule, composed.date) : undefined;
  return previewAnswer(
    composed,
    row,
    sample && { ...sample, answers: newsAnswers(sample.news, rule.scopes, rule.zone) },
  );
}

async function postNow(context: Context, asker: Asker): Promise<Notice> {
  const row = await activeOf(context, asker);
  const now = context.now();
  const composed = await composeDigest(context.db, row, now);
  const joined = await ensureMembership(asker);
  const local = asker.channelId === 'local';
  const state = await queueNow(context.db, row, composed, { now, userId: asker.userId });
  return {
    kind: 'notice',
    title: 'Digest now',
    summary: local ? 'This desk runs without Slack, so nothing is posted: digest preview shows it.' : NOW_SAID[state],
    parts: local ? [] : joined,
    followUps: [{ label: 'Schedule', words: 'digest' }],
    words: 'digest now',
  };
}

const NOW_SAID = {
  queued: 'On its way to this channel. The schedule stays as it is.',
  open: 'It was asked for a moment ago and is on its way.',
  sent: 'It was asked for a moment ago and was posted.',
};

/** Queues the digest once a minute. One that Slack refused is queued again. Says how it stands. */
async function queueNow(
  db: Db,
  row: Subscription,
  composed: Digest,
  { now, userId }: { now: Date; userId: string },
): Promise<keyof typeof NOW_SAID> {
  const minute = `now-${row.subscription_id}-${now.toISOString().slice(0, 16)}`;
  for (let count = 1; ; count += 1) {
    const messageId = count === 1 ? minute : `${minute}-${count}`;
    const thread = digestThread(row.channel_id, messageId, composed, userId);
    if (await queueThread(db, thread, { subscription_id: row.subscription_id }, now)) return 'queued';
    const { state = 'open' } = (await findThread(db, messageId)) ?? {};
    if (state !== 'failed') return state;
  }
}

async function activeOf(context: Context, asker: Asker): Promise<Subscription> {
  const row = await findSubscription(context.db, asker.channelId);
  if (row && row.ended_at === null) return row;
  const line = 'digest on at:08:00 tz:America/New_York';
  const form = { label: 'Set up a digest', words: line, form: 'digest' as const };
  throw new UserError(
    `This channel has no digest. To set one up: ${line} in:"Cook County, IL" (places, kinds: and days: narrow it).`,
    { choices: [form] },
  );
}
