/** A text of at least this many letters in quotation marks is quoted from elsewhere. */
const QUOTED = 60;
/** Nobody asks in more letters than this; the rest is not read. */
const MOST_READ = 8000;
const LONG = 320;
/** How a sentence without a question mark asks for something. */
const ASKS =
  /^(?:so|ok|and|but)?,? ?(?:what|how|does|do|did|is|are|can|could|please|pls|i|we|tell|show|give|which|compare|list|need|want|check|find|any)\b/i;

/** A text without Slack's markup and the mention of the desk, and what it quotes from elsewhere. */
export function tidyQuestion(words: string): { text: string; quoted: string } {
  const plain = words
    .slice(0, MOST_READ)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[\u201C-\u201F\u00AB\u00BB\u2033]/g, '"')
    .replace(/[\u2018\u2019\u201B\u2032]/g, "'")
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u061C]/g, '')
    .replace(/[\u0000-\u001F\u007F-\u00A0\u2028\u2029]/g, ' ');
  const own = withoutMention(plain)
    .replace(/<@[^>]*>/g, ' ')
    .replace(
      /<(?:[#!][^>|]*\|([^>]*)|(?:https?:\/\/|mailto:)[^>|]*\|([^>]*))>/g,
      (_, name?: string, shown?: string) => name ?? shown ?? ' ',
    )
    .replace(/<(?:https?:\/\/|mailto:)[^>]*>|https?:\/\/\S+/g, ' ')
    .replace(/:[a-z_+-]+:/g, ' ')
    .replace(/^\s*\/?detainer\b\s+/i, '')
    .replace(/\s=+\s/g, ' means ')
    // A reference as it is read out: 'd 4qx7', 'D C1X6 D5DR'.
    .replace(
      /\bd[ -](?=[a-z0-9]{0,3}\d)(?=\d{0,3}[a-z])([a-z0-9]{4})(?:[ -](?=[a-z0-9]{0,3}\d)([a-z0-9]{4}))?\b/gi,
      (_, first: string, second?: string) => ['D', first, second].filter(Boolean).join('-').toUpperCase(),
    )
    .replace(/ +/g, ' ')
    .trim();
  return partQuotation(own);
}

/** What follows the mention; words before it are part of the channel's talk. */
function withoutMention(text: string): string {
  const mention = /^.{0,80}?(?:<@[A-Z0-9]+(?:\|[^>]*)?>|@detainer ?desk\b|@desk\b|@detainer\b)[:,]?\s*/i.exec(text);
  if (!mention) return text;
  const after = text.slice(mention[0].length);
  return after.trim() === '' ? text.slice(0, mention[0].search(/<@|@/)) : after;
}

/** A sentence that tells something, as in a newspaper: a subject, a verb, and a full stop. */
const isStatement = (sentence: string): boolean =>
  sentence.endsWith('.') &&
  !ASKS.test(sentence) &&
  sentence.split(' ').length > 3 &&
  /^\S+ (?:.* )?(?:\w+ed|said|says|told|was|were|is|are|has|had|held|fell|rose|will)\b/.test(sentence);

/** The question, and what it is asked about: a long quotation, or a paste with the question at its end. */
function partQuotation(text: string): { text: string; quoted: string } {
  const long = [...text.matchAll(/"([^"]*)"?/g)].filter(([, inner = '']) => inner.length >= QUOTED);
  if (long.length > 0) {
    const rest = long.reduce((left, [all]) => left.replace(all, ' ; '), text);
    return {
      text: rest.replace(/\s+/g, ' ').replace(/^[\s;]+|[\s;]+$/g, ''),
      quoted: long.map(([, inner]) => inner).join(' '),
    };
  }
  const sentences = text.split(/(?<=[.?!])\s+/);
  if (sentences.length > 1 && sentences.every(isStatement)) return { text: '', quoted: text };
  if (text.length < LONG) return { text, quoted: '' };
  const asked = sentences.findLastIndex((each) => each.endsWith('?'));
  const at = asked >= 0 ? asked : ASKS.test(sentences.at(-1) ?? '') ? sentences.length - 1 : -1;
  return { text: sentences[at] ?? '', quoted: sentences.filter((_, index) => index !== at).join(' ') };
}
