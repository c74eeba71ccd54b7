import { GIVEN_NAMES, NO_NAME, NO_PERSON, PARTICLES, SURNAMES } from './name-lists.ts';

export type Span = readonly [from: number, to: number];

const PERSON =
  'subjects?|subj|inmates?|detainees?|defendants?|deft|suspects?|arrestees?|offenders?|prisoners?|aliens?|non-?citizens?|respondents?|petitioners?|individuals?|persons?|victims?|witness(?:es)?|complainants?|juveniles?|minors?|reclus[oa]|detenid[oa]|acusad[oa]|sospechos[oa]|patients?';
const NAME = String.raw`(?:(?:full|legal|first|last|middle|given|family|maiden|birth|true|real|complete)[\s-]{0,2})?names?|surnames?|forenames?|nicknames?|monikers?|nombres?|apellidos?`;
const ALIAS = String.raw`a\.?\/?\s?k\.?\/?\s?a\.?|alias(?:es)?`;
const OTHERS = String.raw`(?:deportation\s|arresting\s|case\s)?(?:officer|agent)|poc|contact(?:\sperson)?|attn|attention|attorney|sponsor|mother|father|parent|spouse|wife|husband|brother|sister|next\sof\skin|nok|c\/o|madre|padre|esposa|esposo`;
const START = String.raw`(?<![\p{L}\d])`;
const WHOSE = String.raw`(?:(?:${PERSON})['’]?s?['’]?\s)?(?:${NAME})(?:\s(?:of|del?)\s(?:the\s|la\s)?(?:${PERSON}))?`;

/** A label and a sign: what follows is a name, whatever its case. */
const [LABELLED, CALLED, BARE] = [
  String.raw`${START}(?:${WHOSE}|${PERSON}|${ALIAS}|${OTHERS})(?:\s?(?:\(s\)|is))?\s{0,2}[:=#]\s{0,3}`,
  // "aka El Chapo"
  String.raw`${START}(?:${ALIAS}|(?:mr|mrs|ms|sra?|srta)\.)(?:\s?[-–—]\s?|\s{1,2})`,
  // "defendant Juan Perez was arrested", "Subject - PEREZ, JUAN"
  String.raw`${START}(?:${WHOSE}|${PERSON}|${OTHERS}|named|also\sknown\sas|known\sas|(?:mr|mrs|ms|sra?|srta))(?:\s(?:is|was|named))?(?:\s?[-–—,(]\s?|\s{1,2})`,
].map((source) => new RegExp(source, 'giu')) as [RegExp, RegExp, RegExp];

const WORD = /[\s,]{0,3}(?:\(\s?)?["'“‘]?(\p{L}[\p{L}'’.-]*)["'”’]?/uy;
const MOST_WORDS = 7;

interface Word {
  text: string;
  key: string;
  end: number;
}

export const keyOf = (word: string) =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s$/, '');
const isKnown = (key: string) => key.split('-').some((part) => GIVEN_NAMES.has(part) || SURNAMES.has(part));
export const isCapital = (word: string) => /^\p{Lu}/u.test(word);

/** The words from a place on that may be a name: capitals as long as the first is one, else up to a word that ends it. */
function wordsFrom(text: string, at: number): Word[] {
  const words: Word[] = [];
  WORD.lastIndex = at;
  for (let match = WORD.exec(text); match && words.length < MOST_WORDS; match = WORD.exec(text)) {
    const [, word = ''] = match;
    const key = keyOf(word).replace(/\.$/, '');
    const isInitial = key.length === 1 && isCapital(word);
    if (!isInitial && (NO_NAME.has(key) || NO_PERSON.has(key))) break;
    if (words[0] && isCapital(words[0].text) && !isCapital(word) && !PARTICLES.has(key)) break;
    words.push({ text: word, key, end: WORD.lastIndex });
    if (/\p{L}{3}\.$/u.test(word)) break;
  }
  while (words.length > 0 && words.at(-1)?.key.length !== 1 && PARTICLES.has(words.at(-1)?.key ?? '')) words.pop();
  return words;
}

/** Names that follow a word which says that a person is meant. */
export function findLabelledNames(text: string): Span[] {
  const found: Span[] = [];
  const look = (label: RegExp, isName: (words: Word[], label: string) => boolean) => {
    for (const match of text.matchAll(label)) {
      const words = wordsFrom(text, match.index + match[0].length);
      if (words.length > 0 && isName(words, match[0])) found.push([match.index, words.at(-1)?.end ?? 0]);
    }
  };
  // In small letters one word may be any word: "name: match only this".
  look(
    LABELLED,
    (words) => words.length > 1 || isCapital(words[0]?.text ?? '') || words.some(({ key }) => isKnown(key)),
  );
  look(CALLED, (words) => isCapital(words[0]?.text ?? '') || words.some(({ key }) => isKnown(key)));
  look(BARE, (words, label) => {
    const names = words.filter(({ key }) => key.length > 1 && !PARTICLES.has(key));
    if (names.length < 2) return false;
    // In a text of capitals a capital says nothing.
    const isMixed = /\p{Ll}/u.test(label) && names.slice(0, 2).every(({ text: word }) => /^\p{Lu}\p{Ll}/u.test(word));
    return (isMixed && /^\p{Ll}/u.test(label)) || names.slice(0, 3).some(({ key }) => isKnown(key));
  });
  return found;
}
