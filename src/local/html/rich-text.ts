import { isObject } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';
import { type Html, html, link } from './html.ts';
import { displayNameOf, mention } from './mrkdwn.ts';

const list = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A rich_text block: sections, lists, quotes and preformatted text. Nothing in it is parsed. */
export function renderRichText(block: JsonObject): Html {
  return html`${list(block['elements']).map(renderElement)}`;
}

function renderElement(element: JsonObject): Html {
  const inner = () => list(element['elements']).map(renderInline);
  if (element['type'] === 'rich_text_list') {
    const items = list(element['elements']).map((item) => html`<li>${list(item['elements']).map(renderInline)}</li>`);
    const indent = `indent-${Math.min(Number(element['indent'] ?? 0) || 0, 4)}`;
    if (element['style'] !== 'ordered') return html`<ul class="${indent}">${items}</ul>`;
    return html`<ol class="${indent}" start="${(Number(element['offset'] ?? 0) || 0) + 1}">${items}</ol>`;
  }
  if (element['type'] === 'rich_text_quote') return html`<blockquote>${inner()}</blockquote>`;
  if (element['type'] === 'rich_text_preformatted') return html`<pre>${inner()}</pre>`;
  return html`<p class="text">${inner()}</p>`;
}

function renderInline(element: JsonObject): Html {
  const text = typeof element['text'] === 'string' ? element['text'] : '';
  if (element['type'] === 'text') return styled(html`${text}`, element['style']);
  if (element['type'] === 'link')
    return styled(link(element['url'], text || String(element['url'] ?? '')), element['style']);
  if (element['type'] === 'user')
    return mention(`@${displayNameOf(String(element['user_id'])) ?? String(element['user_id'])}`);
  if (element['type'] === 'channel') return mention(`#${String(element['channel_id'])}`);
  if (element['type'] === 'broadcast') return mention(`@${String(element['range'])}`);
  if (element['type'] === 'emoji') return html`:${String(element['name'])}:`;
  if (element['type'] === 'date') return html`${String(element['fallback'] ?? '')}`;
  if (element['type'] === 'color') return html`${String(element['value'] ?? '')}`;
  return html`${text}`;
}

function styled(inner: Html, style: unknown): Html {
  if (!isObject(style)) return inner;
  let said = inner;
  if (style['code']) said = html`<code>${said}</code>`;
  if (style['strike']) said = html`<s>${said}</s>`;
  if (style['italic']) said = html`<em>${said}</em>`;
  if (style['bold']) said = html`<strong>${said}</strong>`;
  return said;
}
