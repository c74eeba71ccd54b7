import { countryAt } from '../words/countries.ts';
import { ageAt } from './ages.ts';
import type { Mention } from './mention.ts';
import { phraseAt, type Words } from './phrase.ts';
import { isCapital, type Token } from './tokens.ts';

const TITLES =
  /^(?:director|sheriff|judge|secretary|attorney|mayor|governor|gov|chief|officer|sergeant|captain|lieutenant|deputy|commissioner|president|senator|sen|rep|spokesman|spokeswoman|spokesperson|assistant|acting|associate|superintendent|agent|supervisor|council|councilman|councilmember|district|field|executive|chairman|chairwoman|prosecutor|reporter)$/;
const NO_NAME =
  /^(?:the|a|an|on|in|at|by|from|ice|ero|dhs|fbi|u\.s|us|immigration|customs|enforcement|removal|operations|border|patrol|county|police|sheriff|department|court|jail|center|detention|new|north|south|west|los|san|santa|st|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|after|before|when|despite|however|officers|according|city|state|united|states|boston|washington|baltimore|philadelphia|denver|seattle|chicago|he|she|his|her|not|release|released|let)$/;

/** 'Juan Perez, 28, a Mali national'; 'Juan Perez (28)'; 'Juan Perez, a citizen of Mexico'. */
export function namedAt(said: Words, at: number): Mention | undefined {
  const { tokens } = said;
  const first = tokens[at];
  const before = tokens[at - 1];
  if (!first || !isNamePart(first) || isNamePart(before)) return undefined;
  if (TITLES.test(before?.lower ?? '') || before?.lower === 'said') return undefined;
  let last = at;
  while (last - at < 6 && nextNamePart(tokens, last + 1)) last += 1;
  const names = tokens
    .slice(at, last + 1)
    .map(({ text: word }) => word)
    .filter((word) => isCapital(word) && word.length > 2);
  const mention: Mention = {
    start: first.start,
    end: tokens[last]?.end ?? first.end,
    kind: 'new',
    another: false,
    names,
  };
  // 'Snohomish (Wash.), 96' is a place with a number
  if (/^\((?:[A-Z][a-z]{2,4}\.|(?:[A-Z]\.){2}|[A-Z]{2})\)$/.test(bracketsAt(tokens, last + 1))) return undefined;
  // 'Juan Perez (Mexico): Arrested for'
  const country = tokens[last + 1]?.text === '(' && names.length > 1 ? countryAt(said.words, last + 2) : undefined;
  const close = country && tokens[last + 2 + country.length];
  if (country && close?.text === ')') {
    const from = tokens[last + 2]?.start ?? 0;
    return { ...mention, citizenship: { value: country.country, start: from, end: close.start }, end: close.end };
  }
  let step = afterAliases(tokens, afterBrackets(tokens, last + 1));
  // 'Juan Perez of Guatemala, 26,'
  if (names.length > 1) step = takeOrigin(said, mention, step);
  const isAliased = step > last + 1;
  const rest = takeAge(said, mention, {
    step,
    isAliased,
    isPlace: names.length < 2 || isInPlace(before, tokens[at - 2]),
  });
  if (rest === undefined) return undefined;
  step = takeOrigin(said, mention, tokens[rest]?.lower === 'also' ? rest + 1 : rest);
  const phrase = phraseAt(said, step, true);
  if (phrase) takePhrase(mention, phrase);
  return mention.age || mention.citizenship ? mention : undefined;
}

const IN_PLACE = /^(?:in|near|at|from|of|outside)$/;
/** 'the arrest of Ana Lopez, a Honduran national' */
const isInPlace = (before: Token | undefined, second: Token | undefined): boolean =>
  IN_PLACE.test(before?.lower ?? '') &&
  !(before?.lower === 'of' && /^(?:arrest|release|custody|case|removal|capture)$/.test(second?.lower ?? ''));

function takePhrase(mention: Mention, phrase: Mention): void {
  if (!mention.age && phrase.age) mention.age = phrase.age;
  if (!mention.citizenship && phrase.citizenship) mention.citizenship = phrase.citizenship;
  if (phrase.sex) mention.sex = phrase.sex;
  mention.end = phrase.end;
}

/**
 * Takes the age after a name, and returns where the description goes on. One capital before a comma is a place more
 * often than a name: 'In Brooklyn, a 41-year-old'.
 */
