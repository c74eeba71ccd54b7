/** What was said to the bot, as it was typed: Slack escapes text and wraps names and addresses in tokens. */
export function tidyMention(text: string): string {
  return text
    .slice(0, 5000) // the desk reads a thousand; a message may have forty thousand
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
