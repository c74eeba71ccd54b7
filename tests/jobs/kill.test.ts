import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { bundledDesk } from '../_util/desk.ts';
import { madeAgreement, madeImport, rows, subscribe } from '../_util/news.ts';
import { seeded } from '../_util/seeded.ts';
import { type SlackApi, startSlackApi } from '../_util/slack-api.ts';

const CLI = join(import.meta.dirname, '../../dist/src/cli.js');
const KILLS = process.env['LONG'] ? 200 : 40;
const TRACKS = 4;
const NO_LIMIT = 3_600_000;

/** One channel of one desk with its own Slack: tracks run side by side. */
interface Track {
  desk: Context;
  slack: SlackApi;
  file: string;
}

/** Delivers the channel's digest in a process of its own; `kill` ends it by SIGKILL. */
function deliver({ slack, file }: Track, now: Date) {
  const child = spawn(process.execPath, [CLI, 'digest', '--channel', 'C1', '--now', now.toISOString()], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: `sqlite:${file}`,
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'a-signing-secret',
      PORT: '3000',
      SLACK_API_URL: slack.apiUrl,
      LOG_LEVEL: 'silent',
    },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  return { kill: () => child.kill('SIGKILL'), ended };
}

/** Where a delivery is killed: by time, or at a step that the stand-in for Slack sees. */
const STEPS = ['by time', 'claimed', 'sent, not marked', 'marked', 'reply claimed', 'reply sent, not marked'] as const;

test(
  `kill -9 at ${KILLS} random moments: one parent and one set of replies for each day`,
  async () => {
    const tracks = await Promise.all(
      Array.from({ length: TRACKS }, (_, at) => killOneTrack(KILLS / TRACKS, seeded(20261124 + at))),
    );
    const struck: Record<string, number> = {};
    for (const step of tracks.flatMap((track) => track.steps)) struck[step] = (struck[step] ?? 0) + 1;
    const days = tracks.reduce((sum, track) => sum + track.days, 0);
    expect(Object.keys(struck).sort()).toEqual([...STEPS].sort());
    process.stdout.write(`${KILLS} kills over ${days} deliveries: ${JSON.stringify(struck)}\n`);
  },
  NO_LIMIT,
);

test(
  'two processes at once for a week: none doubled, none missing',
  async () => {
    const [desk, slack] = [await bundledDesk(), await startSlackApi()];
    const file = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
    await subscribe(desk, 'C1', 'at:08:00 tz:UTC kinds:releases', '2026-01-01T00:00:00Z');
    for (let day = 2; day < 9; day += 1) {
      await madeImport(desk.db, [{}], { at: `2026-01-0${day}T07:00:00Z` });
      const now = new Date(`2026-01-0${day}T08:00:10Z`);
      await Promise.all([0, 1].map(() => deliver({ desk, slack, file }, now).ended));
    }
    await deliver({ desk, slack, file }, new Date('2026-01-08T09:00:00Z')).ended;
    const ids = slack.messages.map((each) => each.metadata?.event_payload.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(slack.parents('C1')).toHaveLength(7);
    for (const parent of slack.parents('C1')) expect(slack.replies(parent)).toHaveLength(1);
    await desk.close();
    await slack.close();
  },
  NO_LIMIT,
);

async function killOneTrack(kills: number, random: () => number): Promise<{ days: number; steps: string[] }> {
  const [desk, slack] = [await bundledDesk(), await startSlackApi()];
  const file = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
  const track = { desk, slack, file };
  await subscribe(desk, 'C1', 'at:08:00 tz:UTC kinds:releases,agreements', '2026-01-01T00:00:00Z');
  const steps: string[] = [];
  let days = 0;
  while (steps.length < kills) {
    const day = Date.parse('2026-01-02T08:00:10Z') + days * 86_400_000;
    await madeImport(desk.db, [{}, madeAgreement()], { at: new Date(day - 3_600_000).toISOString() });
    // Up to three kills in one delivery, each in a later run; then runs that are left alone take up what is there.
    const times = Math.min(1 + Math.floor(random() * 3), kills - steps.length);
    for (let run = 0; run < times; run += 1) {
      const step = STEPS[Math.floor(random() * STEPS.length)] as (typeof STEPS)[number];
      steps.push(step);
      await runOnce(track, step, new Date(day + run * 600_000), random);
    }
    await runOnce(track, 'none', new Date(day + 3_600_000), random);
    days += 1;
  }
  const ids = slack.messages.map((each) => each.metadata?.event_payload.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(slack.parents('C1')).toHaveLength(days);
  for (const parent of slack.parents('C1')) {
    expect(slack.replies(parent).map((each) => each.text.split(':')[0])).toEqual([
      'Published declined-detainer releases',
      '287(g) agreements',
    ]);
  }
  expect(await rows(desk.db, "select * from outbox where state <> 'sent'")).toEqual([]);
  await desk.close();
  await slack.close();
  return { days, steps };
}

async function runOnce(track: Track, step: string, now: Date, random: () => number): Promise<void> {
  const { slack } = track;
  const { kill, ended } = deliver(track, now);
  const isReply = (body: Record<string, string>) => body['thread_ts'] !== undefined;
  const strike = async () => {
    kill();
    await ended;
  };
  slack.fault = async (method, body) => {
    if (method !== 'chat.postMessage') return undefined;
    if (step !== (isReply(body) ? 'reply claimed' : 'claimed')) return undefined;
    await strike();
    return { kind: 'cut' };
  };
  slack.onTaken = async (message) => {
    if (step === (message.thread_ts ? 'reply sent, not marked' : 'sent, not marked')) await strike();
    // Marked a moment after the answer has left; where exactly it strikes is chance.
    if (step === 'marked' && !message.thread_ts) setTimeout(kill, random() * 8);
  };
  if (step === 'by time') setTimeout(kill, 100 + random() * 400);
  await ended;
  slack.fault = () => undefined;
  slack.onTaken = () => {};
}
