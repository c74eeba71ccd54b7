import type { JsonObject } from './json.ts';
import type { ResponseTrigger } from './triggers.ts';
import { ApiError } from './web-api/args.ts';
import { contentOf } from './web-api/chat.ts';
import type { Workspace } from './workspace.ts';

/** Puts what an app answers (in an ack or at a response_url) into its channel, as Slack does. Throws ApiError. */
export function putResponse(workspace: Workspace, ticket: ResponseTrigger, said: JsonObject): void {
  const original = ticket.ts ? workspace.find(ticket.channel, ticket.ts) : undefined;
  if (said['delete_original'] === true) {
    if (original) workspace.remove(original);
    return;
  }
  const text = typeof said['text'] === 'string' ? said['text'] : '';
  const content = contentOf({
    text,
    ...(said['blocks'] === undefined ? {} : { blocks: JSON.stringify(said['blocks']) }),
  });
  if (said['replace_original'] === true && original) {
    workspace.edit(original, { ...content, edited: !original.ephemeral });
    return;
  }
  const threadTs = typeof said['thread_ts'] === 'string' ? said['thread_ts'] : ticket.threadTs;
  workspace.add({
    channel: ticket.channel,
    from: 'desk',
    ephemeral: said['response_type'] !== 'in_channel',
    ...content,
    ...(threadTs ? { threadTs } : {}),
  });
}

/** What stands in the body of an ack: a message, a plain text, or nothing. */
export function putAck(workspace: Workspace, ticket: ResponseTrigger, body: unknown): void {
  if (body === undefined || body === null || body === '') return;
  const said = typeof body === 'string' ? { text: body } : (body as JsonObject);
  try {
    putResponse(workspace, ticket, said);
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    notice(
      workspace,
      ticket.channel,
      `/detainer failed with the error "${cause.code}". ${cause.details.slice(0, 3).join(' ')}`.trim(),
    );
  }
}

/** A line of the local Slack's own, seen by the person alone. */
export function notice(workspace: Workspace, channel: string, text: string): void {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  workspace.add({ channel, from: 'desk', ephemeral: true, text: escaped, blocks: [] });
}
