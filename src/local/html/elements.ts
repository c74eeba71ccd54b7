import { isObject } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';
import { LOCAL_IDS } from '../workspace.ts';
import { type Html, html, link, safeHref } from './html.ts';
import { renderTextHtml } from './mrkdwn.ts';

/** Where an element stands: what the page needs to send its click. */
export interface ElementPlace {
  blockId: string;
  /** Unique on the page: begins the ids of labels and fields. */
  prefix: string;
  /** True in an input block: a change is not sent unless it asks for it. */
  quiet?: boolean;
  /** The id of the field's label and of its error, in an input block. */
  labelledBy?: string;
  describedBy?: string;
  optional?: boolean;
}

const list = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textOf = (value: unknown): string => (isObject(value) && typeof value['text'] === 'string' ? value['text'] : '');
const string = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const hook = (element: JsonObject, { blockId, quiet }: ElementPlace): Html =>
  html`data-block="${blockId}" data-action="${string(element['action_id'])}" data-type="${string(element['type'])}"${quiet ? html` data-quiet="1"` : ''}${confirmOf(element)}`;

function confirmOf(element: JsonObject): Html {
  const confirm = element['confirm'];
  if (!isObject(confirm)) return html``;
  const said = [textOf(confirm['title']), textOf(confirm['text']), textOf(confirm['confirm']), textOf(confirm['deny'])];
  return html` data-confirm="${JSON.stringify(said)}"`;
}

const named = (element: JsonObject, place: ElementPlace, fallback: string): Html =>
  place.labelledBy
    ? html`id="${place.prefix}" aria-describedby="${place.describedBy ?? ''}"${place.optional ? '' : html` aria-required="true"`}`
    : html`aria-label="${string(element['accessibility_label']) || textOf(element['placeholder']) || fallback}"`;

/** An interactive element as a native control where there is one. */
export function renderElement(element: JsonObject, place: ElementPlace): Html {
  const type = string(element['type']);
  if (type === 'button' || type === 'workflow_button') return button(element, place);
  if (type === 'image') return html`<span class="small">${string(element['alt_text'])}</span>`;
  if (/^(multi_)?external_select$/.test(type)) return combobox(element, place);
  if (/_select$/.test(type)) return select(element, place);
  if (type === 'overflow') return overflow(element, place);
  if (type === 'checkboxes' || type === 'radio_buttons') return ticks(element, place);
  const kinds: Record<string, string> = {
    datepicker: 'date',
    timepicker: 'time',
    datetimepicker: 'datetime-local',
    number_input: 'text',
    email_text_input: 'email',
    url_text_input: 'url',
    plain_text_input: 'text',
  };
  const kind = kinds[type];
  const initial =
    string(element['initial_value'] ?? element['initial_date'] ?? element['initial_time']) ||
    momentOf(element['initial_date_time']);
  if (type === 'rich_text_input' || (type === 'plain_text_input' && element['multiline'] === true))
    return html`<textarea class="field" rows="4" ${named(element, place, 'Text')} ${hook(element, place)} placeholder="${textOf(element['placeholder'])}">${initial}</textarea>`;
  if (kind)
    return html`<input class="field" type="${kind}"${type === 'number_input' ? html` inputmode="decimal"` : ''} ${named(element, place, kind)} ${hook(element, place)} value="${initial}" placeholder="${textOf(element['placeholder'])}" autocomplete="off">`;
  return html`<span class="small">(${type}: not shown on this page)</span>`;
}

