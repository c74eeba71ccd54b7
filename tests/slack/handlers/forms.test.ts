import { describe, expect, test } from 'vitest';
import { bundledDesk } from '../../_util/desk.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { commandBody } from '../../_util/slack-payloads.ts';

let desk: Awaited<ReturnType<typeof bundledDesk>>;
const it = eachSlackDesk(async () => {
  desk = await bundledDesk();
  return desk;
});
const typed = (text: string) =>
  it.slack.send({
    type: 'slash_commands',
    envelope_id: text,
    accepts_response_payload: true,
    payload: commandBody(text, it.slack.responseUrl),
  });
const opened = () => it.sent('views.open').at(-1)?.view;
const filledIn = (value: string) => ({ value, selected_date: value, selected_option: { value } });
/** Sends the open form with these fields; the others are blank. */
const submit = (values: Record<string, string>) =>
  it.interact({
    type: 'view_submission',
    view: {
      ...opened(),
      state: {
        values: Object.fromEntries(
          (opened()?.blocks ?? [])
            .filter(({ type }) => type === 'input')
            .map(({ block_id = '' }) => [block_id, { [block_id]: values[block_id] ? filledIn(values[block_id]) : {} }]),
        ),
      },
    },
    response_urls: [],
  });
const RESPONSE = {
  kind: 'response',
  by: 'Los Angeles County',
  on: '2020-10-02',
  url: 'https://www.example.gov/statement',
  says: 'the request came late',
};
const entries = () => desk.db.selectFrom('ledger_entries').selectAll().execute();

describe('/detainer dispute <case>', () => {
  test('opens a form of the case, with each value that can be corrected as it stands', async () => {
    expect(await typed('dispute LA-8')).toEqual({});
    const view = opened();
    expect(view?.blocks.flatMap(({ block_id }) => block_id ?? [])).toEqual([
      'kind',
      'by',
      'on',
      'url',
      'says',
      'field',
      'now',
    ]);
    expect(JSON.stringify(view)).toContain('Age: 55');
    expect(JSON.parse(view?.private_metadata ?? '{}')).toMatchObject({ line: 'dispute LA-8', channelId: 'C1' });
  });

  test('what is sent is recorded, and answered where the form was opened', async () => {
    await typed('dispute LA-8');
    expect(await submit(RESPONSE)).toEqual({});
    await it.stop();
    expect(JSON.stringify(it.slack.responses)).toContain('Recorded: Response, Oct 2, 2020, Los Angeles County');
    expect(await entries()).toMatchObject([{ fact: 'LA-8', kind: 'response', recorded_by: 'U2' }]);
  });

  test('a form that is filled in wrongly stays open with a sentence at each field, and repeats no name', async () => {
    await typed('dispute LA-8');
    const answer = await submit({ ...RESPONSE, by: 'Maria Garcia', on: '2031-01-01' });
    expect(answer).toMatchObject({ response_action: 'errors', errors: { on: 'This day is in the future.' } });
    expect(JSON.stringify(answer)).not.toContain('Garcia');
    expect(await entries()).toEqual([]);
    expect(it.logged.join('')).not.toContain('Garcia');
  });

  test('a button with the line opens the form too', async () => {
    await it.interact({
      type: 'block_actions',
      channel: { id: 'C1', name: 'desk' },
      trigger_id: '1.2',
      response_url: it.slack.responseUrl,
      container: { type: 'message' },
      actions: [{ type: 'button', action_id: 'words:f:0', block_id: 'b', value: 'dispute LA-8', action_ts: '1' }],
    });
    await it.stop();
    expect(opened()?.['title']).toMatchObject({ text: 'Dispute LA-8' });
    expect(it.slack.responses).toEqual([]);
  });

  test('a case that is not known, and a form that Slack does not open, are answered with how to go on', async () => {
    expect((await typed('dispute LA-999'))?.['text']).toContain('No published case or figure');
    it.slack.replies['views.open'] = { ok: false, error: 'expired_trigger_id' };
    expect((await typed('dispute LA-8'))?.['text']).toContain('To add what a party says');
  });
});

const TEXT =
  'Osvaldo Trebino-Lucas, 31, a Honduran national, was arrested by Denver police on Sept. 2 for theft. ICE lodged a detainer with the Denver Sheriff Department on Sept. 3. Trebino-Lucas was released from the Denver County Jail, Colorado, on Sept. 9 without the detainer being honored.';
const proposals = () => desk.db.selectFrom('proposals').selectAll().execute();

describe('a press release', () => {
  const read = (text: string) =>
    it.interact({
      type: 'message_action',
      callback_id: 'read-release',
      trigger_id: '1.2',
      response_url: it.slack.responseUrl,
      channel: { id: 'C1', name: 'desk' },
      message_ts: '1.0',
      message: { type: 'message', text, ts: '1.0' },
    });

  test('of a message stands in the form, as it was typed, with its address', async () => {
    await read(`${TEXT} &amp; more: <https://www.ice.example/1|the release> <!channel> <@U5>`);
    await it.stop();
    const view = JSON.stringify(opened());
    expect(view).toContain('& more: https://www.ice.example/1');
    expect(view).not.toMatch(/&amp;|U5|channel>/);
    expect(opened()?.blocks.find(({ block_id }) => block_id === 'url')?.element).toMatchObject({
      initial_value: 'https://www.ice.example/1',
    });
  });

  test('is read, reviewed as a form and accepted, and the name is nowhere', async () => {
    await typed('intake');
    const source = {
      publisher: 'ICE',
      title: 'One release',
      url: 'https://www.ice.example/1',
      published: '2020-09-28',
    };
    expect(await submit({ text: TEXT, ...source })).toEqual({});
    await expect.poll(proposals).toHaveLength(1);
    await expect.poll(() => JSON.stringify(it.slack.responses)).toContain('1 case and 0 figures proposed');
    const [{ case_id: caseId = '' } = {}] = await proposals();
    await typed(`review ${caseId}`);
    expect(opened()?.['title']).toMatchObject({ text: caseId });
    const kept = Object.fromEntries(
      (opened()?.blocks ?? []).flatMap(({ block_id, element }) => {
        const initial =
          element?.['initial_value'] ?? (element?.['initial_option'] as { value?: string } | undefined)?.value;
        return block_id && typeof initial === 'string' ? [[block_id, initial]] : [];
      }),
    );
    const wrong = await submit({ ...kept, verdict: 'accept', age: 'thirty' });
    expect(wrong).toMatchObject({ response_action: 'errors', errors: { age: 'Write an age in years: 34.' } });
    expect(await submit({ ...kept, verdict: 'accept', age: '32' })).toEqual({});
    await it.stop();
    const row = await desk.db.selectFrom('releases').selectAll().where('case_id', '=', caseId).executeTakeFirst();
    expect(row).toMatchObject({ age: '32', outcome_class: 'declined', release_date: '2020-09-09' });
    const sent = JSON.stringify([it.slack.responses, it.slack.messages, it.logged]);
    expect(sent).toContain(`Accepted: ${caseId}`);
    expect(sent).not.toMatch(/Osvaldo|Trebino/);
    expect(JSON.stringify(await desk.db.selectFrom('proposals').selectAll().execute())).not.toMatch(/Osvaldo|Trebino/);
  });
});
