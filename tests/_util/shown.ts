/** What Slack would read as a mention, a channel or a link. */
export const TOKEN = /<(?:[!@#]|https?:|mailto:)/;
/** Characters that are not seen, or that turn the others round. */
export const HIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/;

const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];

/** What a button stands for is data for us, never shown; a link target is checked apart. */
export const shown = (message: { text: string; blocks: unknown[] }): string[] =>
  strings(JSON.parse(JSON.stringify(message, (key, value) => (key === 'value' || key === 'url' ? undefined : value))));
