import { countryAt } from '../words/countries.ts';
import { isCapital, type Token, tokensOf } from './tokens.ts';

/** A person as a sentence describes them. Names serve to find the person again in the text, and never leave it. */
export interface Mention {
  start: number;
  end: number;
  /** `new`: 'a 36-year-old', 'another man'; `known`: 'the Guatemalan noncitizen', 'this man'; `name`: by a name alone. */
  kind: 'new' | 'known' | 'name';
  another: boolean;
  age?: { value: number; start: number; end: number };
  citizenship?: { value: string; start: number; end: number };
  sex?: { value: 'M' | 'F'; start: number; end: number };
  names: string[];
}

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
const TENS: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70 };
const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );

/** '36-year-old', '36 year old', '36-year', 'thirty-six-year-old', at a token: its number of years and of tokens. */
export function ageAt(tokens: readonly Token[], at: number): { value: number; length: number } | undefined {
  const word = tokens[at]?.lower ?? '';
  if (/^aged?$/.test(word) && /^[1-9]\d$/.test(tokens[at + 1]?.text ?? ''))
    return { value: Number(tokens[at + 1]?.text), length: 2 };
  const whole = /^(.+?)-?years?-?olds?$/.exec(word.replace(/-+/g, '-'));
  const value = (text: string) => years(text.replace(/-$/, ''));
  if (whole?.[1] !== undefined) return found(value(whole[1]), 1);
  const next = tokens[at + 1]?.lower ?? '';
  if (/^\d\d-y$/.test(word) && next === '/') return { value: Number(word.slice(0, 2)), length: 3 };
  if (/^\d\d$/.test(word) && /^(?:yo|y\/o|yr-old|yrs?)$/.test(next)) return found(value(word), 2);
  if (/^years?-olds?$/.test(next)) return found(value(word), 2);
  if (/^years?$/.test(next) && /^olds?$/.test(tokens[at + 2]?.lower ?? '')) return found(value(word), 3);
  if (/-years?$/.test(word) && /^olds?$/.test(next)) return found(value(word.replace(/-years?$/, '')), 2);
  if (/^-$/.test(next) && /^years?/.test(tokens[at + 2]?.lower ?? '')) return found(value(word), 4);
  return undefined;
}
const found = (value: number | undefined, length: number) => (value === undefined ? undefined : { value, length });

function years(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 10 ? Number(text) : undefined;
  const [ten = '', unit = ''] = text.split('-');
  const small = UNITS.indexOf(ten);
  if (small >= 13 && unit === '') return small;
  const tens = TENS[ten];
  if (tens === undefined) return undefined;
  return unit === '' ? tens : UNITS.indexOf(unit) > 0 ? tens + UNITS.indexOf(unit) : undefined;
}

