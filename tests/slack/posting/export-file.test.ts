import { expect, test } from 'vitest';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { typed } from '../../_util/slack-payloads.ts';

const it = eachSlackDesk();
const type = (text: string) => typed(it.slack, text);

test('an export without rows is reported after the reply, and nothing is uploaded', async () => {
  const said = await type('export releases in:"Los Angeles County, CA" charge:"<!channel>theft&"');
  expect(said?.['text']).toContain('being made');
  await it.app.stop();
  expect(it.slack.responses.at(-1)?.['text']).toContain('no rows to export');
  expect(it.slack.uploads).toEqual([]);
});

test('an export is uploaded once, after the reply', async () => {
  const said = await type('export releases in:"Los Angeles County, CA" since:2020-08 until:2020-09');
  expect(said?.['text']).toContain('being made');
  await it.app.stop();
  expect(it.slack.uploads).toHaveLength(1);
  expect(it.slack.uploads[0]).toContain('case_id,release_date');
  const complete = it.slack.calls.find((call) => call.method === 'files.completeUploadExternal');
  expect(complete?.body['channel_id']).toBe('C1');
  expect(complete?.body['initial_comment']).toContain('8 rows. Asked by <@U2>. Asked with /detainer export releases');
  expect(it.slack.calls.filter((call) => call.method.startsWith('files.'))).toHaveLength(2);
  expect(it.slack.responses).toEqual([]);
});

test.each([
  ['missing_scope', /files:write/],
  ['not_in_channel', /\/invite/],
  ['file_not_found', /did not take the file/],
  ['internal_error', /did not say whether it took the file/],
])('Slack refuses with %s: the asker is notified, and the upload is not repeated', async (error, sentence) => {
  it.slack.replies['files.completeUploadExternal'] = { ok: false, error };
  await type('export releases since:2020-08 until:2020-09');
  await it.app.stop();
  expect(it.slack.responses.at(-1)?.['text']).toMatch(sentence);
  expect(it.slack.uploads).toHaveLength(1);
});
