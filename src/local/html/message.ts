import type { Message } from '../workspace.ts';
import { renderBlocks } from './blocks.ts';
import { type Html, html } from './html.ts';
import { renderMrkdwn } from './mrkdwn.ts';

export interface Shortcut {
  name: string;
  type: 'global' | 'message';
  callbackId: string;
}

const timeOf = (ts: string): { iso: string; time: string } => {
  const at = new Date(Math.floor(Number(ts) * 1000));
  return { iso: at.toISOString(), time: at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' }) };
};

const messageId = (ts: string): string => `m-${ts.replace('.', '-')}`;

/** A message with its author, time, visibility, content and menu. */
export function renderMessageHtml(message: Message, shortcuts: Shortcut[] = []): Html {
  const { iso, time } = timeOf(message.ts);
  const you = message.from === 'you';
  const id = messageId(message.ts);
  const body =
    message.blocks.length > 0
      ? renderBlocks(message.blocks, id)
      : message.text
        ? html`<p class="text">${renderMrkdwn(message.text)}</p>`
        : '';
  return html`<article class="message ${you ? 'yours' : 'desks'}${message.ephemeral ? ' ephemeral' : ''}${message.threadTs ? ' reply' : ''}" id="${id}" data-channel="${message.channel}" data-ts="${message.ts}"${message.threadTs ? html` data-thread="${message.threadTs}"` : ''} tabindex="-1" aria-labelledby="${id}-by">
<div class="avatar" aria-hidden="true">${you ? 'You' : 'DD'}</div>
<div class="content"><header id="${id}-by"><span class="name">${you ? 'You' : 'Detainer Desk'}</span> <time datetime="${iso}">${time}</time>${message.ephemeral && !you ? html` <span class="only">Only visible to you</span>` : ''}</header>
<div class="body">${body}${(message.files ?? []).map(renderFile)}</div>${message.ephemeral ? '' : messageMenu(shortcuts)}</div></article>`;
}

function renderFile(file: { id: string; title: string; name: string; mimetype: string }): Html {
  if (!file.mimetype.startsWith('image/'))
    return html`<p class="file"><a href="/files/${file.id}" download="${file.name}">${file.title}</a></p>`;
  return html`<figure class="image"><figcaption>${file.title}</figcaption><a href="/files/${file.id}" target="_blank"><img src="/files/${file.id}" alt="${file.title}"></a></figure>`;
}

function messageMenu(shortcuts: Shortcut[]): Html {
  const items = shortcuts.filter((each) => each.type === 'message');
  if (items.length === 0) return html``;
  return html`<details class="overflow shortcuts"><summary aria-label="More actions on this message">⋯</summary><div class="menu">${items.map((each) => html`<button type="button" class="button" data-shortcut="${each.callbackId}">${each.name}</button>`)}</div></details>`;
}
