import { findPersonalData } from './personal/find.ts';
import { findKnownNames, looksLikeName } from './personal/known-names.ts';

export const WITHHELD = '(withheld: looked like personal data)';
export { looksLikeName } from './personal/known-names.ts';

/** True for a text with an A-number, SSN, telephone number, address, date of birth or labelled name or number. */
export const holdsPersonalData = (text: string): boolean => findPersonalData(text).length > 0;

/** Replaces a text that holds personal data with a plain sentence. */
export const withoutPersonalData = (text: string): string => (holdsPersonalData(text) ? WITHHELD : text);

/** The same for prose, where a common given name beside a common surname is a name as well. */
export const withoutPersons = (text: string): string =>
  holdsPersonalData(text) || findKnownNames(text).length > 0 ? WITHHELD : text;

/** Masks the whole of each A-number, SSN, telephone number, address, date of birth and labelled name; keeps the rest. */
export function maskPersonalData(text: string): string {
  const spans = findPersonalData(text);
  let rest = '';
  let at = 0;
  for (const [from, to] of spans) {
    rest += `${text.slice(at, from)}(personal)`;
    at = to;
  }
  return at === 0 ? text : rest + text.slice(at);
}

/** True for typed words that hold personal data, or a common given name beside a common surname in any case. */
export const namesPerson = (text: string): boolean =>
  holdsPersonalData(text) || findKnownNames(text, { anyCase: true }).length > 0;

/** Typed words as a refusal may repeat them: cut, and without what looks like personal data. */
export function repeatWords(text: string, most = 40): string {
  return namesPerson(text) || looksLikeName(text.trim()) ? '(left out: reads like a name)' : text.slice(0, most);
}

/** Words that stand in names of places and agencies, not in those of people. */
const OF_PLACES =
  /\b(?:county|conty|parish|borough|city|town|township|village|police|sheriff|jail|prison|corrections?|correctional|department|dept|detention|center|centre|facility|airport|tribe|tribal|nation|pueblo|reservation|state|fort|lake|mount|new|north|south|east|west|saint|st|port|point|valley|springs?|beach|island|hills?|creek|river|heights|court|ice|office)\b/i;

/** True for two to five words of letters alone that no word marks as a place or an agency: they may be a name of any origin. */
export const mayBeName = (text: string): boolean =>
  /^[\p{L}.'’-]{2,30}(?: [\p{L}.'’-]{1,30}){1,4}$/u.test(text.trim()) && !OF_PLACES.test(text);

/** The name of a file or sheet as it is stored and shown: withheld, or whole, on one line and without control characters. */
export const shownFileName = (name: string): string =>
  namesPerson(name) ? WITHHELD : name.replace(/[\p{Cc}\u2028\u2029]/gu, '?');
