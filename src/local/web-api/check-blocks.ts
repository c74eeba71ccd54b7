import { checkMessage } from '../../blocks/limits.ts';
import { elementsOf, isObject } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';

const EVERYWHERE = [
  'actions',
  'context',
  'divider',
  'header',
  'image',
  'rich_text',
  'section',
  'video',
  'alert',
  'card',
  'carousel',
  'container',
];
const TYPES = {
  message: [
    ...EVERYWHERE,
    'context_actions',
    'data_table',
    'data_visualization',
    'file',
    'input',
    'markdown',
    'plan',
    'table',
    'task_card',
  ],
  modal: [...EVERYWHERE, 'input', 'table'],
  home: [...EVERYWHERE, 'input', 'table'],
};
const MOST = { message: 50, modal: 100, home: 100 };

type Where = keyof typeof TYPES;

/** What Slack would refuse in blocks, in words with a pointer; empty when it takes them. */
export function checkBlocks(blocks: unknown, where: Where): string[] {
  if (!Array.isArray(blocks)) return ['[ERROR] blocks must be an array'];
  if (blocks.length > MOST[where]) return [`[ERROR] no more than ${MOST[where]} items allowed [json-pointer:/blocks]`];
  const problems = blocks.flatMap((block, at) =>
    checkBlock(block, where).map((said) => `[ERROR] ${said} [json-pointer:/blocks/${at}]`),
  );
  if (problems.length > 0) return problems;
  // The desk's own limits speak of messages of text, tables and buttons.
  const known = (blocks as JsonObject[]).filter(
    (block) =>
      (where === 'message' || block['type'] !== 'table') &&
      (block['type'] !== 'actions' || elementsOf(block).every((element) => element['type'] === 'button')),
  );
  const limits = checkMessage({ text: 'x', blocks: known }).filter(
    (said) => where === 'message' || !/budget|blocks, at most/.test(said),
  );
  return [...limits.map((said) => `[ERROR] ${said}`), ...repeated(blocks as JsonObject[])];
}

function repeated(blocks: JsonObject[]): string[] {
  const ids = blocks.map((block) => block['block_id']).filter((id) => id !== undefined);
  return new Set(ids).size === ids.length ? [] : ['[ERROR] block_id already exists'];
}

/** The list that a block of a type must have, and the most items in it. */
const LISTS: Record<string, [name: string, most: number]> = {
  context: ['elements', 10],
  actions: ['elements', 25],
  rich_text: ['elements', 1000],
  table: ['rows', 100],
  data_table: ['rows', 201],
};

function checkBlock(block: unknown, where: Where): string[] {
  if (!isObject(block) || typeof block['type'] !== 'string') return ['missing required field: type'];
  if (!TYPES[where].includes(block['type'])) return [`unsupported type: ${block['type'].slice(0, 40)}`];
  const problems: string[] = [];
  const needsText = (value: unknown, name: string, max: number, kinds: string[]) => {
    if (!isObject(value)) return problems.push(`missing required field: ${name}`);
    if (!kinds.includes(String(value['type']))) problems.push(`${name} must be ${kinds.join(' or ')}`);
    const length = typeof value['text'] === 'string' ? value['text'].length : 0;
    if (length < 1) problems.push(`${name} must have at least 1 character`);
    if (length > max) problems.push(`${name} must be less than ${max + 1} characters`);
  };
  const list = (name: string, most: number) => {
    const value = block[name];
    if (!Array.isArray(value) || value.length < 1) problems.push(`missing required field: ${name}`);
    else if (value.length > most) problems.push(`no more than ${most} items allowed in ${name}`);
  };
  const type = block['type'];
  if (type === 'header') needsText(block['text'], 'text', 150, ['plain_text']);
  if (type === 'section') {
    if (block['text'] === undefined && !Array.isArray(block['fields'])) problems.push('missing required field: text');
    if (block['text'] !== undefined) needsText(block['text'], 'text', 3000, ['plain_text', 'mrkdwn']);
    if (block['fields'] !== undefined) list('fields', 10);
  }
  const [name, most] = LISTS[type] ?? [];
  if (name && most) list(name, most);
  if (type === 'data_table' && typeof block['caption'] !== 'string') problems.push('missing required field: caption');
  if (type === 'input') {
    needsText(block['label'], 'label', 2000, ['plain_text']);
    if (!isObject(block['element'])) problems.push('missing required field: element');
  }
  if (type === 'image') problems.push(...checkImage(block));
  if (String(block['block_id'] ?? '').length > 255) problems.push('block_id must be less than 256 characters');
  return problems.length > 0 ? problems : elementsOf(block).flatMap(checkElement);
}

const checkImage = (block: JsonObject): string[] => [
  ...(isObject(block['slack_file']) || typeof block['image_url'] === 'string'
    ? []
    : ['missing required field: image_url']),
  ...(typeof block['alt_text'] === 'string' ? [] : ['missing required field: alt_text']),
];

function checkElement(element: JsonObject): string[] {
  const options = [
    ...(Array.isArray(element['options']) ? element['options'] : []),
    ...(Array.isArray(element['option_groups'])
      ? element['option_groups'].flatMap((group) =>
          isObject(group) && Array.isArray(group['options']) ? group['options'] : [],
        )
      : []),
  ];
  const problems = options.flatMap((option) => {
    const text = isObject(option) && isObject(option['text']) ? String(option['text']['text'] ?? '') : '';
    const value = isObject(option) ? String(option['value'] ?? '') : '';
    return [
      ...(text.length < 1 || text.length > 75 ? ['option text must have 1 to 75 characters'] : []),
      ...(value.length > 150 ? ['option value must be less than 151 characters'] : []),
    ];
  });
  if (/^(multi_)?static_select$/.test(String(element['type'])) && options.length === 0)
    problems.push('missing required field: options');
  if (Array.isArray(element['options']) && element['options'].length > 100)
    problems.push('no more than 100 items allowed in options');
  return problems;
}
