import { PLACE_PATTERNS } from './addresses.ts';
import { findLabelledNames, type Span } from './names.ts';
import { NUMBER_PATTERNS } from './numbers.ts';

const PATTERNS = [...NUMBER_PATTERNS, ...PLACE_PATTERNS].map((source) => new RegExp(source, 'giu'));
/** Without a digit only addresses of mail and labelled names are left to look for. */
const MAIL = PATTERNS.filter(({ source }) => source.includes('%40') || source.includes('@'));
/** Of a text with none of these, nothing is to look for: most cells of a file. */
const HINT =
  /[\d@]|%40|\bat\b|subj|inmate|det[ae][in]|def|susp|arrestee|offender|prison|alien|citizen|respond|petition|individual|person|victim|witness|complain|juvenile|minor|reclus|acusad|sospech|patient|name|moniker|nombre|apellido|a\.?\/? ?k\.?\/? ?a|alias|officer|agent|contact|att[ne]|attorn|sponsor|mother|father|parent|spouse|wife|husband|brother|sister|kin|nok|c\/o|madre|padre|espos|poc|mr|ms|sra?|known|address|addr|domicil|direcci/i;

/** Long texts are read in pieces that overlap by more than any pattern reads: the time grows with the length. */
const PIECE = 4000;
const OVERLAP = 400;

/**
 * Where a text holds an A-number, SSN, telephone number, e-mail or street address, date of birth, labelled number or
 * labelled name: the whole of each, in order, joined where they touch.
 */
export function findPersonalData(text: string): Span[] {
  const spans: Span[] = [];
  const plain = plainOf(text);
  for (let from = 0; from === 0 || from + OVERLAP < plain.length; from += PIECE - OVERLAP) {
    const piece = plain.slice(from, from + PIECE);
    if (!HINT.test(piece)) continue;
    for (const pattern of /\d/.test(piece) ? PATTERNS : MAIL)
      for (const match of piece.matchAll(pattern))
        spans.push([from + match.index, from + match.index + match[0].length]);
    for (const [start, end] of findLabelledNames(piece)) spans.push([from + start, from + end]);
  }
  return joined(spans);
}

function joined(spans: Span[]): Span[] {
  const found: [number, number][] = [];
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}

/** The same text, letter for letter, in plain writing: a place in it is the same place in the text. */
const plainOf = (text: string): string =>
  text.replace(
    /https?:\/\/\S+|[\w.+'-]{1,64}(?:@|%40)|[_\u00A0\u00AD\u2000-\u200F\u2010-\u2015\u202A-\u202F\u2060-\u2064\u2212\u3000\uFEFF\uFF01-\uFF5E]/g,
    (sign) => {
      if (sign.length > 1) return sign.startsWith('http') ? linkOf(sign) : sign;
      const code = sign.charCodeAt(0);
      if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
      return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 ? '-' : ' ';
    },
  );

/** Numbers in a link name pages, unless they are written as a person's. */
const linkOf = (link: string): string =>
  link.replace(/(?<![a-z\d])(?:a\d{8,9}|\d{3}-\d{2}-\d{4})(?!\d)|%(?:25)?40|\d/gi, (found) =>
    found.length > 1 ? found : 'x',
  );
