import { states } from '../../rules/states.ts';
import { isCapital, type Token, tokensOf } from './tokens.ts';

/** An agency in a sentence. */
export interface SaidAgency {
  start: number;
  end: number;
  /** As written, without its letters in brackets. */
  name: string;
  kind: 'police' | 'jail' | 'court' | 'federal' | 'government' | 'local authorities';
}

/** Heads of names of agencies, as words in small letters; the longest first. */
const HEADS: readonly (readonly [string, SaidAgency['kind']])[] = (
  [
    [
      'police department|police dept|police bureau|police|state police|state patrol|highway patrol|state troopers|department of public safety|public safety department|marshals',
      'police',
    ],
    [
      "sheriff's office|sheriff's department|sheriff's dept|sheriffs office|sheriffs department|sheriff office|sheriff department|sheriff's deputies|sheriff|sheriff's|constable",
      'police',
    ],
    [
      'county jail|city jail|jail|jail complex|jail annex|detention center|detention centre|detention facility|detention complex|detention|adult detention center|correctional center|correctional facility|correctional institution|correctional complex|correctional services|corrections center|corrections|corrections department|department of corrections|department of correction|dept of corrections|department of rehabilitation|department of adult and juvenile detention|house of correction|house of corrections|justice center|facility|institution|complex|central booking|booking center|intake center|law enforcement center|public safety building|public safety center|state prison|prison|prison system|department of prisons|prisons|penitentiary|workhouse|reception center|work release center|medical center|hospital',
      'jail',
    ],
    [
      'district court|superior court|circuit court|municipal court|criminal court|county court|trial court|justice court|magistrate court|supreme court|court of common pleas|court|courthouse|probation department|probation',
      'court',
    ],
    [
      'county|county authorities|county officials|county law enforcement|authorities|officials|parish|department',
      'government',
    ],
  ] satisfies [string, SaidAgency['kind']][]
)
  .flatMap(([heads, kind]) => heads.split('|').map((head) => [head, kind] as const))
  .sort((a, b) => b[0].length - a[0].length);
const byLast = new Map<string, (readonly [string[], SaidAgency['kind']])[]>();
for (const [head, kind] of HEADS) {
  const words = head.split(' ');
  const last = words.at(-1) ?? '';
  byLast.set(last, [...(byLast.get(last) ?? []), [words, kind]]);
}

/** Officers of immigration, without the name of their agency. */
const FEDERAL_OFFICERS =
  /\b(?:deportation officers|(?:federal )?immigration (?:officers|agents|authorities|officials)|federal (?:agents|officers|authorities)|(?:U\.S\. )?Border Patrol(?: agents)?|Immigration and Customs Enforcement|Customs and Border Protection|Enforcement and Removal Operations|Fugitive Operations|Homeland Security)\b/g;
const FEDERAL =
  /\b(?:ICE|ERO|HSI|CBP|FBI|DEA|ATF|USCIS|EOIR|DHS|USBP|PERC|LESC)\b|immigration|border patrol|homeland|federal|u\.?s\.? (?:marshal|attorney|district|department|customs|bureau)|enforcement response|enforcement support|justice department|department of justice|executive office/i;
/** Small words inside a name: 'Department of Corrections', 'Circuit Court for Montgomery County'. */
const INNER = new Set(['of', 'for', 'and', 'the', "'s", '&', 'at']);
const NO_NAME = new Set(
  'the a an in on at by from with and to of for but after before when while his her their he she it was were then that this officers officials deputies local authorities jail state county city date arrested detainer'.split(
    ' ',
  ),
);
const BEGINNERS = new Set(
  'on in after before when while although despite however the a an officers deputies officials then meanwhile since during according because once until if as their his her'.split(
    ' ',
  ),
);
/** Acronyms that name one agency wherever they stand. */
const KNOWN: Readonly<Record<string, SaidAgency['kind']>> = {
  NYPD: 'police',
  LAPD: 'police',
  LASD: 'police',
  CMPD: 'police',
  NYCDOC: 'jail',
  SFPD: 'police',
  SDPD: 'police',
  SFSO: 'police',
  LVMPD: 'police',
  CPD: 'police',
  MCSO: 'police',
  LBPD: 'police',
  DAJD: 'jail',
  CDCR: 'jail',
  IDOC: 'jail',
};
/** 'A detainer was lodged there.' */
const THERE = /(?<=lodged|issued|placed|filed|detained|held|custody) there\b/g;
const LOCAL =
  /\b(?:local|county|city|state|jail|municipal) (?:authorities|law enforcement(?: agenc(?:y|ies))?|officials|police|officers|jailers)\b|\blaw enforcement (?:officials|authorities)\b|\blocal (?:jail)\b/gi;

