import { createWriter, type Mapped } from './mapped.ts';

const TAG =
  /<\/?(?:!doctype|html|head|body|div|p|br|span|table|tr|td|th|ul|ol|li|h[1-6]|article|section|main|a|strong|em)(?:[ \n][^<>]{0,2000})?\/?>/gi;
const BREAKS =
  /^\/?(?:p|div|h[1-6]|ul|ol|table|article|section|main|header|footer|blockquote|figure|figcaption|title)$/;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  shy: '\u00AD',
  ntilde: 'ñ',
  aacute: 'á',
  eacute: 'é',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
};

/** True for a text with tags: somebody pasted a page's source. */
export const looksLikeHtml = (text: string): boolean => (text.slice(0, 200_000).match(TAG)?.length ?? 0) >= 2;

/** The text of a page's source: without tags, scripts, styles and comments, with its entities read. */
export function textOfHtml(source: Mapped): Mapped {
  const { text } = source;
  const out = createWriter(source);
  let at = 0;
  while (at < text.length) {
    const sign = text[at];
    if (sign === '<') at = writeTag(text, at, out.write);
    else if (sign === '&') at = writeEntity(text, at, out.write);
    else {
      // A line break in the source of a page is a blank.
      out.write(sign === '\n' || sign === '\r' ? ' ' : (sign ?? ''), at);
      at += 1;
    }
  }
  return out.done();
}

/** Writes what a tag stands for, and returns where it ends. */
function writeTag(text: string, at: number, write: (words: string, at: number) => void): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at);
  const close = text.indexOf('>', at);
  if (close < 0 || close - at > 5000 || !/[a-z/!?]/i.test(text[at + 1] ?? '')) {
    write('<', at);
    return at + 1;
  }
  const name = /^\/?[a-z][a-z0-9]{0,15}/.exec(text.slice(at + 1, at + 20).toLowerCase())?.[0] ?? '';
  const tag = text.slice(at, close);
  // Not part of the article, or not shown
  if (
    /^(?:nav|aside|footer|form|button|svg|iframe)$/.test(name) ||
    (!name.startsWith('/') && /\b(?:display: ?none|hidden|aria-hidden="true")/i.test(tag) && !tag.endsWith('/'))
  )
    return after(text, `</${name}`, close);
  if (name === 'script' || name === 'style' || name === 'noscript') return after(text, `</${name}`, close);
  if (name === 'br' || name === 'tr' || name === '/tr') write('\n', at);
  else if (name === 'li') write('\n\n• ', at);
  else if (name === '/td' || name === '/th') write(' ', at);
  else if (BREAKS.test(name) || name === '/li') write('\n\n', at);
  return close + 1;
}

const after = (text: string, words: string, at: number): number => {
  const found = text.toLowerCase().indexOf(words, at);
  const close = found < 0 ? -1 : text.indexOf('>', found);
  return close < 0 ? text.length : close + 1;
};

function writeEntity(text: string, at: number, write: (words: string, at: number) => void): number {
  const entity = /^&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,8});/i.exec(text.slice(at, at + 12));
  const name = entity?.[1] ?? '';
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const words = name.startsWith('#') && code > 31 && code < 0x110000 ? String.fromCodePoint(code) : ENTITIES[name];
  write(words ?? '&', at);
  return at + (words === undefined ? 1 : (entity?.[0].length ?? 1));
}
