export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; none where the value is not a list. */
export const objectsIn = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A text, or the text of a text object; else ''. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : isObject(value) && typeof value['text'] === 'string' ? value['text'] : '';
