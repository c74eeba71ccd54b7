/** Slack allows 40,000 characters. Longer text than this is cut. */
const MAX_LENGTH = 8000;

/** A message to the bot as the person typed it: undoes Slack's escapes and its tokens for names and addresses. */
export function tidyMention(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
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
