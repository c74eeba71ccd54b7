import { expect, test } from 'vitest';
import { answerCommand } from '../../../src/commands/index.ts';
import { createReplyKeeper } from '../../../src/jobs/outbox/keep-replies.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { rows } from '../../_util/news.ts';
import { madeClock, postingDesk } from '../../_util/posting.ts';
import { startSlackDesk } from '../../_util/slack-desk.ts';

const SOURCE = 'url:https://www.example.gov/statement';

async function startDesk() {
  const desk = await bundledDesk();
  const it = await startSlackDesk(desk, { replies: createReplyKeeper(desk) });
  const clock = madeClock(desk.now().toISOString());
  const { ticker } = postingDesk(desk, it.slack, clock);
  return {
    ...it,
    desk,
    mention: (words: string) =>
      it.event({ type: 'app_mention', channel: 'C1', user: 'U2', ts: '5.5', text: `<@U1> ${words}` }),
    /** Records an entry, and lets the outbox post what follows from it. */
    async correct(words: string) {
      clock.add(60);
      await answerCommand({ ...desk, now: clock.now }, words, { channelId: 'C9', userId: 'U7', role: 'editor' });
      await ticker.tick();
      await ticker.tick();
    },
    end: async () => {
      await desk.close();
      await it.slack.close();
    },
  };
}
const edited = (it: Awaited<ReturnType<typeof startDesk>>) =>
  it.slack.calls.filter(({ method }) => method === 'chat.update').map(({ body }) => body);
const CORRECTION = `dispute LA-5 kind:correction by:ICE on:2026-11-23 ${SOURCE} field:age now:42`;

test.each(['lookup LA-5', 'releases in:"Los Angeles County, CA" since:2020-08-01 until:2020-08-31'])(
  'a correction changes the answer to a mention, "%s", and its thread says so',
  async (words) => {
    const it = await startDesk();
    await it.mention(words);
    await it.stop();
    await it.correct(CORRECTION);
    const [edit, ...others] = edited(it);
    expect(others).toEqual([]);
    expect(edit?.['blocks']).toContain('40 -> 42');
    const note = it.sent('chat.postMessage').at(-1);
    expect(note?.['text']).toContain('Correction: LA-5');
    expect(note?.['thread_ts']).toBe('5.5');
    await it.end();
  },
);

test('an answer with a published figure is changed by a correction of that figure, and no other answer is', async () => {
  const it = await startDesk();
  const [figure] = await rows<{ figure_id: string }>(
    it.desk.db,
    "select figure_id from figures where jurisdiction = 'Mecklenburg County' limit 1",
  );
  await it.mention('stats "Mecklenburg County, NC"');
  await it.mention('sources');
  await it.stop();
  expect(
    (await rows(it.desk.db, "select 1 from outbox where message_id like 'reply-%' and state = 'sent'")).length,
  ).toBe(1);
  await it.correct(`dispute ${figure?.figure_id} kind:retraction by:ICE on:2026-11-23 ${SOURCE}`);
  expect(edited(it)).toHaveLength(1);
  expect(edited(it)[0]?.['blocks']).toContain('example.gov/statement');
  await it.end();
});

test('"Post to channel" posts a case as a message that a correction changes, once', async () => {
  const it = await startDesk();
  await it.interact({
    type: 'block_actions',
    actions: [{ type: 'button', action_id: 'post', block_id: 'b', value: 'lookup LA-5' }],
    channel: { id: 'C1' },
    container: { type: 'message', message_ts: '4.4', channel_id: 'C1', is_ephemeral: true },
    response_url: `${it.slack.apiUrl}respond/1`,
  });
  await it.stop();
  expect(it.sent('chat.postMessage')).toHaveLength(1);
  await it.correct(CORRECTION);
  expect(edited(it)[0]?.['blocks']).toContain('40 -> 42');
  expect(edited(it)[0]?.['blocks']).toContain('Asked with /detainer lookup LA-5');
  await it.end();
});

test('a reply that Slack does not take leaves no row', async () => {
  const it = await startDesk();
  it.slack.fault = (method) => (method === 'chat.postMessage' ? { kind: 'error', error: 'not_in_channel' } : undefined);
  await it.mention('lookup LA-5');
  await it.stop();
  expect(await rows(it.desk.db, "select 1 from outbox where message_id like 'reply-%'")).toEqual([]);
  await it.end();
});