/** Letters that a text introduces: 'Los Angeles Sheriff's Department (LASD)'. */
export type Letters = ReadonlyMap<string, { name: string; kind: SaidAgency['kind'] }>;

export function lettersOf(text: string): Letters {
  const letters = new Map<string, { name: string; kind: SaidAgency['kind'] }>();
  for (const { name, kind, end } of findAgencies(text, new Map())) {
    const short = /^ \(([A-Z][A-Za-z]{1,9})\)/.exec(text.slice(end, end + 14))?.[1];
    if (short && kind !== 'federal' && /[A-Z].*[A-Z]/.test(short)) letters.set(short, { name, kind });
  }
  return letters;
}

/** The agencies that a sentence names, federal ones too, in their order. */
export function findAgencies(text: string, letters: Letters): SaidAgency[] {
  const tokens = tokensOf(text);
  const found: SaidAgency[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const agency = agencyAt(text, tokens, at, letters);
    if (!agency) continue;
    const last = found.at(-1);
    if (last && agency.start <= last.start) found.pop();
    if (!last || agency.start >= last.end || agency.start <= last.start) found.push(agency);
  }
  for (const match of text.matchAll(FEDERAL_OFFICERS)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (!found.some((other) => start < other.end && end > other.start))
      found.push({ start, end, name: match[0], kind: 'federal' });
  }
  for (const match of [...text.matchAll(LOCAL), ...text.matchAll(THERE)]) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (!found.some((other) => start < other.end && end > other.start))
      found.push({ start, end, name: match[0], kind: 'local authorities' });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The agency whose head ends at a token. */
function agencyAt(text: string, tokens: readonly Token[], at: number, letters: Letters): SaidAgency | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const short = token.text.replace(/'s$/, '');
  if (text[token.start - 1] === '(' && (letters.has(short) || KNOWN[short])) return undefined;
  const known = letters.get(short);
  if (known) return { start: token.start, end: token.start + short.length, ...known };
  if (KNOWN[short]) return { start: token.start, end: token.start + short.length, name: short, kind: KNOWN[short] };
  if (/^(?:ICE|ERO|CBP|HSI|DHS|USBP|PERC)$/.test(short))
    return { start: token.start, end: token.start + short.length, name: short, kind: 'federal' };
  if (
    /^(?:department|office|facility|center|bureau|agency|county|city)$/.test(token.lower) &&
    tokens[at - 1]?.lower === 'the' &&
    !/^(?:of|for)$/.test(tokens[at + 1]?.lower ?? '')
  )
    return { start: token.start, end: token.end, name: token.text, kind: 'local authorities' };
  for (const [words, kind] of byLast.get(token.lower.replace(/\.$/, '')) ?? []) {
    const first = at - words.length + 1;
    if (words.some((word, step) => tokens[first + step]?.lower !== word)) continue;
    return named(text, tokens, { first, last: at, kind });
  }
  return undefined;
}

interface Head {
  first: number;
  last: number;
  kind: SaidAgency['kind'];
}

/** Takes the capitals before a head, and 'of ...' or 'for ...' after it, into the name. */
function named(text: string, tokens: readonly Token[], { first, last, kind }: Head): SaidAgency | undefined {
  let from = first;
  while (from > 0 && first - from < 8) {
    const before = tokens[from - 1];
    if (!before) break;
    const inner =
      INNER.has(before.lower) && isCapital(tokens[from - 2]?.text) && !BEGINNERS.has(tokens[from - 2]?.lower ?? '');
    if (before.lower === 'the' || (inner && before.lower !== 'of' && before.lower !== 'and' && before.lower !== '&'))
      break;
    // 'Brockton, Massachusetts District Court', 'Bronx (NY) Central Booking'
    if (
      before.text === ',' &&
      STATE_NAMES.has(tokens[from - 2]?.text ?? '') &&
      tokens[from - 3]?.text === ',' &&
      isCapital(tokens[from - 4]?.text)
    ) {
      from -= 4;
      continue;
    }
    if (isBracketedState(tokens, from) || isStateAfterComma(tokens, from)) {
      from -= before.text === ',' ? 2 : 4;
      continue;
    }
    if (!inner && !isName(before, tokens[from - 2])) break;
    from -= 1;
  }
  let to = last;
  const link = tokens[last + 1]?.lower;
  if (
    ((link === 'of' && kind !== 'police') ||
      (link === 'for' && (kind === 'court' || /^(?:Women|Men)$/.test(tokens[last + 2]?.text ?? '')))) &&
    isCapital(tokens[last + (tokens[last + 2]?.lower === 'the' ? 3 : 2)]?.text)
  ) {
    let next = last + (tokens[last + 2]?.lower === 'the' ? 3 : 2);
    while (
      next < tokens.length &&
      isCapital(tokens[next]?.text) &&
      next - last < 8 &&
      !/^(?:On|In|ICE|ERO|He|She)$/.test(tokens[next]?.text ?? '')
    ) {
      to = next;
      next += 1;
      if (tokens[next]?.lower === 'and' && isCapital(tokens[next + 1]?.text) && kind === 'jail') next += 1;
    }
  }
  // 'Washington County, Vermont'
  if (
    kind === 'government' &&
    from < first &&
    tokens[to + 1]?.text === ',' &&
    STATE_NAMES.has(tokens[to + 2]?.text ?? '')
  )
    to += 2;
  const [begin, end] = [tokens[from], tokens[to]];
  if (!begin || !end) return undefined;
  const name = text.slice(begin.start, end.end);
  const isIndefinite = /^(?:an?|any|another|some)$/.test(tokens[from - 1]?.lower ?? '');
  if (
    /^(?:state|county|city|local|municipal)$/i.test(
      tokens
        .slice(from, first)
        .map(({ text: word }) => word)
        .join(' '),
    )
  )
    return { start: begin.start, end: end.end, name: isIndefinite ? 'a place' : name, kind: 'local authorities' };
  // 'the jail in Geneseo', 'the prison at Faribault'
  const place = /^ (?:in|at) (\p{Lu}[\p{L}'-]{2,20}(?: \p{Lu}[\p{L}'-]{2,20})?)(?! County)/u.exec(
    text.slice(end.end, end.end + 50),
  );
  if (/^(?:jail|prison|courthouse)$/.test(name) && tokens[from - 1]?.lower === 'the' && place)
    return { start: begin.start, end: end.end + place[0].length, name: `${name}${place[0]}`, kind };
  // 'the jail', 'police', 'court' alone say no more than a kind.
  if (from === first && to === last) {
    if (kind === 'government') return policeIn(text, begin, end);
    // 'State prison officials': no more than a kind, though it begins with a capital
    return { start: begin.start, end: end.end, name: isIndefinite ? 'a place' : name, kind: 'local authorities' };
  }
  if (/^Department of /.test(name) && kind === 'government' && from === first && to === last) return undefined;
  return { start: begin.start, end: end.end, name, kind: FEDERAL.test(name) ? 'federal' : kind };
}

