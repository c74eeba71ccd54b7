import { findState } from '../rules/states.ts';

/** A word of a question, with its place in the text. */
export interface Word {
  /** Lower case, without accents, apostrophes, a possessive s or outer punctuation. */
  key: string;
  from: number;
  to: number;
  /** Begins with a capital letter. */
  capital: boolean;
  /** A full stop, question mark or the like follows. */
  ends: boolean;
  /** A hyphen or dash stands before it. */
  dash: boolean;
  /** In capitals, in a text that is not all in capitals. */
  upper: boolean;
}

const CONTRACTIONS = /^(?:what|that|how|who|where|when|it|there|let|here|he|she)s$/;
const WHOLE =
  /^(?:\d{4}-\d{1,2}(?:-\d{1,2})?(?:t\d{1,2}:\d{2})?|[a-z]{1,8}\d{0,4}-(?=\w*\d)\w+(?:-\w+)?|d-\w{4}(?:-\w{0,4})?|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|\d{1,2}(?::\d{2})?\/?\d*|w\/o?)$/i;

/** 'Camp H.M. Smith': initials end no sentence. */
const INITIALS = /^(?:\p{Lu}\.)+\p{Lu}$/u;

/** Splits a text into words. Hyphens and slashes part words, except in dates, references and forms. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  const shouted = !/\p{Ll}/u.test(text);
  for (const { 0: chunk, index } of text.matchAll(/[^\s"“”«»]+/g)) {
    const [, before = '', inner = '', after = ''] =
      /^([^\p{L}\p{N}%]*)(.*?)([^\p{L}\p{N}%/)]*\)?[^\p{L}\p{N}%/)]*)$/u.exec(chunk) ?? [];
    const closed = inner.includes('(') ? `${inner}${after.startsWith(')') ? ')' : ''}` : inner;
    const parts = WHOLE.test(closed)
      ? [closed]
      : closed.split(/(?<=[\p{L}\p{N}.)%'’])[-–—/…]+(?=[\p{L}\p{N}])|\.{2,}|(?<=\p{L}{2}),(?=\p{L})/u);
    let at = index + before.length;
    for (const [place, part] of parts.entries()) {
      const start = text.indexOf(part, at);
      at = start + part.length;
      const key = keyOf(part);
      if (key === '') continue;
      const cut = text.slice(words.at(-1)?.to ?? 0, start);
      words.push({
        key,
        from: start,
        to: /['’]s$/i.test(part) && !CONTRACTIONS.test(key) ? at - 2 : at,
        capital: /^\p{Lu}/u.test(part),
        ends: place === parts.length - 1 && /[.?!;:]/.test(after) && !(INITIALS.test(part) && after === '.'),
        upper: !shouted && /^[A-Z]{2,}$/.test(part),
        dash: words.length > 0 && /^\s*[-–—]+\s*$/.test(cut),
      });
    }
  }
  return words;
}

function keyOf(part: string): string {
  const plain = part
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^((?:[a-z]\.)+[a-z]?)\.?$/, (dotted) => dotted.replace(/\./g, ''))
    .replace(/^287[ (]*g\)?s?$/, '287g');
  const joined = plain.replace(/['’`]/g, '');
  if (CONTRACTIONS.test(joined)) return joined;
  return plain
    .replace(/['’`]s$/, '')
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9%:/.&+-]/g, '')
    .replace(/[.:/-]+$/, (end) => (end === '/' ? end : ''));
}

/** Capitals that begin a text as other words do: 'OK, how many ...'. */
const OPENING = new Set(['ok', 'hi', 'in', 'or', 'me', 'as']);

/** What a state's code may stand before at the beginning: 'IN counties'. */
const NOUNS =
  /^(?:count(?:y|ies)|cit(?:y|ies)|jails?|prisons?|sheriffs?|agenc(?:y|ies)|detainers?|polic(?:y|ies)|rules?|laws?)$/;

/** The code of a state in capitals, whatever the small letters mean: 'in OH', 'OK and KS'. */
export const isStateCode = (words: readonly Word[], at: number): boolean => {
  const word = words[at];
  return (
    word?.upper === true &&
    word.key.length === 2 &&
    findState(word.key) !== undefined &&
    (at > 0 || !OPENING.has(word.key) || NOUNS.test(words[1]?.key ?? ''))
  );
};
