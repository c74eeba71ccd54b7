import { type JsonObject, textOf } from '../json.ts';
import type { View } from '../workspace.ts';
import { renderBlocks } from './blocks.ts';
import { type Html, html } from './html.ts';

const blocksOf = (view: View, prefix: string): Html =>
  renderBlocks(view.body['blocks'] as JsonObject[], `${prefix}-${view.id}`);

/** The modal: a form with its title, blocks and two buttons. */
export function renderModal(view: View): Html {
  const submit = textOf(view.body['submit']);
  const close = textOf(view.body['close']) || (submit ? 'Cancel' : 'Close');
  return html`<form class="view" data-view="${view.id}" novalidate>
<header class="bar"><h2 id="modal-title">${textOf(view.body['title'])}</h2><button type="button" class="close" data-close aria-label="Close">×</button></header>
<div class="blocks">${blocksOf(view, 'v')}</div>
<p class="error form-error" role="alert"></p>
<footer class="bar end"><button type="button" class="button" data-close>${close}</button>${submit ? html`<button type="submit" class="button primary">${submit}</button>` : ''}</footer></form>`;
}

/** The home tab, when the app has published one. */
export function renderHome(view: View | undefined): Html {
  if (!view)
    return html`<div class="empty"><h2>Home</h2><p>The desk shows nothing here yet. Ask in the channel.</p></div>`;
  return html`<div class="home" data-view="${view.id}"><h2 class="hidden">Home</h2>${blocksOf(view, 'h')}</div>`;
}
