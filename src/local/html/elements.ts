import { isObject, type JsonObject, objectsIn, textOf } from '../json.ts';
import { LOCAL_IDS } from '../workspace.ts';
import { type Html, html } from './html.ts';
import { renderTextHtml } from './mrkdwn.ts';

/** Where an element is on the page. Needed to send a click and to connect a field to its label. */
export interface ElementPosition {
  blockId: string;
  /** Unique on the page: begins the ids of fields. */
  prefix: string;
  /** Ids of a field's label and of its hint, in an input block. */
  labelledBy?: string;
  describedBy?: string;
  optional?: boolean;
}

const renderers: Record<string, (element: JsonObject, position: ElementPosition) => Html> = {
  button: renderButton,
  conversations_select: renderConversations,
  datepicker: (element, position) =>
    html`<input class="field" type="date" ${labelAttributes(position)} ${dataAttributes(element, position)} value="${textOf(element['initial_date'])}" autocomplete="off">`,
  external_select: renderCombobox,
  plain_text_input: renderTextInput,
  radio_buttons: renderRadioButtons,
  static_select: renderMenu,
};

export const elementKinds = Object.keys(renderers);

/** An interactive element as a native control. Throws Error on a kind that the desk does not send. */
export function renderElement(element: JsonObject, position: ElementPosition): Html {
  const type = textOf(element['type']);
  const render = Object.hasOwn(renderers, type) ? renderers[type] : undefined;
  if (!render) throw new Error(`The page cannot draw an element of the type "${type}".`);
  return render(element, position);
}

function dataAttributes(element: JsonObject, { blockId }: ElementPosition): Html {
  const { confirm } = element;
  const texts = isObject(confirm) && ['title', 'text', 'confirm', 'deny'].map((part) => textOf(confirm[part]));
  return html`data-block="${blockId}" data-action="${textOf(element['action_id'])}"${texts && html` data-confirm="${JSON.stringify(texts)}"`}`;
}

const labelAttributes = ({ prefix, describedBy, optional }: ElementPosition): Html =>
  html`id="${prefix}" aria-describedby="${describedBy}"${optional ? '' : html` aria-required="true"`}`;

function renderButton(element: JsonObject, position: ElementPosition): Html {
  const style = element['style'] === 'primary' ? ' primary' : '';
  return html`<button type="button" class="button${style}" ${dataAttributes(element, position)}>${renderTextHtml(element['text'])}</button>`;
}

/** A field for a line, or for a text of several. */
function renderTextInput(element: JsonObject, position: ElementPosition): Html {
  const value = textOf(element['initial_value']);
  const attributes = html`class="field" maxlength="${Number(element['max_length'] ?? 3000)}" ${labelAttributes(position)} ${dataAttributes(element, position)} placeholder="${textOf(element['placeholder'])}" autocomplete="off"`;
  // A textarea drops a line break at its beginning.
  return element['multiline'] === true
    ? html`<textarea rows="6" ${attributes}>\n${value}</textarea>`
    : html`<input type="text" ${attributes} value="${value}">`;
}

/** A menu of options that are known. */
function renderMenu(element: JsonObject, position: ElementPosition): Html {
  const initial = isObject(element['initial_option']) ? element['initial_option']['value'] : undefined;
  const options = objectsIn(element['options']).map(
    (option) =>
      html`<option value="${textOf(option['value'])}"${option['value'] === initial ? html` selected` : ''}>${renderTextHtml(option['text'])}</option>`,
  );
  return html`<select class="field" ${labelAttributes(position)} ${dataAttributes(element, position)}><option value="">${textOf(element['placeholder']) || 'Choose…'}</option>${options}</select>`;
}

/** The channel and the direct message of the local workspace, which Slack would list itself. */
function renderConversations(element: JsonObject, position: ElementPosition): Html {
  const current = element['default_to_current_conversation'] === true && html` data-current`;
  return html`<select class="field"${current} ${labelAttributes(position)} ${dataAttributes(element, position)}><option value="">Choose…</option><option value="${LOCAL_IDS.channel}">#detainers</option><option value="${LOCAL_IDS.dm}">Detainer Desk (direct message)</option></select>`;
}

/** A menu whose options the app supplies while a person types: a text field with a list below it. */
function renderCombobox(element: JsonObject, position: ElementPosition): Html {
  const initial = isObject(element['initial_option']) ? element['initial_option'] : undefined;
  const label = textOf(initial?.['text']);
  return html`<div class="combo"${element['focus_on_load'] === true && html` data-focus`} data-combo="suggest" data-least="${Number(element['min_query_length'] ?? 3)}" data-value="${textOf(initial?.['value'])}" ${dataAttributes(element, position)}>
<input class="field" type="text" role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="${position.prefix}-list" ${labelAttributes(position)} placeholder="${textOf(element['placeholder']) || 'Type to search'}" value="${label}" autocomplete="off" spellcheck="false">
<ul role="listbox" id="${position.prefix}-list" class="listbox" aria-label="Suggestions" hidden></ul></div>`;
}

function renderRadioButtons(element: JsonObject, position: ElementPosition): Html {
  const initial = isObject(element['initial_option']) ? element['initial_option']['value'] : undefined;
  const items = objectsIn(element['options']).map(
    (option, at) =>
      html`<label class="tick"><input type="radio" name="${position.prefix}" value="${textOf(option['value'])}"${option['value'] === initial ? html` checked` : ''}${at === 0 ? html` id="${position.prefix}"` : ''}> <span>${renderTextHtml(option['text'])}</span></label>`,
  );
  return html`<div class="ticks" role="radiogroup" aria-labelledby="${position.labelledBy}" ${dataAttributes(element, position)}>${items}</div>`;
}
