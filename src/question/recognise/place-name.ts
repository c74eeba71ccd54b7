import { loneState, placeWords } from '../../rules/place-words.ts';
import { findState } from '../../rules/states.ts';
import type { Names } from '../names.ts';
import type { Word } from '../words.ts';
import { FREE } from './common.ts';

/** Letters of states that are words of sentences: in lower case they name a state only after a comma. */
const WORDS_TOO = new Set(['in', 'or', 'me', 'hi', 'as', 'de', 'la', 'al', 'id', 'so', 'us', 'is']);
const KNOWN_SHORT = new Set(
  'cook nyc lasd lapd nypd sfpd dfw philly nola phx colo meck mcso bcso hpd cpd dpd lvmpd king reno mesa erie ddc sfo pdx atl chi hou'.split(
    ' ',
  ),
);

/** 'in la': two small letters after a preposition are Los Angeles or Louisiana, and no article. */
export const isShortCity = (words: readonly Word[], at: number): boolean =>
  words[at]?.key === 'la' &&
  /^(?:in|of|for|from|about)$/.test(words[at - 1]?.key ?? '') &&
  (words[at + 1] === undefined ||
    /^(?:after|before|since|in|last|this|from|until|during|between|and|vs|\d{4})$/.test(words[at + 1]?.key ?? ''));

/** Two small letters name a state after a preposition or another place, at the end, or before a noun at the start. */
export function standsAlone(words: readonly Word[], from: number, to: number): boolean {
  const [before, next] = [words[from - 1]?.key, words[to]?.key];
  // 'nd 2023?' is a hasty 'and' as well as North Dakota.
  if (before === undefined && words[from]?.key === 'nd') return false;
  if (before === undefined) return next === undefined || !FREE.has(next);
  return (
    /^(?:in|for|of|from|vs|versus|with|and|or|than|against|between|about|to|across|the|compare|whats|is|does|do|chart|graph|plot|map|stats)$/.test(
      before,
    ) ||
    /^(?:vs|versus|against)$/.test(next ?? '') ||
    next === undefined ||
    words[from - 1]?.ends === true
  );
}

