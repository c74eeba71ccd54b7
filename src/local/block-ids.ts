import { randomBytes } from 'node:crypto';
import type { JsonObject } from './json.ts';

const newId = () => randomBytes(4).toString('base64url');

const list = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Blocks with the ids that Slack makes up where an app gives none: a click names its block and its element. */
export function withIds(blocks: JsonObject[]): JsonObject[] {
  return blocks.map((block) => {
    const filled: JsonObject = { ...block, block_id: block['block_id'] ?? newId() };
    for (const key of ['accessory', 'element']) if (isObject(block[key])) filled[key] = withActionId(block[key]);
    if (block['type'] === 'actions') filled['elements'] = list(block['elements']).map(withActionId);
    if (block['type'] === 'card') filled['actions'] = list(block['actions']).map(withActionId);
    if (block['type'] === 'carousel') filled['elements'] = withIds(list(block['elements']));
    if (block['child_blocks'] !== undefined) filled['child_blocks'] = withIds(list(block['child_blocks']));
    return filled;
  });
}

/** Blocks with those that stand inside of them. */
export const allBlocks = (blocks: JsonObject[]): JsonObject[] =>
  blocks.flatMap((block) => [
    block,
    ...allBlocks(list(block['child_blocks'])),
    ...(block['type'] === 'carousel' ? list(block['elements']) : []),
  ]);

const withActionId = (element: JsonObject): JsonObject => ({ ...element, action_id: element['action_id'] ?? newId() });

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The interactive elements of a block. */
export function elementsOf(block: JsonObject): JsonObject[] {
  const many =
    block['type'] === 'actions' ? list(block['elements']) : block['type'] === 'card' ? list(block['actions']) : [];
  return [...many, block['accessory'], block['element']].filter(
    (element): element is JsonObject => isObject(element) && typeof element['action_id'] === 'string',
  );
}

/** The element of a block id and an action id. */
export function findElement(blocks: JsonObject[], blockId: string, actionId: string): JsonObject | undefined {
  const block = allBlocks(blocks).find((each) => each['block_id'] === blockId);
  return block && elementsOf(block).find((element) => element['action_id'] === actionId);
}
