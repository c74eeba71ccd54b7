import { countryAt } from '../words/countries.ts';
import { ageAt } from './ages.ts';
import type { Mention } from './mention.ts';
import { isCapital, type Token } from './tokens.ts';

const HEADS = new Set(
  `national citizen noncitizen non-citizen alien immigrant migrant man woman male female individual person felon fugitive suspect
  offender subject native resident inmate detainee defendant prisoner gangster member foreigner father mother teen teenager
  murderer rapist trafficker dealer predator molester robber burglar driver convict arrestee illegal refugee student worker gentleman lady
  youth visitor entrant overstay absconder criminal`.split(/\s+/),
);
const MALE = new Set('man male gentleman father husband'.split(' '));
const FEMALE = new Set('woman female lady mother wife'.split(' '));
const VICTIM =
  /^(?:girl|boy|child|infant|toddler|baby|victim|daughter|son|niece|nephew|girlfriend|boyfriend|officer|deputy|stepdaughter|stepson|student|passenger|pedestrian|bystander|sister|brother|grandmother)$/;
const MODIFIERS = new Set(
  `unlawfully illegally present previously removed deported illegal criminal undocumented unauthorized convicted alleged suspected
  accused registered admitted confirmed known violent dangerous foreign twice-deported twice-removed multiple-deported male female
  young old adult former repeat wanted removable year-old aged ms-13 gang sex drug child 18th street sureno street multi multiple times twice
  times-deported three four five six third fourth second single local married unnamed then and or other non-immigrant unlawful active
  documented undocumented deportable previously-deported previously-removed twice-removed self-admitted self-proclaimed affiliated documented certified verified citizen formerly lawfully admitted permanent lawful legal temporary also serial career recidivist habitual
  inadmissible arriving same first named homeless intoxicated drunk drunken armed charged arrested released detained fugitive being`.split(
    /\s+/,
  ),
);
const DETERMINERS = new Set(['a', 'an', 'another', 'one', 'the', 'this', 'that', 'second', 'third', 'fourth']);

/** The words of a sentence, as tokens and without their possessive endings. */
export interface Words {
  tokens: readonly Token[];
  words: readonly string[];
}

/** 'a 36-year-old citizen and national of Pakistan', 'the Guatemalan noncitizen', 'One 23-year-old'. */
export function phraseAt(said: Words, at: number, open: boolean): Mention | undefined {
  const first = said.tokens[at];
  if (!first) return undefined;
  const determined = DETERMINERS.has(first.lower);
  if (!determined && !open) return undefined;
  const mention: Mention = { start: first.start, end: first.end, kind: 'new', another: false, names: [] };
  const head = readPhrase(said, mention, determined ? at + 1 : at, at + 24);
  if (head === undefined) return undefined;
  takeAgeAfter(mention, said);
  if (!isDescribed(said, mention, head, determined || !first.lower.endsWith('s'))) return undefined;
  if (!determined && !head && !mention.age) return undefined;
  mention.another = /^(?:another|second|third|fourth)$/.test(first.lower);
  if (/^(?:the|this|that)$/.test(first.lower)) mention.kind = 'known';
  return mention;
}

function isDescribed({ tokens }: Words, mention: Mention, head: boolean, mayStandAlone: boolean): boolean {
  if (mention.age) return true;
  // 'the United States', 'the Dominican Republic' are places
  if (!head && isNameOfCountry(tokens, mention)) return false;
  return mention.citizenship !== undefined && mayStandAlone && (head || isNounOfCountry(tokens, mention));
}

/** Takes what describes somebody, word by word. True when a noun for a person was met; undefined for a victim. */
function readPhrase(said: Words, mention: Mention, from: number, until: number): boolean | undefined {
  let head = false;
  for (let step = from; step < said.tokens.length && step < until; step += 1) {
    const token = said.tokens[step] as Token;
    const next = takeAge(said, mention, step) ?? takeCountry(said, mention, step);
    if (next === 'again') break;
    if (next !== undefined) step = next;
    else if (isHead(token.lower)) {
      head = true;
      takeSex(mention, token);
      mention.end = token.end;
      step = takeOriginAfter(said, mention, step);
    } else if (VICTIM.test(token.lower)) return undefined;
    else if (!goesOn(said, mention, step, head)) break;
  }
  return head;
}

/** A word that leads on to more of the description. */
function goesOn(said: Words, mention: Mention, step: number, head: boolean): boolean {
  const token = said.tokens[step] as Token;
  // 'a Mexican dairy worker'
  if (mention.citizenship && !head && /^[a-z-]+$/.test(token.text) && isHead(said.tokens[step + 1]?.lower ?? ''))
    return true;
  if (token.lower === 'and' || token.text === ',') return leads(said, step + 1);
  return MODIFIERS.has(token.lower);
}

function takeAge(said: Words, mention: Mention, step: number): number | 'again' | undefined {
  const { tokens } = said;
  const age = ageAt(tokens, step);
  if (!age) return undefined;
  if (mention.age) return 'again';
  const last = step + age.length - 1;
  mention.age = { value: age.value, start: tokens[step]?.start ?? 0, end: tokens[last]?.end ?? 0 };
  mention.end = mention.age.end;
  // 'a 28-year-old from Honduras'
  return /^(?:from|of)$/.test(tokens[last + 1]?.lower ?? '') ? takeOriginAfter(said, mention, last) : last;
}