/** A name as typed, and in forms that the resolver knows. */
export function formsOf(raw: string, next: Word | undefined): string[] {
  const [, name, state = ''] = /^(.+) in ([a-z. ]+)$/i.exec(raw) ?? [];
  const forms = [...(name && findState(state) ? [`${name}, ${state}`] : []), raw];
  const plain = raw.toLowerCase();
  if (/\bctr\b/.test(plain)) forms.push(raw.replace(/\bctr\b/i, 'center'));
  if (/ metro$/.test(plain)) forms.push(`${raw} police`);
  const federal =
    /^(?:the )?(.+?) federal (?:prison|penitentiary|correctional institution)$/i.exec(raw)?.[1] ??
    /^(?:the )?federal (?:prison|penitentiary|correctional institution) (?:in|at) (.+)$/i.exec(raw)?.[1];
  if (federal) forms.push(`FCI ${federal}`, `USP ${federal}`, `FMC ${federal}`);
  const county = /^(?:the )?county (?:of )?([a-z][a-z'. -]*(?:, ?[a-z. ]+)?)$/i.exec(raw)?.[1];
  if (county && !findState(county) && !/^(?:county|jails?|sheriffs?|board|polic)/i.test(county))
    forms.push(county.replace(/^([^,]*)/, '$1 County'));
  const spanish = /^(?:el |la )?(condado|ciudad|estado) de (?:la |el )?(.+)$/i.exec(raw);
  if (spanish) forms.push(spanish[1]?.toLowerCase() === 'condado' ? `${spanish[2]} County` : (spanish[2] ?? ''));
  if (/[^s]s$/.test(plain) && next && !FREE.has(next.key)) forms.push(raw.slice(0, -1));
  return forms;
}

/** 'Florida county map': a map of Florida by county, and no county of that name. */
export const isOfCounties = (words: readonly Word[], from: number, to: number): boolean =>
  words[to - 1]?.key === 'county' &&
  /^(?:maps?|charts?|totals?|counts?|breakdown|level|numbers|ranking)$/.test(words[to]?.key ?? '') &&
  findState(
    words
      .slice(from, to - 1)
      .map(({ key }) => key)
      .join(' '),
  ) !== undefined;

export const mayBegin = ({ key, capital }: Word, next: Word | undefined, before: Word | undefined): boolean =>
  // 'In which county of Florida': any of them, and no place of that name.
  (!FREE.has(key) &&
    !(/^(?:county|city|parish)$/.test(key) && /^(?:which|what|any|every|each)$/.test(before?.key ?? ''))) ||
  capital ||
  // 'in will county'; at the start of a question 'will' is no name.
  (next?.key === 'county' && /^(?:in|of|for|with|and|vs|versus|at|from|compare)$/.test(before?.key ?? '')) ||
  (/^(?:la|el|le|del|the|las|los|de)$/.test(key) && next !== undefined && !FREE.has(next.key));

/** 'barry county mi': after the word County, letters that are no English word are a state. */
const closesCounty = (before: Word | undefined, { key }: Word): boolean =>
  /^(?:county|co|parish)$/.test(before?.key ?? '') && /^(?:mi|al|la|de|id)$/.test(key);

/** The text of the words, unless a sentence ends among them. */
export function rawOf(text: string, words: readonly Word[], from: number, to: number): string | undefined {
  const inner = words.slice(from, to - 1);
  if (inner.some(({ ends, key }) => ends && !/^(st|ste|ft|mt|co|dept|dr|[a-z])$/.test(key))) return undefined;
  const last = words[to - 1];
  if (last && to - from > 1 && FREE.has(last.key) && !(last.capital && findState(last.key))) {
    const before = text.slice(words[to - 2]?.to, last.from);
    if ((!/,/.test(before) && !closesCounty(words[to - 2], last)) || !findState(last.key)) return undefined;
  }
  const raw = text.slice(words[from]?.from, last?.to).replace(/["“”]/g, '');
  // 'Washington state, Washington County' begins with a state of its own.
  return / state,/i.test(raw) ? undefined : raw;
}

/** Letters of states that are words too. After 'in' and beside 'vs' they are states: 'in pa', 'nj vs pa'. */
const SHORT_STATE = /^(?:pa|ma|mi|mo|co|oh|ok|al|id)$/;

export const isShortState = (words: readonly Word[], at: number): boolean =>
  SHORT_STATE.test(words[at]?.key ?? '') &&
  (/^(?:in|across|throughout|vs|versus)$/.test(words[at - 1]?.key ?? '') ||
    /^(?:vs|versus)$/.test(words[at + 1]?.key ?? ''));

/** 'Pinellas County FL sheriff': in a question the county is meant, and the sheriff is one of its words. */
export const hasStateInside = (words: readonly Word[]): boolean =>
  /^(?:sheriffs?|jails?|police|pd|cops)$/.test(words.at(-1)?.key ?? '') &&
  [1, 2].some(
    (count) =>
      words.length > count + 1 &&
      findState(
        words
          .slice(-1 - count, -1)
          .map(({ key }) => key)
          .join(' '),
      ) !== undefined,
  );

export function isName(
  raw: string,
  words: readonly Word[],
  names: Names,
  isTaken: (key: string) => boolean,
  stands: boolean,
  isCode: boolean,
  isCodeLast: boolean,
): boolean {
  const [only] = words;
  if (only && words.length === 1 && isCode) return true;
  const { key, readings } = placeWords(raw);
  if (only && words.length === 1) {
    const code = loneState(only.key);
    if (code && only.key.length > 2) return true;
    if (FREE.has(only.key)) return false;
    if (isTaken(only.key)) return false;
    if (code) return only.key.length > 2 || only.key === 'dc' || raw === raw.toUpperCase() || stands;
    // A short name in small letters may be any word: 'bee', 'lake', 'sa'.
    if (raw.length < 5 && !only.capital && !KNOWN_SHORT.has(only.key)) return false;
  }
  if (
    words.every((word) => FREE.has(word.key) || isTaken(word.key)) &&
    !/ (county|parish)$/.test(key) &&
    !findState(key) &&
    // 'La Center' as names are written.
    !(words.length > 1 && words.every(({ capital }) => capital) && names.known(key) !== undefined) &&
    !(isCodeLast && readings.some(({ base, state }) => state !== undefined && names.known(base, state) !== undefined))
  )
    return false;
  const last = words.at(-1)?.key ?? '';
  // 'Iowa sheriffs' are the sheriffs of the state, not of Iowa County.
  if (
    /^(?:sheriffs?|jails?|prisons?|police|cops)$/.test(last) &&
    findState(
      words
        .slice(0, -1)
        .map((word) => word.key)
        .join(' '),
    )
  )
    return false;
  const end = words.at(-1);
  const isClosed = end !== undefined && closesCounty(words.at(-2), end);
  return readings.some(({ base, form, state }) => {
    // 'Ohio, West Virginia' are two states, and no county.
    const other = state === undefined ? undefined : findState(base);
    if (other && last.length > 2 && raw.includes(',') && other.code !== state && form === 'plain') return false;
    if (base === '' || (FREE.has(base) && form !== 'county')) return false;
    if (base.length === 2 && !/^(?:la|dc|sf)$/.test(base) && !raw.startsWith(base.toUpperCase())) return false;
    if (state && WORDS_TOO.has(last) && !/,\s*\S+$/.test(raw) && !/[A-Z]{2}$/.test(raw) && !isClosed) return false;
    if (state && isTaken(base) && !/,|county|parish/i.test(raw) && (!stands || WORDS_TOO.has(last))) return false;
    if (form === 'state') return findState(base) !== undefined && state === undefined && !raw.includes(',');
    return state ? names.known(base, state) !== undefined : names.known(base) !== undefined;
  });
}
