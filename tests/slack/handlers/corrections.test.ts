import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { MOST_A_DAY, REASONS } from '../../../src/rules/correction.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { rows } from '../../_util/news.ts';
import { madeClock, postingDesk } from '../../_util/posting.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { actionBody, typed } from '../../_util/slack-payloads.ts';

let desk: Context;
let letter = 0;
const it = eachSlackDesk(async () => {
  letter = 0;
  desk = {
    ...(await bundledDesk()),
    inSlack: { opsChannel: 'C8', correctionsChannel: 'C9' },
    randomBytes(count) {
      letter += 1;
      return new Uint8Array(count).fill(letter % 32);
    },
  };
  return desk;
});
afterEach(() => desk.close());
let id = '';
beforeEach(async () => {
  const reply = JSON.stringify(await typed(it.slack, 'policy "Cook County, IL"'));
  id = /"action_id":"correct".*?"value":"(DD-\w+)"/.exec(reply)?.[1] ?? '';
});

const submit = (reason: string | undefined, sentence = '') =>
  it.interact({
    type: 'view_submission',
    view: {
      callback_id: 'correction',
      private_metadata: JSON.stringify({ id, responseUrl: it.slack.responseUrl, channelId: 'C1' }),
      state: {
        values: {
          reason: { reason: { selected_option: reason ? { value: reason } : null } },
          sentence: { sentence: { value: sentence || null } },
        },
      },
    },
    response_urls: [],
  });
const stored = () => rows<Record<string, unknown>>(desk.db, 'select * from corrections');
const replies = async (count: number) => {
  await expect.poll(() => it.slack.responses.length).toBe(count);
  return String(it.slack.responses.at(-1)?.['text']);
};
const send = async () => {
  const { ticker } = postingDesk(desk, it.slack, madeClock('2026-11-24T12:00:00Z'));
  await ticker.tick();
};

test('the button under an answer opens the form with its id', async () => {
  expect(id).toMatch(/^DD-/);
  await it.interact(actionBody('correct', id, it.slack.responseUrl));
  await expect.poll(() => it.sent('views.open').length).toBe(1);
  const view = it.sent('views.open')[0]?.view;
  expect(JSON.parse(view?.private_metadata ?? '')).toMatchObject({ id, channelId: 'C1' });
  expect(JSON.stringify(view)).toContain(id);
});

test('a report reaches the editors, is listed, and what became of it is told', async () => {
  expect(await submit('outdated', 'The order was <!channel> withdrawn in "May 2026"')).toEqual({});
  expect(await replies(1)).toContain(`Report 1 on ${id} is with the editors`);
  await send();
  const [post, ...more] = it.slack.parents('C9');
  expect(more).toEqual([]);
  expect(post?.text).toContain(id);
  const blocks = JSON.stringify(post?.blocks);
  expect(blocks).toContain('{"type":"user","user_id":"U2"}');
  expect(blocks).not.toContain('<!channel>');
  expect(blocks).toContain('corrections settle 1 as:mended');
  expect(JSON.stringify(await typed(it.slack, 'corrections'))).toMatch(/It is outdated.*not looked at yet/i);
  expect(JSON.stringify(await typed(it.slack, 'sources'))).toContain('1 report of readers: 1 not looked at yet');
  await typed(it.slack, 'corrections settle 1 as:mended');
  const listed = JSON.stringify(await typed(it.slack, 'corrections page:1'));
  expect(listed).toContain('the facts were changed (Nov 24, 2026)');
  expect(listed).not.toContain('U2');
});

describe('personal data', () => {
  test.each(['Maria Gonzalez was held longer', 'A123456789 is wrong', 'call 312-555-0142', 'José Ramírez'])(
    '%s: refused in the form, repeated nowhere, kept nowhere',
    async (sentence) => {
      const said = JSON.stringify(await submit('wrong', sentence));
      expect(said).toContain('"response_action":"errors"');
      const typedLine = await typed(it.slack, `correct ${id} reason:wrong text:"${sentence}"`);
      await it.stop();
      expect(await stored()).toEqual([]);
      const word = sentence.split(' ')[0] ?? '';
      for (const seen of [said, JSON.stringify(typedLine), it.logged.join(), JSON.stringify(it.slack.messages)])
        expect(seen).not.toContain(word === 'call' ? '312-555' : word);
    },
  );

  test('an ordinary sentence is taken', async () => {
    await submit('wrong', 'This is outdated since the ordinance of Cook County changed');
    expect(await replies(1)).toContain('Report 1');
  });
});

test('a reason is needed', async () => {
  expect(await submit(undefined)).toMatchObject({ response_action: 'errors', errors: { reason: 'Choose one.' } });
});

test('one person reports an answer once for a reason, and a number of answers a day', async () => {
  await submit('wrong');
  await replies(1);
  await submit('wrong');
  expect(await replies(2)).toMatch(/already/);
  const ids: string[] = [];
  for (let count = 0; count < MOST_A_DAY; count += 1) {
    const answer = await answerCommand(desk, 'policy Denver', { channelId: 'C1', userId: 'U2', role: 'reader' });
    ids.push(answer.kind === 'answer' ? (answer.kept?.id ?? '') : '');
  }
  const said: string[] = [];
  for (const each of ids) said.push(String((await typed(it.slack, `correct ${each} reason:other`))?.['text']));
  expect(said.filter((text) => text.includes('with the editors'))).toHaveLength(MOST_A_DAY - 1);
  expect(said.at(-1)).toContain(`reported ${MOST_A_DAY} answers in a day`);
});

test.each(Object.keys(REASONS))('the reason %s is taken', async (reason) => {
  await submit(reason);
  expect(await replies(1)).toContain('Report 1');
});

test('who reported is forgotten when the answer is', async () => {
  await submit('wrong');
  await replies(1);
  const later = { ...desk, now: () => new Date('2027-03-24T12:00:00Z') };
  const { deleteExpired } = await import('../../../src/jobs/delete-expired.ts');
  await deleteExpired(later);
  expect(await stored()).toMatchObject([{ user_id: '', reason: 'wrong' }]);
});

test('when Slack does not open the form, the person is told what to type', async () => {
  it.slack.replies['views.open'] = { ok: false, error: 'expired_trigger_id' };
  await it.interact(actionBody('correct', id, it.slack.responseUrl));
  expect(await replies(1)).toContain(`/detainer correct ${id}`);
});

test('a reader cannot settle, and a wrong number or outcome is told with an example', async () => {
  const ask = (line: string, role: 'reader' | 'editor' = 'editor') =>
    answerCommand(desk, line, { channelId: 'C1', userId: 'U2', role });
  await expect(ask('corrections settle 1 as:mended', 'reader')).rejects.toThrow('for editors');
  await expect(ask('corrections settle 7 as:mended')).rejects.toThrow('There is no report 7');
  await expect(ask('corrections settle 1 as:forgotten')).rejects.toThrow('as:mended');
});
