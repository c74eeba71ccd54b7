/** Slack allows 40,000 characters. Longer text than this is cut. */
const MAX_LENGTH = 8000;

/**
 * A message to the bot as the person typed it: undoes Slack's escapes and its tokens for names and addresses. What stands
 * before the bot's name ("hey @Detainer Desk policy Denver") is dropped, unless nothing is asked after it.
 */
export function tidyMention(text: string, botUserId?: string): string {
  const [before = '', ...after] = text.slice(0, MAX_LENGTH).split(`<@${botUserId ?? ' '}>`);
  const rest = after.join(' ');
  return (/[\p{L}\p{N}]/u.test(rest) ? rest : `${before} ${rest}`)
    .replace(/<@[^>]*>/g, ' ')
    .replace(
      /<(?:[#!][^>|]*\|([^>]*)|(?:https?:\/\/|mailto:)[^>|]*\|([^>]*))>/g,
      (_, name?: string, shown?: string) => name ?? shown ?? ' ',
    )
    .replace(/<(?:https?:\/\/|mailto:)?([^>]*)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/^\s*\/?detainer\b/i, '')
    .trim();
}

/**
 * All words of a message: its text, and those of its blocks and attachments, where the bots of news feeds write them.
 * Slack's own form of it is not trusted.
 */
export function wordsOfMessage(message: unknown): string {
  const { text, blocks, attachments } = isRecord(message) ? message : {};
  const found = [...(typeof text === 'string' ? [text] : []), ...wordsWithin([blocks, attachments], 8)];
  return [...new Set(found)].join('\n').slice(0, MAX_LENGTH);
}

const SHOWN = new Set(['text', 'title', 'pretext', 'fallback', 'value']);

function wordsWithin(value: unknown, depth: number): string[] {
  if (depth === 0) return [];
  if (Array.isArray(value)) return value.slice(0, 200).flatMap((each) => wordsWithin(each, depth - 1));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' ? (SHOWN.has(key) ? [each] : []) : wordsWithin(each, depth - 1),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