/** The people that a sentence describes, in their order. */
export function findPeople(text: string, isStart: boolean): Mention[] {
  const tokens = tokensOf(text);
  const words = tokens.map(({ text: word }) => word.replace(/'s?$/, ''));
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const mention = phraseAt(tokens, words, at, isStart && at === 0) ?? namedAt(tokens, words, at);
    if (!mention || isVictim(tokens, at, mention)) continue;
    mentions.push(mention);
    while ((tokens[at + 1]?.start ?? Number.POSITIVE_INFINITY) < mention.end) at += 1;
  }
  return joined(mentions, text);
}

/** 'a 36-year-old citizen and national of Pakistan', 'the Guatemalan noncitizen', 'One 23-year-old'. */
function phraseAt(tokens: readonly Token[], words: readonly string[], at: number, open: boolean): Mention | undefined {
  const first = tokens[at];
  if (!first) return undefined;
  const determined = DETERMINERS.has(first.lower);
  if (!determined && !open) return undefined;
  const mention: Mention = { start: first.start, end: first.end, kind: 'new', another: false, names: [] };
  let head = false;
  let step = determined ? at + 1 : at;
  for (; step < tokens.length && step - at < 24; step += 1) {
    const token = tokens[step] as Token;
    const age = ageAt(tokens, step);
    const country = countryAt(words, step);
    if (age) {
      if (mention.age) break;
      mention.age = { value: age.value, start: token.start, end: tokens[step + age.length - 1]?.end ?? token.end };
      step += age.length - 1;
      mention.end = mention.age.end;
      // 'a 28-year-old from Honduras'
      const origin = /^(?:from|of)$/.test(tokens[step + 1]?.lower ?? '')
        ? originAfter(tokens, words, step + 1)
        : undefined;
      if (origin && !mention.citizenship) {
        mention.citizenship = origin;
        mention.end = origin.end;
        step = tokens.findIndex(({ end }) => end === origin.end);
      }
    } else if (country && isCapital(token.text) && !mention.citizenship) {
      mention.citizenship = {
        value: country.country,
        start: token.start,
        end: tokens[step + country.length - 1]?.end ?? token.end,
      };
      step += country.length - 1;
      mention.end = mention.citizenship.end;
    } else if (isHead(token.lower)) {
      head = true;
      takeSex(mention, token);
      mention.end = token.end;
      const tail = originAfter(tokens, words, step + 1);
      if (tail && !mention.citizenship) {
        mention.citizenship = tail;
        mention.end = tail.end;
        step = tokens.findIndex(({ end }) => end === tail.end);
      }
    } else if (VICTIM.test(token.lower)) return undefined;
    // 'a Mexican dairy worker'
    else if (mention.citizenship && !head && /^[a-z-]+$/.test(token.text) && isHead(tokens[step + 1]?.lower ?? ''))
      continue;
    else if (
      !(MODIFIERS.has(token.lower) && !(token.lower === 'and' && !leads(tokens, words, step + 1))) &&
      !(isComma(token) && leads(tokens, words, step + 1))
    )
      break;
  }
  takeAgeAfter(mention, tokens);
  const described = mention.age !== undefined || mention.citizenship !== undefined;
  if (!described || (!head && !mention.age && !isNounOfCountry(tokens, mention))) return undefined;
  if (!determined && !head && !mention.age) return undefined;
  if (!determined && mention.age === undefined && first.lower.endsWith('s')) return undefined;
  mention.another = /^(?:another|second|third|fourth)$/.test(first.lower);
  if (/^(?:the|this|that)$/.test(first.lower)) mention.kind = 'known';
  return mention;
}

/** 'a citizen of Sierra Leone, 47,', 'a national of Mexico, age 42', 'the man (35)' */
function takeAgeAfter(mention: Mention, tokens: readonly Token[]): void {
  if (mention.age) return;
  const at = tokens.findIndex(({ start }) => start >= mention.end);
  if (at < 0) return;
  const step = /^(?:aged?)$/.test(tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1;
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
}

const isComma = (token: Token): boolean => token.text === ',';
/** What follows goes on with the description. */
const leads = (tokens: readonly Token[], words: readonly string[], at: number): boolean =>
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
    /^(?:was|were|is|who|has|had|,|with|arrested|convicted|charged|wanted|accused|living|residing|released|whom)$/.test(
      next.lower,
    )
  );
}

function takeSex(mention: Mention, { lower, start, end }: Token): void {
  if (MALE.has(lower)) mention.sex = { value: 'M', start, end };
  if (FEMALE.has(lower)) mention.sex = { value: 'F', start, end };
}

