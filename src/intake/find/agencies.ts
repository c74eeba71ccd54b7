import type { SaidAgency } from './agency.ts';
import { nameAround } from './agency-name.ts';
import { citiesOf, cityAgencies } from './cities.ts';
import { type Token, tokensOf } from './tokens.ts';

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
      'county jail|city jail|jail|jail complex|jail annex|detention center|detention centre|detention facility|detention complex|detention|adult detention center|correctional center|correctional facility|correctional institution|correctional institutions|correctional complex|correctional services|corrections center|corrections|corrections department|department of corrections|department of correction|dept of corrections|department of rehabilitation|department of adult and juvenile detention|house of correction|house of corrections|justice center|facility|institution|complex|central booking|booking center|intake center|law enforcement center|public safety building|public safety center|state prison|prison|prison system|department of prisons|prisons|penitentiary|workhouse|reception center|work release center|medical center|hospital',
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
const THERE = /(?<=lodged|issued|placed|filed|detained|held|custody|released|freed) there\b/g;
const LOCAL =
  /\b(?:local|county|city|state|jail|municipal) (?:authorities|law enforcement(?: agenc(?:y|ies))?|officials|police|officers|jailers)\b|\blaw enforcement (?:officials|authorities)\b|\blocal (?:jail)\b/gi;

/** What a text introduces: letters, 'Los Angeles Sheriff's Department (LASD)', and cities, 'Aurora, Colo.'. */
export interface Letters {
  short: ReadonlyMap<string, { name: string; kind: SaidAgency['kind'] }>;
  cities: ReadonlySet<string>;
}

export function lettersOf(text: string): Letters {
  const short = new Map<string, { name: string; kind: SaidAgency['kind'] }>();
  for (const { name, kind, end } of findAgencies(text, { short, cities: new Set() })) {
    const letters = /^ \(([A-Z][A-Za-z]{1,9})\)/.exec(text.slice(end, end + 14))?.[1];
    if (letters && kind !== 'federal' && /[A-Z].*[A-Z]/.test(letters)) short.set(letters, { name, kind });
  }
  return { short, cities: citiesOf(text) };
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
  for (const city of cityAgencies(text, letters.cities))
    if (!found.some((other) => city.start < other.end && city.end > other.start)) found.push(city);
  return found.sort((a, b) => a.start - b.start);
}

/** The agency whose head ends at a token. */
function agencyAt(text: string, tokens: readonly Token[], at: number, letters: Letters): SaidAgency | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const short = token.text.replace(/'s$/, '');
  if (text[token.start - 1] === '(' && (letters.short.has(short) || KNOWN[short])) return undefined;
  if (token.text === 'Island' && tokens[at - 1]?.text === 'Rikers')
    return { start: tokens[at - 1]?.start ?? 0, end: token.end, name: 'Rikers Island', kind: 'jail' };
  const known = letters.short.get(short);
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
    return nameAround(text, tokens, { first, last: at, kind });
  }
  return undefined;
}
