import { allBlocks, elementsOf, isObject } from './block-ids.ts';
import type { JsonObject } from './json.ts';

/** What the page sends of a form: by block id and action id, the text or the values chosen. */
export type Raw = Record<string, Record<string, string | string[]>>;

const first = (raw: string | string[] | undefined): string => (Array.isArray(raw) ? (raw[0] ?? '') : (raw ?? ''));
const all = (raw: string | string[] | undefined): string[] =>
  Array.isArray(raw) ? raw : raw === undefined || raw === '' ? [] : [raw];

/** The options that an element offers, those of its groups and those loaded for it included. */
function optionsOf(element: JsonObject, loaded: JsonObject[] = []): JsonObject[] {
  const list = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
  return [
    ...list(element['options']),
    ...list(element['option_groups']).flatMap((group) => list(group['options'])),
    ...(isObject(element['initial_option']) ? [element['initial_option']] : []),
    ...list(element['initial_options']),
    ...loaded,
  ];
}

/** What one element holds, as Slack says it in actions and in state.values. */
export function heldValue(
  element: JsonObject,
  raw: string | string[] | undefined,
  loaded: JsonObject[] = [],
): JsonObject {
  const type = String(element['type']);
  const text = first(raw);
  const chosen = (value: string) => optionsOf(element, loaded).find((option) => option['value'] === value);
  const many = () => all(raw).flatMap((value) => chosen(value) ?? []);
  if (type === 'button' || type === 'icon_button')
    return { type, ...(element['value'] ? { value: element['value'] } : {}), text: element['text'] };
  if (/^(static_select|external_select|radio_buttons|overflow)$/.test(type))
    return { type, selected_option: chosen(text) ?? null };
  if (/^(multi_static_select|multi_external_select|checkboxes)$/.test(type)) return { type, selected_options: many() };
  const kind = /^(multi_)?(users|conversations|channels)_select$/.exec(type);
  if (kind) {
    const noun = kind[2]?.slice(0, -1);
    return kind[1] ? { type, [`selected_${kind[2]}`]: all(raw) } : { type, [`selected_${noun}`]: text || null };
  }
  if (type === 'datepicker') return { type, selected_date: text || null };
  if (type === 'timepicker') return { type, selected_time: text || null };
  if (type === 'datetimepicker') return { type, selected_date_time: text ? Math.floor(Date.parse(text) / 1000) : null };
  if (type === 'rich_text_input') return { type, rich_text_value: text ? richText(text) : null };
  if (type === 'file_input') return { type, files: [] };
  return { type, value: text || null };
}

const richText = (text: string): JsonObject => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

/** state.values of all the interactive elements that keep a value. */
export function stateValues(
  blocks: JsonObject[],
  raw: Raw,
  loadedFor: (blockId: string, actionId: string) => JsonObject[],
): JsonObject {
  const values: JsonObject = {};
  for (const block of allBlocks(blocks)) {
    const blockId = String(block['block_id']);
    const kept = elementsOf(block).filter(
      (element) => !/button|overflow|image/.test(String(element['type'])) || element['type'] === 'radio_buttons',
    );
    if (kept.length === 0) continue;
    values[blockId] = Object.fromEntries(
      kept.map((element) => {
        const actionId = String(element['action_id']);
        return [actionId, heldValue(element, raw[blockId]?.[actionId], loadedFor(blockId, actionId))];
      }),
    );
  }
  return values;
}

/** What Slack itself asks for before it sends a form: block id to sentence. */
export function missingInputs(blocks: JsonObject[], raw: Raw): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const block of allBlocks(blocks)) {
    const element = block['element'];
    if (block['type'] !== 'input' || !isObject(element)) continue;
    const blockId = String(block['block_id']);
    const given = all(raw[blockId]?.[String(element['action_id'])]);
    const text = given[0]?.trim() ?? '';
    const [min, max] = [Number(element['min_length'] ?? 0), Number(element['max_length'] ?? 3000)];
    if (text === '') {
      if (block['optional'] !== true) problems[blockId] = 'Please complete this required field.';
    } else if (text.length < min) problems[blockId] = `Please enter at least ${min} characters.`;
    else if (text.length > max) problems[blockId] = `Please enter at most ${max} characters.`;
    else if (element['type'] === 'number_input' && !isNumber(text, element)) problems[blockId] = numberSaid(element);
    else if (element['type'] === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text))
      problems[blockId] = 'Please enter an email address.';
    else if (element['type'] === 'url_text_input' && !URL.canParse(text))
      problems[blockId] = 'Please enter a web address, for example https://www.example.org/.';
  }
  return problems;
}

function isNumber(text: string, element: JsonObject): boolean {
  const value = Number(text);
  const [min, max] = [Number(element['min_value'] ?? -Infinity), Number(element['max_value'] ?? Infinity)];
  return (
    Number.isFinite(value) &&
    (element['is_decimal_allowed'] === true || Number.isInteger(value)) &&
    value >= min &&
    value <= max
  );
}

function numberSaid(element: JsonObject): string {
  const kind = element['is_decimal_allowed'] === true ? 'a number' : 'a whole number';
  const from = element['min_value'] === undefined ? '' : ` from ${element['min_value']}`;
  return `Please enter ${kind}${from}${element['max_value'] === undefined ? '' : ` to ${element['max_value']}`}.`;
}
