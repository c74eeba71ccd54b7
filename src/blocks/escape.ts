/** Escapes text for Slack, which interprets & < > in every text, the top-level fallback included. */
export const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Text of a message as it was typed: Slack escapes & < > in it. */
export const unescapeText = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** Replaces half an emoji, which cutting a text can leave and which breaks a request to Slack, by U+FFFD. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** Text without control, bidi and invisible characters (U+E0000.. spell hidden words), at most `max` characters. */
export function cleanText(text: string, max: number): string {
  const plain = ODD.test(text) ? withoutOdd(text) : text.trim();
  if (plain.length <= max) return plain;
  const points = Array.from(plain);
  return points.length > max ? `${points.slice(0, max - 1).join('')}…` : plain;
}

/** What most texts have none of: any character that is replaced, and halves of those beyond U+FFFF. */
const ODD = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uD800-\uDFFF\uFEFF]/;

const withoutOdd = (text: string): string =>
  wellFormed(text)
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u061C\u{E0000}-\u{E007F}]/gu, '')
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029]/g, ' ')
    .trim();

/** True for an http(s) address that is safe as a link target: no blanks and nothing that closes the markup. */
export const isSafeLink = (url: string): boolean => /^https?:\/\/[^\s<>|"'`]{3,2000}$/.test(url);
