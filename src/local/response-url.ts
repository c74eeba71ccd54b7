import type { JsonObject } from './json.ts';
import type { ResponseTarget } from './triggers.ts';
import { ApiError } from './web-api/args.ts';
import { contentOf } from './web-api/chat.ts';
import type { Workspace } from './workspace.ts';

/** Adds an app's reply (of an ack or a response_url) to its channel, as Slack does. Throws ApiError. */
export function addReply(workspace: Workspace, { channel, threadTs }: ResponseTarget, reply: JsonObject): void {
  workspace.addMessage({
    channel,
    from: 'desk',
    ephemeral: reply['response_type'] !== 'in_channel',
    ...contentOf(reply['text'], reply['blocks']),
    ...(threadTs ? { threadTs } : {}),
  });
}

/** Adds the message in the body of a command's ack, if there is one. */
export function addAck(workspace: Workspace, target: ResponseTarget, body: unknown): void {
  if (body === undefined || body === '') return;
  try {
    addReply(workspace, target, body as JsonObject);
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    const details = cause.details.slice(0, 3).join(' ');
    addNotice(workspace, target.channel, `/detainer failed with the error "${cause.code}". ${details}`.trim());
  }
}

/** Adds a line of the local Slack itself, which only the person sees. */
export function addNotice(workspace: Workspace, channel: string, text: string): void {
  workspace.addMessage({ channel, from: 'desk', ephemeral: true, text: escapeMrkdwn(text), blocks: [] });
}

export const escapeMrkdwn = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