/** 'authorities in Denver' */
function policeIn(text: string, begin: Token, end: Token): SaidAgency | undefined {
  const place = /^ in (?:the )?(\p{Lu}[\p{L}'.-]{1,20}(?: \p{Lu}[\p{L}'.-]{1,20}){0,2})/u.exec(
    text.slice(end.end, end.end + 60),
  );
  if (!/^(?:authorities|officials)$/i.test(begin.text) || !place) return undefined;
  return {
    start: begin.start,
    end: end.end + place[0].length,
    name: text.slice(begin.start, end.end + place[0].length),
    kind: 'government',
  };
}

const STATE_NAMES = new Set(states.flatMap(({ name, code }) => [name, code]));
const isStateAfterComma = (tokens: readonly Token[], from: number): boolean =>
  tokens[from - 1]?.text === ',' && STATE_NAMES.has(tokens[from]?.text ?? '') && isCapital(tokens[from - 2]?.text);
const isBracketedState = (tokens: readonly Token[], from: number): boolean =>
  tokens[from - 1]?.text === ')' &&
  STATE_NAMES.has(tokens[from - 2]?.text ?? '') &&
  tokens[from - 3]?.text === '(' &&
  isCapital(tokens[from - 4]?.text);

/** A word that may stand in the name of an agency before its head. */
function isName(token: Token, before: Token | undefined): boolean {
  if (!isCapital(token.text) && !/^\d+(?:st|nd|rd|th)$/.test(token.text)) return false;
  if (token.text.length > 1 && BEGINNERS.has(token.lower)) return false;
  // A word of the sentence's beginning: 'Northampton police' is a name, 'Local police' is none.
  return !(
    NO_NAME.has(token.lower) &&
    (before === undefined || !isCapital(before.text)) &&
    !/^(?:state|county|city)$/i.test(token.text)
  );
}
