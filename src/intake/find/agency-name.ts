import { states } from '../../rules/states.ts';
import type { SaidAgency } from './agency.ts';
import { isCapital, type Token } from './tokens.ts';

const FEDERAL =
  /\b(?:ICE|ERO|HSI|CBP|FBI|DEA|ATF|USCIS|EOIR|DHS|USBP|PERC|LESC)\b|immigration|border patrol|homeland|federal|u\.?s\.? (?:marshal|attorney|authorities|officials|government|district|department|customs|bureau)|enforcement response|enforcement support|justice department|department of justice|executive office/i;
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

/** The words that say what kind an agency is, as tokens from `first` to `last`. */
interface Head {
  first: number;
  last: number;
  kind: SaidAgency['kind'];
}

/** Takes the capitals before a head, and 'of ...' or 'for ...' after it, into the name. */
export function nameAround(text: string, tokens: readonly Token[], head: Head): SaidAgency | undefined {
  const { first, kind } = head;
  const from = firstOf(tokens, first);
  const to = lastOf(tokens, from, head);
  const [begin, end] = [tokens[from], tokens[to]];
  if (!begin || !end) return undefined;
  const name = text.slice(begin.start, end.end);
  const isIndefinite = /^(?:an?|any|another|some)$/.test(tokens[from - 1]?.lower ?? '');
  const plain: SaidAgency = {
    start: begin.start,
    end: end.end,
    name: isIndefinite ? 'a place' : name,
    kind: 'local authorities',
  };
  const before = tokens.slice(from, first).map(({ lower }) => lower);
  const isKind = before.length === 1 && /^(?:state|county|city|local|municipal)$/.test(before[0] ?? '');
  // 'State police' is one agency in its state
  if (isKind && !(kind === 'police' && /^State (?:police|troopers|patrol)$/i.test(name))) return plain;
  // 'the jail in Geneseo', 'the prison at Faribault'
  const place = PLACE_AFTER.exec(text.slice(end.end, end.end + 50));
  if (place && /^(?:jail|prison|courthouse)$/.test(name) && tokens[from - 1]?.lower === 'the')
    return { start: begin.start, end: end.end + place[0].length, name: `${name}${place[0]}`, kind };
  // 'the jail', 'State prison officials' say no more than a kind.
  if (from === first && to === head.last) return kind === 'government' ? officialsIn(text, begin, end) : plain;
  // In a headline: 'ICE Alleges Montgomery County Ignored Three Detainers'
  const verb = kind === 'government' || kind === 'police' ? (HEADLINE.exec(name)?.[0].length ?? 0) : 0;
  const state = (OF_STATE.exec(name) ?? (kind === 'jail' ? OF_CITY.exec(name) : null))?.[0].length ?? 0;
  const own = name.slice(verb || state);
  return { start: begin.start + (verb || state), end: end.end, name: own, kind: FEDERAL.test(own) ? 'federal' : kind };
}

/** "Maryland's Prince George's County" */
const OF_STATE = new RegExp(`^(?:${states.map(({ name }) => name).join('|')})'s (?=\\p{Lu})`, 'u');
/** "Boston's Nashua Street Jail" */
const OF_CITY = /^(?!Sheriff|Men|Women|King|Queen|County|City|State|Children)\p{Lu}\p{L}+'s (?=\p{Lu}\w+ \p{Lu})/u;
const HEADLINE = /^(?:ICE|ERO|DHS|Feds) (?:[A-Z][a-z]+(?:s|es)) (?:That |How )?(?=\p{Lu}[\w.']* (?:\p{Lu}|$))/u;

const PLACE_AFTER = /^ (?:in|at) (\p{Lu}[\p{L}'-]{2,20}(?: \p{Lu}[\p{L}'-]{2,20})?)(?! County)/u;

function firstOf(tokens: readonly Token[], first: number): number {
  let from = first;
  while (from > 0 && first - from < 8) {
    const states = statesBefore(tokens, from);
    // 'N.C. State Highway Patrol'
    if (tokens[from - 1]?.text === '.' && /^[A-Z]\.[A-Z]$/.test(tokens[from - 2]?.text ?? '')) {
      from -= 2;
      continue;
    }
    if (states === 0 && !isPartOfName(tokens, from - 1)) break;
    from -= states || 1;
  }
  return from;
}

/** 'Brockton, Massachusetts District Court', 'Bronx (NY) Central Booking', 'Barre, Vermont, police': tokens to pass over. */
function statesBefore(tokens: readonly Token[], from: number): number {
  const [one, two, three, four] = [1, 2, 3, 4].map((back) => tokens[from - back]?.text ?? '');
  const isState = (word: string | undefined) => STATE_NAMES.has(word ?? '');
  if (one === ',' && isState(two) && three === ',' && isCapital(four)) return 4;
  if (one === ')' && isState(two) && three === '(' && isCapital(four)) return 4;
  return one === ',' && isState(tokens[from]?.text) && isCapital(two) ? 2 : 0;
}

function isPartOfName(tokens: readonly Token[], at: number): boolean {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (!token || token.lower === 'the') return false;
  if (INNER.has(token.lower) && isCapital(before?.text) && !BEGINNERS.has(before?.lower ?? ''))
    return /^(?:of|and|&)$/.test(token.lower);
  return isName(token, before);
}

function lastOf(tokens: readonly Token[], from: number, { first, last, kind }: Head): number {
  let to = last;
  const link = tokens[last + 1]?.lower;
  const start = last + (tokens[last + 2]?.lower === 'the' ? 3 : 2);
  const isWomen = /^(?:Women|Men)$/.test(tokens[last + 2]?.text ?? '');
  const links = (link === 'of' && kind !== 'police') || (link === 'for' && (kind === 'court' || isWomen));
  for (let next = start; links && isCapital(tokens[next]?.text) && next - last < 8; next += 1) {
    if (/^(?:On|In|ICE|ERO|He|She)$/.test(tokens[next]?.text ?? '')) break;
    to = next;
    // 'Department of Corrections and Rehabilitation'
    if (kind === 'jail' && tokens[next + 1]?.lower === 'and' && isCapital(tokens[next + 2]?.text)) next += 1;
  }
  // 'Washington County, Vermont'
  const isCounty = kind === 'government' && from < first && tokens[to + 1]?.text === ',';
  return isCounty && STATE_NAMES.has(tokens[to + 2]?.text ?? '') ? to + 2 : to;
}

/** 'authorities in Denver' */
function officialsIn(text: string, begin: Token, end: Token): SaidAgency | undefined {
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