/** 'of Pakistan', 'and national of Pakistan', 'from Mexico' after 'citizen', 'man' and the like. */
function originAfter(tokens: readonly Token[], words: readonly string[], at: number) {
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

const TITLES =
  /^(?:director|sheriff|judge|secretary|attorney|mayor|governor|gov|chief|officer|sergeant|captain|lieutenant|deputy|commissioner|president|senator|sen|rep|spokesman|spokeswoman|spokesperson|assistant|acting|associate|superintendent|agent|supervisor|council|councilman|councilmember|district|field|executive|chairman|chairwoman|prosecutor|reporter)$/;
const NO_NAME =
  /^(?:the|a|an|on|in|at|by|from|ice|ero|dhs|fbi|u\.s|us|immigration|customs|enforcement|removal|operations|border|patrol|county|police|sheriff|department|court|jail|center|detention|new|north|south|west|los|san|santa|st|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|after|before|when|despite|however|officers|according|city|state|united|states|boston|washington|baltimore|philadelphia|denver|seattle|chicago|he|she|his|her)$/;

/** 'Juan Perez, 28, a Mali national'; 'Juan Perez (28)'; 'Juan Perez, a citizen of Mexico'. */
function namedAt(tokens: readonly Token[], words: readonly string[], at: number): Mention | undefined {
  const first = tokens[at];
  if (!first || !isNamePart(first) || (at > 0 && isNamePart(tokens[at - 1]))) return undefined;
  if (TITLES.test(tokens[at - 1]?.lower ?? '') || /^(?:judge|sheriff|director|said)$/.test(tokens[at - 1]?.lower ?? ''))
    return undefined;
  let last = at;
  while (last - at < 6 && nextNamePart(tokens, last + 1)) last += 1;
  if (last === at && !/^[(,]$/.test(tokens[at + 1]?.text ?? '')) return undefined;
  const names = tokens
    .slice(at, last + 1)
    .filter(({ text: word }) => isCapital(word) && word.length > 2)
    .map(({ text: word }) => word);
  let step = last + 1;
  // An alias in brackets or quotes, 'aka' and what follows
  if (tokens[step]?.text === '(' && !/^\d/.test(tokens[step + 1]?.text ?? '')) {
    while (step < tokens.length && tokens[step]?.text !== ')' && step - last < 12) step += 1;
    step += 1;
  }
  step = afterAliases(tokens, step);
  const mention: Mention = {
    start: first.start,
    end: tokens[last]?.end ?? first.end,
    kind: 'new',
    another: false,
    names,
  };
  // 'Juan Perez of Guatemala, 26,'
  if (/^(?:of|from)$/.test(tokens[step]?.lower ?? '') && names.length > 1) {
    const country = countryAt(words, step + 1);
    takeOrigin(mention, tokens, words, step);
    if (country) step += 1 + country.length;
  }
  const mark = tokens[step]?.text;
  if (/^aged?$/.test(tokens[step + 1]?.lower ?? '')) step += 1;
  // One capital before a comma is a place more often than a name: 'In Brooklyn, a 41-year-old'.
  const isPlace = names.length < 2 || /^(?:in|near|at|from|of|outside)$/.test(tokens[at - 1]?.lower ?? '');
  const number = tokens[step + 1];
  if (
    (mark === ',' || mark === '(' || (mark === '"' && step > last + 1)) &&
    number &&
    /^[1-9]\d$/.test(number.text) &&
    /^[,);.(]$|^of$|^from$|^—$/.test(tokens[step + 2]?.text ?? ',')
  ) {
    mention.age = { value: Number(number.text), start: number.start, end: number.end };
    mention.end = number.end;
    step += 2;
    if (/^(?:of|from)$/.test(tokens[step]?.lower ?? '')) takeOrigin(mention, tokens, words, step);
    else if (/^[,)]$/.test(tokens[step]?.text ?? ''))
      step += tokens[step]?.text === ')' && tokens[step + 1]?.text === ',' ? 2 : 1;
  } else if (mark === ',' && !isPlace) step += 1;
  else return undefined;
  if (tokens[step]?.lower === 'also') step += 1;
  if (/^(?:of|from)$/.test(tokens[step]?.lower ?? '')) takeOrigin(mention, tokens, words, step);
  const phrase = phraseAt(tokens, words, step, true);
  if (phrase) {
    mention.age ??= phrase.age as NonNullable<Mention['age']>;
    if (phrase.citizenship) mention.citizenship ??= phrase.citizenship;
    if (phrase.sex) mention.sex = phrase.sex;
    mention.end = phrase.end;
  }
  if (mention.age === undefined) delete (mention as { age?: unknown }).age;
  return mention.age || mention.citizenship ? mention : undefined;
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
  return tokens[step]?.text === '"' && tokens[step - 1]?.text === ',' ? step : step;
}

function takeOrigin(mention: Mention, tokens: readonly Token[], words: readonly string[], at: number): void {
  const country = countryAt(words, at + 1);
  const [first, last] = [tokens[at + 1], tokens[at + (country?.length ?? 1)]];
  if (!country || !first || !last) return;
  mention.citizenship = { value: country.country, start: first.start, end: last.end };
  mention.end = last.end;
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

/** Whom something was done to: 'raping a 12-year-old girl', 'the death of a 62-year-old woman'. */
function isVictim(tokens: readonly Token[], at: number, mention: Mention): boolean {
  if (mention.citizenship && mention.kind === 'new' && !(mention.age && mention.age.value < 16)) return false;
  if (mention.age && mention.age.value < 14) return true;
  const before = tokens[at - 1]?.lower ?? '';
  return (
    /^(?:against|killing|raping|assaulting|stabbing|shooting|molesting|abusing|involving|killed|raped|stabbed|beating|robbing|kidnapping|strangling|striking|hitting|injuring|attacking|murdering|threatening|groping|trafficking|with)$/.test(
      before,
    ) ||
    (before === 'of' &&
      !/^(?:arrest|release|custody|apprehension|removal)$/.test(tokens[at - 2]?.lower ?? '') &&
      !mention.citizenship) ||
    (before === 'on' && !mention.citizenship)
  );
}

/** 'Juan Perez, a 24-year-old Salvadoran national': two mentions side by side are one person. */
function joined(mentions: Mention[], text: string): Mention[] {
  const result: Mention[] = [];
  for (const mention of mentions) {
    const last = result.at(-1);
    const between = last ? text.slice(last.end, mention.start) : '';
    if (
      last &&
      /^,? ?(?:and |— )?$/.test(between) &&
      !mention.another &&
      between.length < 6 &&
      between !== ' and ' &&
      isSame(last, mention)
    ) {
      Object.assign(last, { ...mention, ...last, end: mention.end, names: [...last.names, ...mention.names] });
    } else result.push(mention);
  }
  return result;
}

/** Nothing that is said of the one speaks against the other. */
export const isSame = (
  one: Pick<Mention, 'age' | 'citizenship' | 'sex'>,
  other: Pick<Mention, 'age' | 'citizenship' | 'sex'>,
): boolean =>
  (!one.age || !other.age || one.age.value === other.age.value) &&
  (!one.citizenship || !other.citizenship || one.citizenship.value === other.citizenship.value) &&
  (!one.sex || !other.sex || one.sex.value === other.sex.value);
