import { createHmac } from 'node:crypto';
import type { LocalSlack } from './slack.ts';

/** Sends `/detainer <text>` over a socket; resolves with what the ack holds. */
export const typed = (slack: LocalSlack, text: string) =>
  slack.send({
    type: 'slash_commands',
    envelope_id: text,
    accepts_response_payload: true,
    payload: commandBody(text, slack.responseUrl),
  });

/** The body of a slash command, as Slack sends it. */
export const commandBody = (text: string, responseUrl = 'http://127.0.0.1:1/response'): Record<string, string> => ({
  token: 'x',
  command: '/detainer',
  text,
  response_url: responseUrl,
  trigger_id: '1.2',
  user_id: 'U2',
  user_name: 'reader',
  team_id: 'T1',
  team_domain: 'team',
  channel_id: 'C1',
  channel_name: 'desk',
  api_app_id: 'A1',
  is_enterprise_install: 'false',
});

/** The body of a click on a button. */
export const actionBody = (actionId: string, value: string, responseUrl: string) => ({
  type: 'block_actions',
  team: { id: 'T1', domain: 'team' },
  user: { id: 'U2', username: 'reader', team_id: 'T1' },
  channel: { id: 'C1', name: 'desk' },
  api_app_id: 'A1',
  token: 'x',
  trigger_id: '1.2',
  response_url: responseUrl,
  container: { type: 'message' },
  actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1' }],
});

/** Headers of a signed request. */
export function signed(body: string, secret: string, at = Math.floor(Date.now() / 1000)): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${signature}`,
  };
}
