import { elementsOf } from './block-ids.ts';
import { isObject, type JsonObject, objectsIn } from './json.ts';

/** A form as the page sends it: texts and chosen values by block id and action id. */
export type FormValues = Record<string, Record<string, string>>;

const PROPERTIES: Record<string, string> = {
  conversations_select: 'selected_conversation',
  datepicker: 'selected_date',
  plain_text_input: 'value',
};

/** state.values of a form, in Slack's shapes. `offered` are the options that the app supplied while a person typed. */
export const stateValues = (blocks: JsonObject[], values: FormValues, offered: JsonObject[]): JsonObject =>
  Object.fromEntries(
    fieldsOf(blocks).map(({ blockId, actionId, element }) => {
      const type = String(element['type']);
      const text = values[blockId]?.[actionId] ?? '';
      const property = PROPERTIES[type];
      const chosen = [...objectsIn(element['options']), ...objectsIn([element['initial_option']]), ...offered].find(
        (option) => option['value'] === text,
      );
      const value = property ? { [property]: text || null } : { selected_option: chosen ?? null };
      return [blockId, { [actionId]: { type, ...value } }];
    }),
  );

/** The fields that Slack wants completed before it sends a form: block id to sentence. */
export const findMissingInputs = (blocks: JsonObject[], values: FormValues): Record<string, string> =>
  Object.fromEntries(
    fieldsOf(blocks)
      .filter(({ blockId, actionId, optional }) => !optional && !values[blockId]?.[actionId]?.trim())
      .map(({ blockId }) => [blockId, 'Please complete this required field.']),
  );

/** The conversations that were chosen in a form and that the app may reply to by response_url. */
export const findConversations = (blocks: JsonObject[], values: FormValues): string[] =>
  fieldsOf(blocks)
    .filter(({ element }) => element['response_url_enabled'] === true)
    .flatMap(({ blockId, actionId }) => values[blockId]?.[actionId] || []);

const fieldsOf = (blocks: JsonObject[]) =>
  blocks
    .filter((block) => isObject(block['element']))
    .flatMap((block) =>
      elementsOf(block).map((element) => ({
        blockId: String(block['block_id']),
        actionId: String(element['action_id']),
        optional: block['optional'] === true,
        element,
      })),
    );
