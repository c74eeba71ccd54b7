import { type JsonObject, objectsIn, textOf } from '../json.ts';
import { renderChart } from './chart.ts';
import { elementKinds, renderElement } from './elements.ts';
import { type Html, html } from './html.ts';
import { renderTextHtml } from './mrkdwn.ts';
import { renderRichText } from './rich-text.ts';
import { renderDataTable, renderTable } from './table.ts';

/** Draws a block; `prefix` is unique on the page and begins the ids of what is in the block. */
type BlockRenderer = (block: JsonObject, prefix: string) => Html;

const renderers: Record<string, BlockRenderer> = {
  actions: (block, prefix) =>
    html`<div class="actions">${objectsIn(block['elements']).map((element, at) => renderElement(element, { blockId: textOf(block['block_id']), prefix: `${prefix}-${at}` }))}</div>`,
  context: (block) =>
    html`<div class="context">${objectsIn(block['elements']).map((each) => html`<span class="text">${renderTextHtml(each)}</span>`)}</div>`,
  header: (block) => html`<h3 class="header">${renderTextHtml(block['text'])}</h3>`,
  input: renderInput,
  rich_text: (block) => html`<div class="rich">${renderRichText(block)}</div>`,
  section: (block) => html`<p class="text">${renderTextHtml(block['text'])}</p>`,
  table: renderTable,
  data_table: renderDataTable,
  data_visualization: renderChart,
};

/** The kinds of blocks and elements that the page can draw. They are the kinds that the desk sends. */
export const drawnKinds = [...Object.keys(renderers), ...elementKinds];

/** Blocks as Slack shows them. Throws Error on a kind that the desk does not send. */
export const renderBlocks = (blocks: JsonObject[], prefix: string): Html =>
  html`${blocks.map((block, at) => {
    const type = textOf(block['type']);
    const render = Object.hasOwn(renderers, type) ? renderers[type] : undefined;
    if (!render) throw new Error(`The page cannot draw a block of the type "${type}".`);
    return render(block, `${prefix}-${at}`);
  })}`;

function renderInput(block: JsonObject, prefix: string): Html {
  const blockId = textOf(block['block_id']);
  const [element] = objectsIn([block['element']]);
  if (!element) throw new Error(`The input block "${blockId}" has no element.`);
  const optional = block['optional'] === true;
  const position = {
    blockId,
    prefix: `${prefix}-f`,
    labelledBy: `${prefix}-l`,
    describedBy: `${prefix}-h`,
    optional,
  };
  const text = html`${renderTextHtml(block['label'])}${optional ? html` <span class="small">(optional)</span>` : ''}`;
  const label =
    element['type'] === 'radio_buttons'
      ? html`<span class="label" id="${position.labelledBy}">${text}</span>`
      : html`<label class="label" id="${position.labelledBy}" for="${position.prefix}">${text}</label>`;
  return html`<div class="input" data-input="${blockId}">${label}${renderElement(element, position)}
<div id="${position.describedBy}" class="hint">${renderTextHtml(block['hint'])}<span class="error" role="alert"></span></div></div>`;
}
