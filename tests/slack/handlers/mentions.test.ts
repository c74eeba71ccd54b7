import { describe, expect, test } from 'vitest';
import { tidyMention } from '../../../src/blocks/mention.ts';
import { answerWords } from '../../../src/commands/answer-words.ts';
import type { Context } from '../../../src/context.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';

const it = eachSlackDesk();
const mention = (text: string, more = {}) =>
  it.event({ type: 'app_mention', channel: 'C1', user: 'U2', ts: '5.5', text: `<@U1> ${text}`, ...more });
const direct = (text: string, more = {}) =>
  it.event({ type: 'message', channel_type: 'im', channel: 'D1', user: 'U2', ts: '6.6', text, ...more });

describe('a mention', () => {
  test('is answered in a thread below it, with buttons', async () => {
    await mention('policy "Mecklenburg County, NC" on:2025-10-01');
    await it.stop();
    const [posted] = it.sent('chat.postMessage');
    expect(posted).toMatchObject({ channel: 'C1', thread_ts: '5.5', unfurl_links: 'false' });
    expect(posted?.['text']).toContain('must hold a person on an ICE detainer');
    expect(JSON.stringify(posted?.blocks)).toContain('cite DD-');
  });

  test('inside a thread, is answered in that thread', async () => {
    await mention('help', { thread_ts: '1.1' });
    await it.stop();
    expect(it.sent('chat.postMessage')[0]?.['thread_ts']).toBe('1.1');
  });

  test('mistakes and faults are answered as for a command, and nothing becomes a mention', async () => {
    await mention('policy &lt;!channel&gt; <!here> <@U7>');
    await it.stop();
    const [posted] = it.sent('chat.postMessage');
    expect(posted?.['text']).toContain("I don't know a place");
    expect(posted?.['text']).not.toMatch(/<[!@]/);
  });

  test('an export is posted to the channel', async () => {
    await mention('export releases since:2020-08 until:2020-09');
    await it.stop();
    expect(it.slack.uploads).toHaveLength(1);
  });
});

describe('a direct message', () => {
  test('is answered where it was written; a leading /detainer is ignored', async () => {
    await direct('/detainer policy "Cook County, IL"');
    await it.stop();
    const [posted] = it.sent('chat.postMessage');
    expect(posted?.['channel']).toBe('D1');
    expect(posted).not.toHaveProperty('thread_ts');
    expect(posted?.['text']).toContain('Cook County, IL');
  });

  test.each([
    ['of another bot', { bot_id: 'B9' }],
    ['of its own', { user: 'U1' }],
    ['edited', { subtype: 'message_changed' }],
    ['deleted', { subtype: 'message_deleted', hidden: true }],
    ['of a channel', { channel_type: 'channel', channel: 'C1' }],
    ['without a person', { user: undefined }],
  ])('%s: ignored', async (_, more) => {
    await direct('help', more);
    await it.stop();
    expect(it.sent('chat.postMessage')).toEqual([]);
  });

  test('an event that is delivered twice, over either connection, is answered once', async () => {
    const message = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U2', ts: '6.6', text: 'help' };
    await Promise.all([it.event(message, 'Ev1', 0), it.event(message, 'Ev1', 1)]);
    await it.event(message, 'Ev1');
    await it.stop();
    expect(it.sent('chat.postMessage')).toHaveLength(1);
  });
});

test('if Slack refuses the blocks, the same answer is posted as plain sections', async () => {
  it.slack.replies['chat.postMessage'] = { ok: false, error: 'invalid_blocks' };
  await direct('policy "Mecklenburg County, NC"');
  await it.stop();
  const posts = it.sent('chat.postMessage').map(({ blocks }) => new Set(blocks.map((block) => block.type)));
  expect(posts).toHaveLength(2);
  expect(posts[0]).toContain('table');
  expect(posts[1]).toEqual(new Set(['section']));
});

test('a post that fails for another reason is not repeated', async () => {
  it.slack.replies['chat.postMessage'] = { ok: false, error: 'not_in_channel' };
  await direct('help');
  await it.stop();
  expect(it.sent('chat.postMessage')).toHaveLength(1);
});

test.each([
  ['<@U1> policy Denver', 'policy Denver'],
  ['policy &amp;lt; &lt;b&gt;', 'policy &lt; <b>'],
  ['lookup <http://cook.il|cook.il>', 'lookup cook.il'],
  ['lookup <https://a.example/x>', 'lookup a.example/x'],
  ['watch <#C1|desk>', 'watch desk'],
  ['  /detainer help', 'help'],
])('%s reads %s', (text, words) => expect(tidyMention(text)).toBe(words));

test.each([
  ['hey <@U1> policy Denver', 'policy Denver'],
  ['what are the rules in Denver, <@U1>?', 'what are the rules in Denver,  ?'],
  ['<@U7> look: <@U1> policy Denver', 'policy Denver'],
])('what stands before the bot is dropped where something is asked after it: %s', (text, words) =>
  expect(tidyMention(text, 'U1')).toBe(words),
);

test('several lines that are all commands are answered one after another', async () => {
  await direct('policy Denver\npolicy Boston');
  await it.stop();
  expect(it.slack.messages.map(({ text }) => /Denver|Boston/.exec(text)?.[0])).toEqual(['Denver', 'Boston']);
});

describe('in plain words', () => {
  let desk: Context;
  const plain = eachSlackDesk(
    async () => {
      desk = await bundledDesk();
      return desk;
    },
    () => ({ answer: (words, asker) => answerWords(desk, words, asker) }),
  );
  test.each([
    ['hey <@U1> what is the policy in Denver?', 'Denver, CO'],
    ['<@U1> policy in Denver', 'Denver, CO'],
    ['<@U1> hi', 'Hello'],
  ])('%s is answered', async (text, said) => {
    await plain.event({ type: 'app_mention', channel: 'C1', user: 'U2', ts: '5.5', text });
    await plain.stop();
    expect(JSON.stringify(plain.slack.messages)).toContain(said);
  });
});
