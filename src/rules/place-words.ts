import { nameKey } from './name-key.ts';
import { findState } from './states.ts';

export type PlaceForm = 'plain' | 'county' | 'city' | 'state' | 'sheriff' | 'police' | 'jail';

export interface PlaceWords {
  /** All words, in comparison form. */
  key: string;
  /** Readings, the most literal first: the name without the state slot and the form words. */
  readings: { base: string; form: PlaceForm; state?: string }[];
}

const COUNTY =
  '(?:city and borough|municipality|county|cty|cnty|co|parish|borough|census area|planning region|municipio)';
// Forms as people spell them; `sherrif` is the usual misspelling.
const FORMS: [RegExp, PlaceForm][] = [
  [
    new RegExp(
      `^(.+?)(?: ${COUNTY})? (?:sheriffs?|sherr?iffs?|sherrifs?|shcriff)(?: (?:office|department|dept|dpt))?$`,
    ),
    'sheriff',
  ],
  // 'Jersey City Police': the word is part of the name. 'Chicago City Police': it is not.
  [/^(.+ city) (?:pd|police|police (?:department|dept|bureau|division))$/, 'police'],
  [/^(.+?)(?: city)? (?:pd|police|police (?:department|dept|bureau|division))$/, 'police'],
  [
    new RegExp(
      `^(.+?) ${COUNTY} (?:jails?|jail complex|detention (?:center|ctr|facility)|correctional (?:center|facility|institution)|correction center|det center|det ctr|workhouse)$`,
    ),
    'jail',
  ],
  [/^(.+?) (?:jail|detention center)$/, 'jail'],
  [/^(?:county|cty|cnty|co|parish|borough|city and county) of (.+)$/, 'county'],
  [/^(?:city|town|village|municipality) of (.+)$/, 'city'],
  [/^(?:state|commonwealth) of (.+)$/, 'state'],
  // As Spanish writes them.
  [/^condado del? (.+)$/, 'county'],
  [/^(?:ciudad|municipio|pueblo) de (.+)$/, 'city'],
  [/^estado de (.+)$/, 'state'],
  [new RegExp(`^(.+) ${COUNTY}$`), 'county'],
  [/^(.+) state$/, 'state'],
  [/^(.+) city$/, 'city'],
];

/** Splits typed words into a name, its form and its state slot. */
export function placeWords(words: string): PlaceWords {
  const key = nameKey(words);
  const readings: PlaceWords['readings'] = [];
  const slots: { rest: string; state?: string }[] = [{ rest: key }];
  const all = key.split(' ');
  for (let count = Math.min(3, all.length - 1); count > 0; count -= 1) {
    const state = findState(all.slice(-count).join(' '));
    // "CO" after a name may mean county or Colorado. Both are read; the state comes first when it follows a comma.
    if (state) slots.unshift({ rest: all.slice(0, -count).join(' '), state: state.code });
  }
  for (const slot of slots) {
    const state = slot.state ? { state: slot.state } : {};
    readings.push({ base: slot.rest, form: 'plain', ...state });
    for (const [pattern, form] of FORMS) {
      const base = pattern.exec(slot.rest)?.[1];
      // Only Louisiana has parishes and only Puerto Rico has municipios, so these words name the state.
      const only = /^parish of | parish(?: |$)/.test(slot.rest)
        ? { state: 'LA' }
        : / municipio$/.test(slot.rest)
          ? { state: 'PR' }
          : {};
      if (base && slot.state === undefined && ['sheriff', 'police', 'jail'].includes(form))
        readings.push(...withStateInside(base, form));
      if (base) readings.push({ base, form, ...only, ...state });
    }
  }
  return { key, readings };
}

const COUNTY_END = new RegExp(` ${COUNTY}$`);

/** 'Cook County IL sheriff', 'Portland, Oregon police': the state stands before the agency. */
function withStateInside(base: string, form: PlaceForm): PlaceWords['readings'] {
  if (findState(base)) return [];
  const words = base.split(' ');
  return [1, 2, 3].flatMap((count) => {
    const state = count < words.length ? findState(words.slice(-count).join(' ')) : undefined;
    const name = words.slice(0, -count).join(' ');
    return state ? [{ base: form === 'police' ? name : name.replace(COUNTY_END, ''), form, state: state.code }] : [];
  });
}

const SITE =
  /^(?:fci|usp|fmc|fdc|fpc|mcc|mdc|adx|ftc|fcc|mcfp|sci|mci|mcf|aspc|csp|federal correctional|federal prison|united states penitentiary|us penitentiary) | (?:airport|(?:tribal|tribe|nation|pueblo|reservation) police(?: department)?|detention (?:center|facility|camp)|processing center|residential center|corrections? center|correctional (?:center|facility|institution|complex)|(?:state|federal|contract|ice|women s?|womens) (?:prison|jail|facility)|prison|penitentiary|fci|usp|ci)$/;
const OF_COUNTY = new RegExp(` ${COUNTY} `);

/** True for the name of a prison, an airport or the like: without the word County it never means the county of the name. */
export const isSiteName = (key: string): boolean => SITE.test(key) && !OF_COUNTY.test(key);

// Two-letter codes and short forms that are also English words: read as states only in capitals, or after another word.
const WORDS_TOO = new Set([
  'in',
  'or',
  'me',
  'ok',
  'hi',
  'oh',
  'id',
  'as',
  'pa',
  'ma',
  'al',
  'de',
  'co',
  'mo',
  'vi',
  'mi',
  'ill',
  'miss',
  'wash',
  'del',
  'ind',
  'cal',
  'mont',
  'conn',
  'ark',
  'kan',
  'ore',
  'tex',
]);

/** A state named alone: `NY`, `Texas`, `dc`; but not `ok`, `or`, `hi`. */
export function loneState(words: string) {
  const text = words.trim();
  const state = findState(text.replace(/^state of /i, ''));
  if (!state) return undefined;
  return WORDS_TOO.has(text.toLowerCase()) && text !== text.toUpperCase() ? undefined : state;
}
