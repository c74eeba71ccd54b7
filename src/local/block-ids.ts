import { randomBytes } from 'node:crypto';
import { isObject, type JsonObject, objectsIn } from './json.ts';

/** Blocks with a block_id each, as Slack adds it where an app gives none: a click names its block and its element. */
export const withIds = (blocks: JsonObject[]): JsonObject[] =>
  blocks.map((block) => ({ ...block, block_id: block['block_id'] ?? randomBytes(4).toString('base64url') }));

/** The interactive elements of a block: its buttons, or its one field. */
export const elementsOf = (block: JsonObject): JsonObject[] =>
  block['type'] === 'actions' ? objectsIn(block['elements']) : isObject(block['element']) ? [block['element']] : [];

/** The element with a block id and an action id. */
export function findElement(blocks: JsonObject[], blockId: string, actionId: string): JsonObject | undefined {
  const block = blocks.find((each) => each['block_id'] === blockId);
  return block && elementsOf(block).find((element) => element['action_id'] === actionId);
}
