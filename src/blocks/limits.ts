/** Whole-message budget in characters: Slack fails near 13,200 though each block is legal (bolt-js #2509). */
const BLOCKS_BUDGET = 12_000;

interface Block {
  [key: string]: unknown;
}

/** Every violation of Slack's limits in a message, in words; empty when it may be sent. */
export function checkMessage(message: { text: string; blocks: Block[] }): string[] {
  const problems: string[] = [];
  const tell = (ok: boolean, what: string) => ok || problems.push(what);
  tell(message.text.length > 0 && message.text.length <= 4000, 'text must have 1 to 4,000 characters');
  tell(message.blocks.length <= 50, `${message.blocks.length} blocks, at most 50`);
  tell(JSON.stringify(message.blocks).length <= BLOCKS_BUDGET, 'blocks are over the message budget');
  tell(message.blocks.filter((block) => block['type'] === 'table').length <= 1, 'more than one table');
  message.blocks.forEach((block, at) => {
    problems.push(...checkBlock(block).map((problem) => `block ${at}: ${problem}`));
  });
  return problems;
}

function checkBlock(block: Block): string[] {
  const problems: string[] = [];
  const length = (value: unknown) => (typeof value === 'string' ? value.length : 0);
  const within = (value: unknown, max: number, what: string) => {
    if (length(value) < 1 || length(value) > max) problems.push(`${what} must have 1 to ${max} characters`);
  };
  const textOf = (value: unknown) => (value as Block | undefined)?.['text'];
  if (block['type'] === 'header') within(textOf(block['text']), 150, 'header');
  if (block['type'] === 'section') within(textOf(block['text']), 3000, 'section text');
  if (block['type'] === 'context') {
    const elements = block['elements'] as Block[];
    if (elements.length < 1 || elements.length > 10) problems.push('context must have 1 to 10 elements');
    for (const element of elements) within(element['text'], 2000, 'context text');
  }
  if (block['type'] === 'actions') {
    const elements = block['elements'] as Block[];
    if (elements.length < 1 || elements.length > 25) problems.push('actions must have 1 to 25 elements');
    const ids = new Set(elements.map((element) => element['action_id']));
    if (ids.size !== elements.length) problems.push('action ids repeat');
    for (const element of elements) {
      within(textOf(element['text']), 75, 'button text');
      within(element['value'], 2000, 'button value');
      within(element['action_id'], 255, 'action id');
    }
  }
  if (block['type'] === 'table') {
    const rows = block['rows'] as unknown[][];
    if (rows.length < 1 || rows.length > 100) problems.push('table must have 1 to 100 rows');
    if (rows.some((row) => row.length < 1 || row.length > 20)) problems.push('table rows must have 1 to 20 cells');
  }
  return problems;
}
