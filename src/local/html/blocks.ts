import { isObject } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';
import { renderElement } from './elements.ts';
import { type Html, html, link } from './html.ts';
import { renderMrkdwn, renderTextHtml } from './mrkdwn.ts';
import { renderRichText } from './rich-text.ts';
import { renderSeries, renderTable } from './table.ts';

const list = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const string = (value: unknown): string => (typeof value === 'string' ? value : '');

export interface BlockOptions {
  /** Unique on the page for what holds the blocks. */
  prefix: string;
  /** What is wrong with a form, by block id. */
  errors?: Record<string, string>;
}

/** Blocks as Slack shows them. A block of a kind that is not known here is named, and its texts are shown. */
export function renderBlocks(blocks: JsonObject[], options: BlockOptions): Html {
  return html`${blocks.map((block, at) => renderBlock(block, { ...options, prefix: `${options.prefix}-${at}` }))}`;
}

function renderBlock(block: JsonObject, options: BlockOptions): Html {
  const place = { blockId: string(block['block_id']), prefix: options.prefix };
  switch (block['type']) {
    case 'header':
      return html`<h3 class="header">${renderTextHtml(block['text'])}</h3>`;
    case 'divider':
      return html`<hr>`;
    case 'rich_text':
      return html`<div class="rich">${renderRichText(block)}</div>`;
    case 'markdown':
      return html`<div class="rich"><p class="text">${string(block['text'])}</p></div>`;
    case 'table':
    case 'data_table':
      return renderTable(block, 'Table');
    case 'data_visualization':
      return renderSeries(block);
    case 'image':
      return renderImage(block);
    case 'section':
      return renderSection(block, options);
    case 'context':
      return html`<div class="context">${list(block['elements']).map((each) => (each['type'] === 'image' ? html`<span>${string(each['alt_text'])}</span>` : html`<span class="text">${renderTextHtml(each)}</span>`))}</div>`;
    case 'actions':
      return html`<div class="actions">${list(block['elements']).map((element, at) => renderElement(element, { ...place, prefix: `${place.prefix}-${at}` }))}</div>`;
    case 'input':
      return renderInput(block, options);
    case 'alert':
      return html`<div class="alert">${renderTextHtml(block['text'])}</div>`;
    case 'container':
      return html`<div class="container"><strong>${renderTextHtml(block['title'])}</strong>${renderBlocks(list(block['child_blocks']), options)}</div>`;
    case 'card':
      return html`<div class="container"><strong>${renderTextHtml(block['title'])}</strong>${['subtitle', 'body'].map((part) => html`<p class="text">${renderTextHtml(block[part])}</p>`)}<div class="actions">${list(block['actions']).map((element, at) => renderElement(element, { ...place, prefix: `${place.prefix}-${at}` }))}</div></div>`;
    case 'carousel':
      return renderBlocks(list(block['elements']), options);
    default:
      return html`<div class="unknown"><span class="small">${string(block['type'])}</span> ${textsOf(block)}</div>`;
  }
}

function renderSection(block: JsonObject, options: BlockOptions): Html {
  const accessory = isObject(block['accessory']) ? block['accessory'] : undefined;
  const place = { blockId: string(block['block_id']), prefix: `${options.prefix}-a` };
  const aside = accessory
    ? html`<div class="accessory">${accessory['type'] === 'image' ? renderImage(accessory) : renderElement(accessory, place)}</div>`
    : '';
  const fields = list(block['fields']).map((field) => html`<div class="text">${renderTextHtml(field)}</div>`);
  return html`<div class="section"><div class="grow">${block['text'] ? html`<p class="text">${renderTextHtml(block['text'])}</p>` : ''}${fields.length > 0 ? html`<div class="fields">${fields}</div>` : ''}</div>${aside}</div>`;
}

/** An image of this desk's own; one from elsewhere is a link, since the page loads nothing from outside. */
function renderImage(block: JsonObject): Html {
  const alt = string(block['alt_text']);
  const title = block['title'] ? html`<figcaption>${renderTextHtml(block['title'])}</figcaption>` : '';
  const file = isObject(block['slack_file']) ? string(block['slack_file']['id']) : '';
  if (/^F\w+$/.test(file)) return html`<figure class="image">${title}<img src="/files/${file}" alt="${alt}"></figure>`;
  return html`<figure class="image">${title}<p class="small">Image: ${link(block['image_url'], alt || 'without a description')}</p></figure>`;
}

function renderInput(block: JsonObject, { prefix, errors }: BlockOptions): Html {
  const blockId = string(block['block_id']);
  const element = isObject(block['element']) ? block['element'] : {};
  const error = errors?.[blockId];
  const optional = block['optional'] === true;
  const place = {
    blockId,
    prefix: `${prefix}-f`,
    quiet: block['dispatch_action'] !== true,
    labelledBy: `${prefix}-l`,
    describedBy: `${prefix}-h`,
    optional,
  };
  const group = element['type'] === 'checkboxes' || element['type'] === 'radio_buttons';
  const said = html`${renderTextHtml(block['label'])}${optional ? html` <span class="small">(optional)</span>` : ''}`;
  const label = group
    ? html`<span class="label" id="${place.labelledBy}">${said}</span>`
    : html`<label class="label" id="${place.labelledBy}" for="${place.prefix}">${said}</label>`;
  return html`<div class="input${error ? ' wrong' : ''}" data-input="${blockId}">${label}${renderElement(element, place)}
<div id="${place.describedBy}" class="hint">${block['hint'] ? renderTextHtml(block['hint']) : ''}<span class="error" role="alert">${error ?? ''}</span></div></div>`;
}

/** Every text of a block that has no rendering of its own. */
function textsOf(value: unknown, depth = 0): Html {
  if (depth > 6) return html``;
  if (Array.isArray(value)) return html`${value.map((each) => textsOf(each, depth + 1))}`;
  if (!isObject(value)) return html``;
  if (typeof value['text'] === 'string')
    return html`<p class="text">${value['type'] === 'mrkdwn' ? renderMrkdwn(value['text']) : value['text']}</p>`;
  return html`${Object.values(value).map((each) => textsOf(each, depth + 1))}`;
}