function takeAge(
  { tokens }: Words,
  mention: Mention,
  { step, isAliased, isPlace }: { step: number; isAliased: boolean; isPlace: boolean },
): number | undefined {
  const mark = tokens[step]?.text;
  const at = /^aged?$/.test(tokens[step + 1]?.lower ?? '') ? step + 2 : step + 1;
  const number = tokens[at];
  const opens = mark === ',' || mark === '(' || (mark === '"' && isAliased);
  const isAge = number !== undefined && /^[1-9]\d$/.test(number.text);
  if (opens && isAge && /^[,);.(]$|^of$|^from$|^—$/.test(tokens[at + 1]?.text ?? ',')) {
    mention.age = { value: Number(number.text), start: number.start, end: number.end };
    mention.end = number.end;
    const after = tokens[at + 1]?.text ?? '';
    if (after === ')' && tokens[at + 2]?.text === ',') return at + 3;
    return /^[,)]$/.test(after) ? at + 2 : at + 1;
  }
  return mark === ',' && !isPlace ? step + 1 : undefined;
}

const bracketsAt = (tokens: readonly Token[], from: number): string => {
  const near = tokens.slice(from, from + 5).map(({ text }) => text);
  return near[0] === '(' ? near.slice(0, near.indexOf(')') + 1).join('') : '';
};

/** '33-year-old Julio Perez' */
export const isAgedName = ({ tokens }: Words, at: number): boolean => {
  const age = ageAt(tokens, at);
  return age !== undefined && isNamePart(tokens[at + age.length]) && isNamePart(tokens[at + age.length + 1]);
};

/** Takes the name that follows a description which ends with an age. */
export function withName({ tokens }: Words, mention: Mention | undefined): Mention | undefined {
  if (!mention?.age || mention.age.end !== mention.end) return mention;
  const first = tokens.findIndex(({ start }) => start >= mention.end);
  if (!isNamePart(tokens[first]) || !isNamePart(tokens[first + 1])) return mention;
  let last = first + 1;
  while (last - first < 6 && nextNamePart(tokens, last + 1)) last += 1;
  const names = tokens.slice(first, last + 1).map(({ text: word }) => word);
  return { ...mention, end: tokens[last]?.end ?? mention.end, names: names.filter((word) => word.length > 2) };
}

/** An alias in brackets. */
function afterBrackets(tokens: readonly Token[], from: number): number {
  if (tokens[from]?.text !== '(' || /^\d/.test(tokens[from + 1]?.text ?? '')) return from;
  let step = from;
  while (step < tokens.length && tokens[step]?.text !== ')' && step - from < 12) step += 1;
  return step + 1;
}

/** Passes over ', aka "Bigga,"' and ', A/K/A JOHN PEACH', as many as there are. */
function afterAliases(tokens: readonly Token[], from: number): number {
  let step = from;
  for (let turn = 0; turn < 4 && tokens[step]?.text === ','; turn += 1) {
    const words = tokens
      .slice(step + 1, step + 6)
      .map(({ lower }) => lower)
      .join('');
    if (!/^(?:a\.?k\.?a|a\/k\/a|alias|alsoknownas|whogoesby)/.test(words)) break;
    step += 2;
    while (step < tokens.length && tokens[step]?.text !== ',' && step - from < 24) step += 1;
    if (tokens[step + 1]?.text === '"') step += 1;
  }
  return step;
}

/** Takes 'of Mexico' or 'from Mexico' at a step, and returns where it ends. */
function takeOrigin({ tokens, words }: Words, mention: Mention, step: number): number {
  if (!/^(?:of|from)$/.test(tokens[step]?.lower ?? '')) return step;
  const country = countryAt(words, step + 1);
  const [first, last] = [tokens[step + 1], tokens[step + (country?.length ?? 1)]];
  if (!country || !first || !last) return step;
  mention.citizenship = { value: country.country, start: first.start, end: last.end };
  mention.end = last.end;
  return step + 1 + country.length;
}

const isNamePart = (token: Token | undefined): boolean =>
  token !== undefined &&
  /^\p{Lu}[\p{L}'-]+$/u.test(token.text) &&
  !NO_NAME.test(token.lower) &&
  !TITLES.test(token.lower);
const nextNamePart = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (!token) return false;
  if (isNamePart(token) || /^\p{Lu}\.?$/u.test(token.text)) return true;
  if (token.text === '.') return /^\p{Lu}$/u.test(tokens[at - 1]?.text ?? '') && isNamePart(tokens[at + 1]);
  return (
    (/^(?:de|del|la|las|los|da|dos|van|von|el|al|bin|y|e|\.)$/.test(token.lower) &&
      (isNamePart(tokens[at + 1]) || nextNamePart(tokens, at + 1))) ??
    false
  );
};
