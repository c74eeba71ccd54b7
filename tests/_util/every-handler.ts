import type { App } from '@slack/bolt';
import type { Shortcut } from '../../src/local/html/message.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string, text = value) => ({ text: plain(text), value });

export const SHORTCUTS: Shortcut[] = [
  { name: 'Open the form', type: 'global', callbackId: 'open_form' },
  { name: 'Look closer', type: 'message', callbackId: 'look' },
];

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC',
  'base64',
);

/** Each kind of element and payload that the page can show and send, in one form. */
const form = (title: string) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: plain(title),
  submit: plain('Send'),
  notify_on_close: true,
  private_metadata: 'kept',
  blocks: [
    {
      type: 'input',
      block_id: 'place',
      label: plain('Place'),
      element: { type: 'external_select', action_id: 'pick', min_query_length: 2, placeholder: plain('Type a place') },
    },
    {
      type: 'input',
      block_id: 'note',
      label: plain('Note'),
      hint: plain('Three letters or more'),
      element: { type: 'plain_text_input', action_id: 'text', min_length: 3 },
    },
    {
      type: 'input',
      block_id: 'kind',
      optional: true,
      label: plain('Kind'),
      element: { type: 'static_select', action_id: 'one', options: [option('a', 'Aye'), option('b', 'Bee')] },
    },
    {
      type: 'input',
      block_id: 'many',
      optional: true,
      label: plain('Many'),
      element: { type: 'checkboxes', action_id: 'some', options: [option('x'), option('y')] },
    },
    {
      type: 'input',
      block_id: 'day',
      optional: true,
      label: plain('Day'),
      element: { type: 'datepicker', action_id: 'on' },
    },
    {
      type: 'actions',
      block_id: 'more',
      elements: [{ type: 'button', action_id: 'another', text: plain('Another view'), value: 'v' }],
    },
  ],
});

/** A Bolt app's handlers for everything that the local Slack can send; `seen` keeps what they were given. */
export function everyHandler(seen: Record<string, unknown>[]) {
  const keep = (kind: string, body: unknown) => seen.push({ kind, ...(body as object) });
  return (app: App) => {
    app.shortcut('open_form', async ({ ack, body, client }) => {
      await ack();
      keep('shortcut', body);
      await client.views.open({ trigger_id: body.trigger_id, view: form('A form') as never });
    });
    app.shortcut('look', async ({ ack, body, respond }) => {
      await ack();
      keep('look', body);
      await respond({ text: `Looked at: ${(body as { message: { text: string } }).message.text}` });
    });
    app.options('pick', async ({ ack, options }) => {
      keep('options', options);
      await ack({
        options: ['Cook County, IL', 'Cook County, GA']
          .filter((name) => name.toLowerCase().startsWith(options.value))
          .map((name) => option(name)),
      });
    });
    app.action('another', async ({ ack, body, client }) => {
      await ack();
      keep('another', body);
      const view = { type: 'modal', title: plain('On top'), blocks: [{ type: 'section', text: plain('Second') }] };
      await client.views.push({ trigger_id: (body as { trigger_id: string }).trigger_id, view: view as never });
    });
    app.view('form', async ({ ack, body, view, client }) => {
      keep('submit', body);
      if (view.state.values['note']?.['text']?.value === 'bad')
        return void (await ack({ response_action: 'errors', errors: { note: 'This is not a note.' } }));
      await ack();
      await client.chat.postMessage({
        channel: 'C0DESKLOCAL',
        text: `Sent: ${view.state.values['place']?.['pick']?.selected_option?.value}`,
      });
    });
    app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
      await ack();
      keep('closed', body);
    });
    app.event('app_home_opened', async ({ event, client, body }) => {
      keep('home', body);
      await client.views.publish({
        user_id: event.user,
        view: {
          type: 'home',
          blocks: [
            { type: 'header', text: plain('Your home') },
            {
              type: 'actions',
              elements: [{ type: 'button', action_id: 'words:f:0', text: plain('Sources'), value: 'sources' }],
            },
          ],
        },
      });
    });
    app.event('app_mention', async ({ event, say, body, client }) => {
      keep('mention', body);
      if (event.text.includes('chart'))
        await client.filesUploadV2({
          channel_id: event.channel,
          initial_comment: 'A chart',
          file: PNG,
          filename: 'chart.png',
          title: 'Detainers by month',
          alt_text: 'x',
        } as never);
      else await say({ text: `You said ${event.text}`, thread_ts: event.ts });
    });
    app.message(async ({ message, say }) => {
      keep('dm', message);
      if ((message as { text?: string }).text !== 'silence') await say(`Heard: ${(message as { text?: string }).text}`);
    });
  };
}
