import { createWriter, type Mapped } from './mapped.ts';

const PLAIN: Readonly<Record<string, string>> = {
  '\u00A0': ' ',
  '\r': '',
  '\f': '\n',
  '\v': '\n',
  '\u0085': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
  '\u00AD': '',
  '\u2018': "'",
  '\u2019': "'",
  '\u201A': "'",
  '\u201B': "'",
  '\u2032': "'",
  '\u0060': "'",
  '\u00B4': "'",
  '\u02BC': "'",
  '\uFF07': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u201E': '"',
  '\u201F': '"',
  '\u2033': '"',
  '\u00AB': '"',
  '\u00BB': '"',
  '\uFF02': '"',
  '\u2026': '...',
  '\u2212': '-',
  '\u2010': '-',
  '\u2011': '-',
  '\u2043': '•',
  '\uFE58': '-',
  '\uFE63': '-',
  '\uFF0D': '-',
  '\uFB00': 'ff',
  '\uFB01': 'fi',
  '\uFB02': 'fl',
  '\uFB03': 'ffi',
  '\uFB04': 'ffl',
};
const isInvisible = (code: number): boolean =>
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  code === 0xfeff ||
  code < 9 ||
  (code >= 14 && code < 32) ||
  code === 127;
const isWord = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

/**
 * The same text in plain signs: straight quotes, '-' inside a word, ' — ' for a dash between parts of a sentence, blanks
 * for every kind of blank, nothing for signs that cannot be seen.
 */
export function inPlainSigns(source: Mapped): Mapped {
  const { text } = source;
  const out = createWriter(source);
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '-' && text[at + 1] === '-') {
      out.write(' — ', at);
      while (text[at + 1] === '-') at += 1;
    } else out.write(plainSign(text, at), at);
  }
  return out.done();
}

function plainSign(text: string, at: number): string {
  const sign = text[at] ?? '';
  const code = sign.charCodeAt(0);
  if (sign === '\t') return isCell(text, at) ? ' | ' : ' ';
  if (PLAIN[sign] !== undefined) return PLAIN[sign];
  if (code >= 0x2012 && code <= 0x2015) return dash(text, at);
  if (code >= 0x2000 && code <= 0x200a) return ' ';
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return isInvisible(code) && sign !== '\n' ? '' : sign;
}

/** A tab between two cells of a line. */
const isCell = (text: string, at: number): boolean => /\S/.test(text[at - 1] ?? ' ') && /\S/.test(text[at + 1] ?? ' ');

/** A dash between two letters or digits is a hyphen, as in '36–year–old' and 'Sept. 21–25'; a long one parts words. */
const dash = (text: string, at: number): string =>
  isWord(text[at - 1]) && isWord(text[at + 1]) && (text.charCodeAt(at) <= 0x2013 || /\d/.test(text[at + 1] ?? ''))
    ? '-'
    : ' — ';
