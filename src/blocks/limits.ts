/** Slack's limits on what the desk sends: characters of a text, or items of a list. */
export const LIMITS = {
  message: {
    text: 40_000,
    /** Slack cuts longer notifications. */
    notification: 4000,
    blocks: 50,
    /** Characters of the blocks as JSON. Above about 13,200 Slack fails even if each block is valid (bolt-js #2509). */
    json: 13_200,
    /** The desk's own limit, below Slack's. */
    budget: 12_000,
    tables: 1,
  },
  view: { blocks: 100, json: 250_000, title: 24, callbackId: 255, metadata: 3000 },
  blockId: 255,
  actionId: 255,
  header: 150,
  section: 3000,
  context: { elements: 10, text: 2000 },
  actions: 25,
  button: { text: 75, value: 2000 },
  table: { rows: 100, cells: 20 },
  /** `rows` without the header; `text` are the characters of all cells. */
  dataTable: { rows: 100, cells: 20, caption: 200, text: 10_000 },
  chart: { perMessage: 2, points: 20, series: 6, label: 20, title: 50 },
  input: { label: 2000, hint: 2000, placeholder: 150 },
  option: { text: 75, value: 150, description: 75 },
  options: 10,
  menu: 100,
  typed: 3000,
} as const;

type Json = Record<string, unknown>;
type Report = (problem: string) => void;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Describes every violation of Slack's limits in a message; [] when it may be sent. */
export function checkMessage({ text, blocks }: { text: string; blocks: readonly object[] }): string[] {
  const problems = checkBlocks(blocks, LIMITS.message.blocks);
  const { notification, budget, tables } = LIMITS.message;
  if (text.length < 1 || text.length > notification) problems.push(`text must have 1 to ${notification} characters`);
  if (JSON.stringify(blocks).length > budget) problems.push('blocks are over the message budget');
  const count = (...types: string[]) => listOf(blocks).filter((block) => types.includes(String(block['type']))).length;
  if (count('table', 'data_table') > tables) problems.push('more than one table');
  if (count('data_visualization') > LIMITS.chart.perMessage) problems.push('too many charts');
  return problems;
}

/** Describes every violation in a modal or home tab. */
export function checkView(view: object): string[] {
  const { type, title, submit, close, blocks, ...rest } = view as Json;
  if (type !== 'modal' && type !== 'home') return [`unsupported type: ${String(type).slice(0, 40)}`];
  const problems = checkBlocks(blocks, LIMITS.view.blocks);
  const report: Report = (problem) => problems.push(problem);
  const hasInput = listOf(blocks).some((block) => block['type'] === 'input');
  if (type === 'modal') checkText(title, 'title', LIMITS.view.title, report, 'plain_text');
  if (hasInput && submit === undefined) report('missing required field: submit (the view has input blocks)');
  if (submit !== undefined) checkText(submit, 'submit', LIMITS.view.title, report, 'plain_text');
  if (close !== undefined) checkText(close, 'close', LIMITS.view.title, report, 'plain_text');
  checkLength(rest['callback_id'] ?? 'none', 'callback_id', LIMITS.view.callbackId, report);
  checkLength(rest['private_metadata'] || 'none', 'private_metadata', LIMITS.view.metadata, report);
  return problems;
}

/** Describes every violation in at most `max` blocks. A kind that the desk does not send is a violation too. */
export function checkBlocks(blocks: unknown, max: number): string[] {
  if (!Array.isArray(blocks)) return ['blocks must be an array'];
  const problems = blocks.length > max ? [`${blocks.length} blocks, at most ${max}`] : [];
  blocks.forEach((block: unknown, at) => {
    const report: Report = (problem) => problems.push(`block ${at}: ${problem}`);
    const type = isObject(block) ? String(block['type']) : 'none';
    const check = Object.hasOwn(CHECKS, type) ? CHECKS[type] : undefined;
    if (!check || !isObject(block)) report(`unsupported type: ${type.slice(0, 40)}`);
    else {
      if (block['block_id'] !== undefined) checkLength(block['block_id'], 'block_id', LIMITS.blockId, report);
      check(block, report);
    }
  });
  const ids = listOf(blocks).flatMap((block) => block['block_id'] ?? []);
  if (new Set(ids).size !== ids.length) problems.push('block_id already exists');
  return problems;
}