function takeCountry({ tokens, words }: Words, mention: Mention, step: number): number | undefined {
  const country = countryAt(words, step);
  if (!country || !isCapital(tokens[step]?.text) || mention.citizenship) return undefined;
  const last = step + country.length - 1;
  mention.citizenship = { value: country.country, start: tokens[step]?.start ?? 0, end: tokens[last]?.end ?? 0 };
  mention.end = mention.citizenship.end;
  return last;
}

/** Takes 'of Pakistan' after a step, and returns the last step read. */
function takeOriginAfter(said: Words, mention: Mention, step: number): number {
  const origin = mention.citizenship ? undefined : originAfter(said, step + 1);
  if (!origin) return step;
  mention.citizenship = origin;
  mention.end = origin.end;
  return said.tokens.findIndex(({ end }) => end === origin.end);
}

/** 'a citizen of Sierra Leone, 47,', 'a national of Mexico, age 42', 'the man (35)' */
function takeAgeAfter(mention: Mention, { tokens, words }: Words): void {
  if (mention.age) return;
  const at = tokens.findIndex(({ start }) => start >= mention.end);
  if (at < 0) return;
  const step = /^(?:aged?|about|around)$/.test(tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1;
  const number = tokens[step];
  if (
    tokens[at]?.lower === 'of' &&
    number &&
    /^[1-9]\d$/.test(number.text) &&
    !/^(?:counts?|years?|months?|charges?|the|%)$/.test(tokens[step + 1]?.lower ?? '')
  ) {
    mention.age = { value: Number(number.text), start: number.start, end: number.end };
    mention.end = number.end;
    return;
  }
  if (!/^[,(]$/.test(tokens[at]?.text ?? '') || !number || !/^[1-9]\d$/.test(number.text)) return;
  if (
    !/^[,;.)(—]$/.test(tokens[step + 1]?.text ?? ',') &&
    !/^(?:was|is|and|who|were)$/.test(tokens[step + 1]?.lower ?? '')
  )
    return;
  mention.age = { value: Number(number.text), start: number.start, end: number.end };
  mention.end = number.end;
  // 'The man, 23 and from Guatemala,'
  if (tokens[step + 1]?.lower === 'and') takeOriginAfter({ tokens, words }, mention, step + 1);
}

/** What follows goes on with the description. */
const leads = ({ tokens, words }: Words, at: number): boolean =>
  ageAt(tokens, at) !== undefined ||
  (countryAt(words, at) !== undefined && isCapital(tokens[at]?.text)) ||
  isHead(tokens[at]?.lower ?? '') ||
  (MODIFIERS.has(tokens[at]?.lower ?? '') &&
    !/^(?:and|or|then|charged|arrested|released|convicted|being|also)$/.test(tokens[at]?.lower ?? ''));
const isHead = (word: string): boolean => HEADS.has(word);
/** 'a Honduran': the word for a citizen stands alone, and does not describe a thing. */
function isNounOfCountry(tokens: readonly Token[], mention: Mention): boolean {
  const next = tokens.find(({ start }) => start >= mention.end);
  return (
    next === undefined ||
    /^(?:was|were|is|who|has|had|,|with|arrested|convicted|charged|wanted|accused|living|residing|released|whom|once|previously|formerly|already|whose)$/.test(
      next.lower,
    )
  );
}

const isNameOfCountry = (tokens: readonly Token[], { citizenship }: Mention): boolean =>
  citizenship !== undefined &&
  citizenship.value.toLowerCase() ===
    tokens
      .filter(({ start, end }) => start >= citizenship.start && end <= citizenship.end)
      .map(({ lower }) => lower.replace(/'s$/, ''))
      .filter((word) => word !== 'the')
      .join(' ');

function takeSex(mention: Mention, { lower, start, end }: Token): void {
  if (MALE.has(lower)) mention.sex = { value: 'M', start, end };
  if (FEMALE.has(lower)) mention.sex = { value: 'F', start, end };
}

/** 'of Pakistan', 'and national of Pakistan', 'from Mexico' after 'citizen', 'man' and the like. */
function originAfter({ tokens, words }: Words, at: number) {
  let step = at;
  if (/^(?:and|or|\/|&)$/.test(tokens[step]?.lower ?? '') && isHead(tokens[step + 1]?.lower ?? '')) step += 2;
  if (tokens[step]?.lower === 'originally') step += 1;
  if (!/^(?:of|from)$/.test(tokens[step]?.lower ?? '')) return undefined;
  step += 1;
  if (tokens[step]?.lower === 'the' && !countryAt(words, step)) step += 1;
  const country = countryAt(words, step);
  const [first, last] = [tokens[step], tokens[step + (country?.length ?? 1) - 1]];
  return country &&
    first &&
    last &&
    isCapital(words[step + (country.length > 1 && /^the$/i.test(words[step] ?? '') ? 1 : 0)])
    ? { value: country.country, start: first.start, end: last.end }
    : undefined;
}
