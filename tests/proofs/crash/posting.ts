import { expect } from 'vitest';
import { bundledDesk } from '../../_util/desk.ts';
import { madeAgreement, madeImport, rows, subscribe } from '../../_util/news.ts';
import { startLocalSlack } from '../../_util/slack.ts';
import { type Drill, MISSED, startTask } from './drill.ts';

/** Where a delivery is killed: by time, or at a step that the stand-in for Slack sees. */
const STEPS = ['claimed', 'sent, not marked', 'marked', 'reply claimed', 'reply sent, not marked', 'by time'] as const;
type Step = (typeof STEPS)[number];

/** A channel's digest is delivered, killed up to three times a day: one parent and one set of replies for each day. */
export async function posting(random: () => number): Promise<Drill> {
  const [desk, slack] = [await bundledDesk(), await startLocalSlack()];
  const database = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
  await subscribe(desk, 'C1', 'at:08:00 tz:UTC kinds:releases,agreements', '2026-01-01T00:00:00Z');
  let days = 0;
  let left = 0;
  let run = 0;
  let strikes = 0;
  const at = () => Date.parse('2026-01-01T08:00:10Z') + days * 86_400_000;
  const beginDay = async () => {
    days += 1;
    [run, left] = [0, 1 + Math.floor(random() * 3)];
    await madeImport(desk.db, [{}, madeAgreement()], { at: new Date(at() - 3_600_000).toISOString() });
  };
  const deliver = (now: number) =>
    startTask(database, ['digest', '--channel', 'C1', '--now', new Date(now).toISOString()], {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'a-signing-secret',
      PORT: '3000',
      SLACK_API_URL: slack.apiUrl,
    });
  const endDay = async () => {
    if (days > 0) await deliver(at() + 3_600_000).ended;
  };
  /** True when the blow fell. */
  async function deliverUnder(step: Step): Promise<boolean> {
    const { kill, ended } = deliver(at() + run * 600_000);
    const strike = async () => {
      kill();
      await ended;
    };
    slack.fault = async (method, body) => {
      if (method !== 'chat.postMessage') return undefined;
      if (step !== (body['thread_ts'] === undefined ? 'claimed' : 'reply claimed')) return undefined;
      await strike();
      return { kind: 'cut' };
    };
    slack.onTaken = async (message) => {
      if (step === (message.thread_ts ? 'reply sent, not marked' : 'sent, not marked')) await strike();
      // Marked a moment after the answer has left; where exactly it strikes is chance.
      if (step === 'marked' && !message.thread_ts) setTimeout(kill, random() * 8);
    };
    if (step === 'by time') setTimeout(kill, 100 + random() * 600);
    const killed = await ended;
    slack.fault = () => undefined;
    slack.onTaken = () => {};
    return killed;
  }
  return {
    database,
    async strike() {
      if (left === 0) {
        await endDay();
        await beginDay();
      }
      left -= 1;
      const step = STEPS[strikes % STEPS.length] as Step;
      strikes += 1;
      const killed = await deliverUnder(step);
      run += 1;
      const ids = slack.messages.map((each) => each.metadata?.event_payload.id);
      expect(new Set(ids).size).toBe(ids.length);
      return killed ? step : MISSED;
    },
    async end() {
      await endDay();
      const ids = slack.messages.map((each) => each.metadata?.event_payload.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(slack.parents('C1')).toHaveLength(days);
      for (const parent of slack.parents('C1'))
        expect(slack.threadOf(parent).map((each) => each.text.split(':')[0])).toEqual([
          'Published declined-detainer releases',
          '287(g) agreements',
        ]);
      expect(await rows(desk.db, "select * from outbox where state <> 'sent'")).toEqual([]);
      await desk.close();
      await slack.close();
    },
  };
}
