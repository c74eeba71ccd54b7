import type { ServerResponse } from 'node:http';
import { renderMessageHtml, type Shortcut } from '../html/message.ts';
import { renderHome, renderModal } from '../html/view.ts';
import type { JsonObject } from '../json.ts';
import type { Workspace, WorkspaceChange } from '../workspace.ts';

const MOST = 50;
const MOST_UNREAD = 1_000_000;

/** Sends every change to every open page, as server-sent events with rendered markup. */
export function createStream(workspace: Workspace, shortcuts: Shortcut[], start: string) {
  const pages = new Set<ServerResponse>();
  const send = (page: ServerResponse, event: JsonObject) => {
    page.write(`data: ${JSON.stringify(event)}\n\n`);
    // A page that does not read is given up; it connects again and catches up
    if (page.writableLength > MOST_UNREAD) page.destroy();
  };
  workspace.listen((change) => {
    const event = eventOf(workspace, shortcuts, change);
    for (const page of pages) send(page, event);
  });
  return {
    /** Opens a stream; false when too many are open. */
    open(response: ServerResponse): boolean {
      if (pages.size >= MOST) return false;
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      pages.add(response);
      send(response, { kind: 'hello', start, last: workspace.messages.at(-1)?.ts });
      response.on('close', () => pages.delete(response));
      return true;
    },
    close(): void {
      for (const page of pages) page.end();
    },
  };
}

function eventOf(workspace: Workspace, shortcuts: Shortcut[], change: WorkspaceChange): JsonObject {
  if (change.kind === 'message') {
    const { channel, ts, threadTs, from } = change.message;
    return { kind: 'message', channel, ts, threadTs, from, html: renderMessageHtml(change.message, shortcuts).markup };
  }
  if (change.kind === 'home') return { kind: 'home', html: renderHome(workspace.home).markup };
  return { kind: 'modal', ...modalOf(workspace) };
}

/** The open modal; `view` is '' when there is none. */
export const modalOf = ({ modal }: Workspace): { html: string; view: string } =>
  modal ? { view: modal.id, html: renderModal(modal).markup } : { view: '', html: '' };