/** Seconds since 1970 as a datetime-local field has them, in this machine's zone. */
function momentOf(seconds: unknown): string {
  if (typeof seconds !== 'number') return '';
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function button(element: JsonObject, place: ElementPlace): Html {
  const url = safeHref(element['url']);
  const style = element['style'] === 'primary' || element['style'] === 'danger' ? string(element['style']) : '';
  const label = string(element['accessibility_label']);
  return html`<button type="button" class="button ${style}" ${hook(element, place)}${label ? html` aria-label="${label}"` : ''}>${renderTextHtml(element['text'])}</button>${url ? html` ${link(url, 'Open link')}` : ''}`;
}

/** People and channels of the local workspace, for the menus that Slack fills itself. */
function ownOptions(type: string): JsonObject[] {
  const option = (value: string, text: string): JsonObject => ({ value, text: { type: 'plain_text', text } });
  const channel = option(LOCAL_IDS.channel, '#detainers');
  if (type.includes('users')) return [option(LOCAL_IDS.you, 'You')];
  return type.includes('channels') ? [channel] : [channel, option(LOCAL_IDS.dm, 'Detainer Desk (direct message)')];
}

function initialValues(element: JsonObject): string[] {
  const values = Object.entries(element)
    .filter(([key]) => key.startsWith('initial_'))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]));
  return values.map((value) => (isObject(value) ? string(value['value']) : string(value)));
}

function select(element: JsonObject, place: ElementPlace): Html {
  const type = string(element['type']);
  const chosen = initialValues(element);
  const option = (each: JsonObject): Html =>
    html`<option value="${string(each['value'])}"${chosen.includes(string(each['value'])) ? html` selected` : ''}>${renderTextHtml(each['text'])}</option>`;
  const own = /users|channels|conversations/.test(type) ? ownOptions(type) : [];
  const groups = list(element['option_groups']).map(
    (group) => html`<optgroup label="${textOf(group['label'])}">${list(group['options']).map(option)}</optgroup>`,
  );
  const many = type.startsWith('multi_');
  const empty = many ? '' : html`<option value="">${textOf(element['placeholder']) || 'Choose…'}</option>`;
  return html`<select class="field"${many ? html` multiple size="4"` : ''} ${named(element, place, 'Choose')} ${hook(element, place)}>${empty}${[...list(element['options']), ...own].map(option)}${groups}</select>`;
}

/** A menu that the app fills while a person types: a text field with a list below. */
function combobox(element: JsonObject, place: ElementPlace): Html {
  const initial = [element['initial_option'], ...list(element['initial_options'])].filter(isObject);
  const many = string(element['type']).startsWith('multi_');
  const first = initial[0];
  return html`<div class="combo" data-combo="suggest" data-least="${string(element['min_query_length'] ?? 3)}"${many ? html` data-many="1"` : ''} ${hook(element, place)} data-chosen="${JSON.stringify(initial.map((each) => [string(each['value']), textOf(each['text'])]))}">
<input class="field" type="text" role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="${place.prefix}-list" ${named(element, place, 'Search')} placeholder="${textOf(element['placeholder']) || 'Type to search'}" value="${many ? '' : textOf(first?.['text'])}" autocomplete="off" spellcheck="false">
<ul role="listbox" id="${place.prefix}-list" class="listbox" aria-label="Suggestions" hidden></ul>${many ? html`<ul class="chips" aria-label="Chosen"></ul>` : ''}</div>`;
}

function overflow(element: JsonObject, place: ElementPlace): Html {
  const items = list(element['options']).map(
    (option) =>
      html`<button type="button" class="button" ${hook(element, place)} data-value="${string(option['value'])}">${renderTextHtml(option['text'])}</button>`,
  );
  return html`<details class="overflow"><summary aria-label="More actions">⋯</summary><div class="menu">${items}</div></details>`;
}

function ticks(element: JsonObject, place: ElementPlace): Html {
  const type = element['type'] === 'checkboxes' ? 'checkbox' : 'radio';
  const chosen = initialValues(element);
  const items = list(element['options']).map((option, at) => {
    const value = string(option['value']);
    const more = option['description'] ? html`<span class="small">${renderTextHtml(option['description'])}</span>` : '';
    return html`<label class="tick"><input type="${type}" name="${place.prefix}" value="${value}"${chosen.includes(value) ? html` checked` : ''}${at === 0 && place.labelledBy ? html` id="${place.prefix}"` : ''}> <span>${renderTextHtml(option['text'])} ${more}</span></label>`;
  });
  const label = place.labelledBy ? html`aria-labelledby="${place.labelledBy}"` : html`aria-label="Choices"`;
  return html`<div class="ticks" role="${type === 'radio' ? 'radiogroup' : 'group'}" ${label} ${hook(element, place)}>${items}</div>`;
}
