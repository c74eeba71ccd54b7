import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { answerWords } from '../../../src/commands/answer-words.ts';
import { promptsOf } from '../../../src/commands/first-prompts.ts';
import { commandOf } from '../../../src/commands/index.ts';
import { placesNamed } from '../../../src/commands/questions/places-named.ts';
import { upsertDefaultState } from '../../../src/db/default-states.ts';
import { projectPath } from '../../../src/project.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';

const made = bundledDesk();
const it = eachSlackDesk(() => made);
/** A channel whose default state is California. */
const withDefault = async () =>
  upsertDefaultState((await made).db, {
    holder: 'channel',
    holder_id: 'C5',
    state: 'CA',
    created_by: 'U2',
    created_at: '2026-11-24T12:00:00Z',
  });
const started = (context = {}) =>
  it.event({
    type: 'assistant_thread_started',
    assistant_thread: { user_id: 'U2', context, channel_id: 'D1', thread_ts: '7.7' },
  });
const looking = (channel: string) => ({ entities: [{ type: 'slack#/types/channel_id', value: channel }] });
const opened = (more: object) =>
  it.event({ type: 'app_home_opened', user: 'U2', channel: 'D1', tab: 'messages', ...more });
const direct = (text: string, more = {}) =>
  it.event({ type: 'message', channel_type: 'im', channel: 'D1', user: 'U2', ts: '6.6', text, ...more });
const prompts = () =>
  it
    .sent('assistant.threads.setSuggestedPrompts')
    .map((sent) => ({ ...sent, prompts: JSON.parse(sent['prompts'] ?? '[]') }));

describe('the agent view offers four prompts', () => {
  test('in the thread of the assistant container', async () => {
    it.slack.replies['assistant.threads.setSuggestedPrompts'] = { ok: true };
    await started();
    await it.stop();
    expect(prompts()).toMatchObject([{ channel_id: 'D1', thread_ts: '7.7', prompts: promptsOf() }]);
  });

  test('without a thread in the agent view, about the default state of the channel beside it', async () => {
    it.slack.replies['assistant.threads.setSuggestedPrompts'] = { ok: true };
    await withDefault();
    await opened({ context: looking('C5') });
    await it.stop();
    const [sent] = prompts();
    expect(sent).not.toHaveProperty('thread_ts');
    expect(sent?.prompts).toEqual(promptsOf('California'));
  });

  test('and none on the messages tab of a workspace without it', async () => {
    await opened({});
    await it.stop();
    expect(prompts()).toEqual([]);
  });

  test('and stops where Slack refuses them', async () => {
    it.slack.replies['assistant.threads.setSuggestedPrompts'] = { ok: false, error: 'missing_scope' };
    await started();
    await vi.waitFor(() => expect(it.logged.join('')).toContain('prompts could not be offered'));
    await started();
    await it.stop();
    expect(prompts()).toHaveLength(1);
  });
});

describe('a message in the agent view', () => {
  test('is answered in a thread of its own', async () => {
    await direct('policy Denver', { app_context: {} });
    await it.stop();
    expect(it.sent('chat.postMessage')[0]).toMatchObject({ channel: 'D1', thread_ts: '6.6' });
  });

  test.each([
    ['newer', async () => undefined, { app_context: looking('C5') }],
    ['older', () => started({ channel_id: 'C5' }), { thread_ts: '7.7' }],
  ])('takes the default place of the channel beside the %s one', async (_, before, more) => {
    it.slack.replies['assistant.threads.setSuggestedPrompts'] = { ok: true };
    await withDefault();
    await before();
    await direct('policy Orange County', more);
    await it.stop();
    const [posted] = it.sent('chat.postMessage');
    expect(posted?.['text']).toContain('Orange County, CA');
    expect(JSON.stringify(posted?.blocks)).toContain("California is the channel's beside this default");
  });
});

test.each(['file_share', 'thread_broadcast'])('a direct message that is a %s is answered', async (subtype) => {
  await direct('policy Denver', { subtype });
  await it.stop();
  expect(it.sent('chat.postMessage')).toHaveLength(1);
});

test('a message about a name of several places is about the one in the default state of its channel', async () => {
  await withDefault();
  const named = (channelId: string) =>
    made.then((desk) =>
      placesNamed(desk, commandOf, 'The sheriff of Orange County spoke.', { userId: 'U2', channelId }),
    );
  expect((await named('C5')).map(({ words }) => words)).toEqual(['Orange County, CA']);
  expect((await named('C6')).length).toBeGreaterThan(5);
});

test.each([...promptsOf(), ...promptsOf('Colorado')])('the prompt "$message" is read', async ({ message }) => {
  const desk = await bundledDesk();
  expect((await answerWords(desk, message)).summary).toContain('Read as');
  await desk.close();
});

test('the manifest has the same prompts, where its marks are removed, inside the limits of Slack', () => {
  const text = readFileSync(projectPath('manifest.yml'), 'utf8').replace(
    /^( +)# (agent_view| {2}|- assistant)/gm,
    '$1$2',
  );
  const { features, oauth_config } = parse(text);
  expect(features.agent_view.suggested_prompts).toEqual(promptsOf());
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  expect(oauth_config.scopes.bot).toContain('assistant:write');
});
