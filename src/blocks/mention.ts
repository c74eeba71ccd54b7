/** No line of this length is read; Slack lets people write 40,000 characters. */
const LONGEST = 8000;

/** What was said to the bot, as it was typed: Slack escapes text and wraps names and addresses in tokens. */
export function tidyMention(text: string): string {
  return text
    .slice(0, LONGEST)
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
