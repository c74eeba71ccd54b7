import { isObject, type JsonObject, objectsIn, textOf } from '../json.ts';
import { type Html, html, link } from './html.ts';
import { mention } from './mrkdwn.ts';

const sections: Record<string, (inner: Html[]) => Html> = {
  rich_text_section: (inner) => html`<p class="text">${inner}</p>`,
  rich_text_preformatted: (inner) =>
    html`<div class="code"><button type="button" class="button copy" data-copy>Copy</button><pre tabindex="0">${inner}</pre></div>`,
};
const spans: Record<string, (element: JsonObject) => Html> = {
  channel: (element) => mention(`#${textOf(element['channel_id'])}`),
  link: (element) => styled(link(element['url'], textOf(element['text'])), element['style']),
  text: (element) => styled(html`${textOf(element['text'])}`, element['style']),
};

export const richTextKinds = [...Object.keys(sections), ...Object.keys(spans)];

/** A rich_text block. Nothing in it is parsed. Throws Error on a kind of element that the desk does not send. */
export const renderRichText = (block: JsonObject): Html =>
  html`${objectsIn(block['elements']).map((section) =>
    pick(sections, section)(objectsIn(section['elements']).map((span) => pick(spans, span)(span))),
  )}`;

function pick<T>(renderers: Record<string, T>, element: JsonObject): T {
  const type = textOf(element['type']);
  const render = Object.hasOwn(renderers, type) ? renderers[type] : undefined;
  if (!render) throw new Error(`The page cannot draw rich text of the type "${type}".`);
  return render;
}

function styled(inner: Html, style: unknown): Html {
  if (!isObject(style)) return inner;
  const italic = style['italic'] ? html`<em>${inner}</em>` : inner;
  return style['bold'] ? html`<strong>${italic}</strong>` : italic;
}