const CHECKS: Record<string, (block: Json, report: Report) => void> = {
  header: (block, report) => checkText(block['text'], 'header', LIMITS.header, report, 'plain_text'),
  section: (block, report) => checkText(block['text'], 'section text', LIMITS.section, report),
  rich_text: (block, report) => checkCount(block['elements'], 'rich_text elements', 1000, report),
  context(block, report) {
    checkCount(block['elements'], 'context elements', LIMITS.context.elements, report);
    for (const element of listOf(block['elements'])) checkText(element, 'context text', LIMITS.context.text, report);
  },
  actions(block, report) {
    const elements = listOf(block['elements']);
    checkCount(block['elements'], 'actions', LIMITS.actions, report);
    if (new Set(elements.map((element) => element['action_id'])).size !== elements.length) report('action ids repeat');
    for (const element of elements) {
      if (element['type'] !== 'button') report(`unsupported element: ${String(element['type']).slice(0, 40)}`);
      checkText(element['text'], 'button text', LIMITS.button.text, report, 'plain_text');
      checkLength(element['value'], 'button value', LIMITS.button.value, report);
      checkLength(element['action_id'], 'action id', LIMITS.actionId, report);
    }
  },
  table(block, report) {
    const rows = Array.isArray(block['rows']) ? block['rows'] : [];
    checkCount(rows, 'table rows', LIMITS.table.rows, report);
    for (const row of rows) checkCount(row, 'cells of a table row', LIMITS.table.cells, report);
  },
  data_table(block, report) {
    const rows = Array.isArray(block['rows']) ? block['rows'] : [];
    const { rows: most, cells, caption, text } = LIMITS.dataTable;
    if (rows.length < 2 || rows.length > most + 1) report(`data_table rows: must be 2 to ${most + 1}`);
    if (new Set(rows.map((row) => listOf(row).length)).size > 1) report('data_table rows differ in length');
    for (const row of rows) checkCount(row, 'cells of a data_table row', cells, report);
    checkLength(block['caption'], 'caption', caption, report);
    if (rows.flatMap(listOf).reduce((sum, cell) => sum + String(cell['text']).length, 0) > text)
      report('data_table is too long');
  },
  data_visualization(block, report) {
    const { points, series: most, label, title } = LIMITS.chart;
    checkLength(block['title'], 'chart title', title, report);
    const chart = isObject(block['chart']) ? block['chart'] : {};
    const axis = isObject(chart['axis_config']) ? chart['axis_config'] : {};
    checkCount(axis['categories'], 'categories', points, report);
    checkCount(chart['series'], 'series', most, report);
    for (const series of listOf(chart['series'])) {
      checkLength(series['name'], 'series name', label, report);
      checkCount(series['data'], 'points', points, report);
      for (const point of listOf(series['data'])) checkLength(point['label'], 'point label', label, report);
    }
  },
  input(block, report) {
    checkText(block['label'], 'label', LIMITS.input.label, report, 'plain_text');
    if (block['hint'] !== undefined) checkText(block['hint'], 'hint', LIMITS.input.hint, report, 'plain_text');
    if (!isObject(block['element'])) return report('missing required field: element');
    checkInputElement(block['element'], report);
  },
};

const INPUTS = new Set([
  'conversations_select',
  'datepicker',
  'external_select',
  'plain_text_input',
  'radio_buttons',
  'static_select',
]);

function checkInputElement(element: Json, report: Report): void {
  const { type, action_id, options, initial_option, placeholder } = element;
  if (!INPUTS.has(String(type))) report(`unsupported element: ${String(type).slice(0, 40)}`);
  checkLength(action_id, 'action id', LIMITS.actionId, report);
  if (placeholder !== undefined) checkText(placeholder, 'placeholder', LIMITS.input.placeholder, report, 'plain_text');
  if (type === 'radio_buttons') checkCount(options, 'options', LIMITS.options, report);
  if (type === 'static_select') checkCount(options, 'options', LIMITS.menu, report);
  if (element['initial_value'] !== undefined) checkLength(element['initial_value'], 'value', LIMITS.typed, report);
  for (const option of [...listOf(options), ...listOf([initial_option])]) {
    checkText(option['text'], 'option text', LIMITS.option.text, report);
    checkLength(option['value'], 'option value', LIMITS.option.value, report);
    if (option['description'] !== undefined)
      checkText(option['description'], 'option description', LIMITS.option.description, report);
  }
}

/** Checks a text object. Without `type`, plain_text and mrkdwn are both allowed. */
function checkText(value: unknown, name: string, max: number, report: Report, type?: string): void {
  const object = isObject(value) ? value : {};
  const types = type ? [type] : ['plain_text', 'mrkdwn'];
  if (!types.includes(String(object['type']))) report(`${name} must be ${types.join(' or ')}`);
  checkLength(object['text'], name, max, report);
}

function checkLength(value: unknown, name: string, max: number, report: Report): void {
  const length = typeof value === 'string' ? value.length : 0;
  if (length < 1 || length > max) report(`${name} must have 1 to ${max} characters`);
}

function checkCount(value: unknown, name: string, max: number, report: Report): void {
  const count = Array.isArray(value) ? value.length : 0;
  if (count < 1 || count > max) report(`${name}: must be 1 to ${max}`);
}
