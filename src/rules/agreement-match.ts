import { distance } from 'fastest-levenshtein';
import { type ModelCode, modelKey } from './agreement-model.ts';

/** What tells agreements apart: a spell on ICE's lists, or a row of a sheet. */
export interface MatchedAgreement {
  state: string;
  agency_key: string;
  other_keys: string;
  model: string;
  model_code: ModelCode;
  signed_on: string | null;
  /** Later signings, joined by ';'. */
  resigned_on: string;
  moa_url: string | null;
  county_fips: string | null;
}

export interface SheetMatch<Was, Now> {
  /** Rows that continue a spell. */
  same: { was: Was; now: Now }[];
  /** Rows of agreements that are not listed yet. */
  joined: Now[];
  /** Spells that the sheet does not have. */
  missing: Was[];
  /** Rows that print an agreement of the sheet again, under one name or two. */
  repeated: Now[];
}

/**
 * Pairs the rows of a sheet with the open spells: by state, agency and model under any name that ICE printed, then, where
 * one name leaves as another arrives, by the agreement itself.
 */
export function matchSheet<Was extends MatchedAgreement, Now extends MatchedAgreement>(
  open: readonly Was[],
  rows: readonly Now[],
): SheetMatch<Was, Now> {
  const known = new Map<string, Was>();
  // An agreement's own name goes before the former name of another: ICE moved some between agencies
  for (const was of open) for (const name of namesOf(was).slice(1)) known.set(name, was);
  for (const was of open) known.set(namesOf(was)[0] ?? '', was);
  const missing = new Set(open);
  const same: { was: Was; now: Now }[] = [];
  const repeated: Now[] = [];
  const seen = new Set<string>();
  let joined: Now[] = [];
  for (const now of rows) {
    const [name = ''] = namesOf(now);
    const was = known.get(name);
    if (seen.has(name) || (was && !missing.has(was))) repeated.push(now);
    else if (was) {
      same.push({ was, now });
      missing.delete(was);
    } else joined.push(now);
    seen.add(name);
  }
  joined = joined.filter((now) => {
    const was = [...missing].find((each) => isRenamed(each, now));
    if (!was) return true;
    same.push({ was, now });
    missing.delete(was);
    return false;
  });
  const printed = [...same.map(({ now }) => now)];
  joined = joined.filter((now) => {
    const again = printed.some((each) => isPrintedAgain(each, now));
    if (again) repeated.push(now);
    else printed.push(now);
    return !again;
  });
  return { same, joined, missing: [...missing], repeated };
}

const namesOf = (row: MatchedAgreement): string[] =>
  [row.agency_key, ...row.other_keys.split('|')]
    .filter((key) => key !== '')
    .map((key) => `${row.state}/${key}/${modelKey(row)}`);

/** One agreement under another name: the same memorandum, signing day and place, or nearly the same name in one place. */
function isRenamed(was: MatchedAgreement, now: MatchedAgreement): boolean {
  if (modelKey(was) !== modelKey(now)) return false;
  const oneDay = now.signed_on !== null && signings(was).includes(now.signed_on);
  if (oneDay && isOneMemorandum(was, now)) return true;
  if (was.state !== now.state) return false;
  const onePlace = was.county_fips !== null && was.county_fips === now.county_fips;
  return onePlace && (oneDay || isNearName(was.agency_key, now.agency_key));
}

/** Every day on which an agreement was signed: the first, and again. */
export const signings = ({ signed_on, resigned_on }: Pick<MatchedAgreement, 'signed_on' | 'resigned_on'>): string[] =>
  [signed_on ?? '', ...resigned_on.split(';')].filter((day) => day !== '');

const isPrintedAgain = (one: MatchedAgreement, other: MatchedAgreement): boolean =>
  one.state === other.state &&
  modelKey(one) === modelKey(other) &&
  one.county_fips !== null &&
  one.county_fips === other.county_fips &&
  one.signed_on !== null &&
  one.signed_on === other.signed_on &&
  isOneMemorandum(one, other);

const isOneMemorandum = (one: MatchedAgreement, other: MatchedAgreement): boolean =>
  one.moa_url !== null && other.moa_url !== null && one.moa_url.toLowerCase() === other.moa_url.toLowerCase();

const COMMON =
  /\b(sheriffs?|offices?|departments?|dept|police|county|parish|city|town|township|village|of|the|so|pd)\b/g;

/** True for two spellings of one agency's name: a slip, or other words of office ('Baker Sheriff', 'Baker County SO'). */
export function isNearName(one: string, other: string): boolean {
  if (distance(one, other) <= 2) return true;
  const [a, b] = [one, other].map((key) => key.replace(COMMON, ' ').replace(/ +/g, ' ').trim());
  return a !== '' && a === b && /police|pd\b/.test(one) === /police|pd\b/.test(other);
}

/** The parts of a row that could be read; the others are undefined. */
export interface HalfRead {
  state: string | undefined;
  agency_key: string | undefined;
  model: string | undefined;
}

/** True when a row that could not be read may be this agreement: then its absence from the sheet is no end. */
export const mayBe = (spell: MatchedAgreement, half: HalfRead): boolean =>
  (half.state === undefined || half.state === spell.state) &&
  (half.agency_key === undefined ||
    half.agency_key === spell.agency_key ||
    spell.other_keys.includes(`|${half.agency_key}|`)) &&
  (half.model === undefined || half.model === modelKey(spell));
