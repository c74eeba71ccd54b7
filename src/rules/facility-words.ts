import { nameKey } from './name-key.ts';
import { findState } from './states.ts';

const FILLER = new Set(['the', 'of', 'at', 'in', 'and', 'facility']);
const SYNONYMS = new Map(
  Object.entries<string>({
    correctional: 'prison',
    penitentiary: 'prison',
    prisons: 'prison',
    saint: 'st',
    fort: 'ft',
    mount: 'mt',
    co: 'county',
    cnty: 'county',
    cty: 'county',
    sheriffs: 'sheriff',
    dept: 'department',
    so: 'sheriff',
    pd: 'police',
  }),
);

/** A facility's search key: common forms unified, its kind and state added, a blank at each end. */
export function facilitySearchKey(facility: {
  name: string;
  code?: string | null;
  city?: string | null;
  state?: string | null;
  kind: string;
}): string {
  const kindWords = facility.kind === 'state prison' ? 'state prison' : facility.kind;
  const text = [facility.name, facility.code ?? '', facility.city ?? '', kindWords].join(' ');
  return ` ${nameKey(text).split(' ').map(plain).join(' ')} `;
}

/**
 * Splits typed words into search tokens and the state, if one is named: 'St. Cloud prison MN' -> [st, cloud, prison],
 * MN.
 */
export function facilityWords(words: string): { tokens: string[]; state?: string } {
  const all = nameKey(words)
    .split(' ')
    .filter((word) => word !== '');
  const state = all.length > 1 ? (findState(all.slice(-2).join(' ')) ?? findState(all.at(-1) ?? '')) : undefined;
  const stateLength = state && findState(all.slice(-2).join(' ')) && all.length > 2 ? 2 : state ? 1 : 0;
  const tokens = all
    .slice(0, all.length - stateLength)
    .map(plain)
    .filter((word) => !FILLER.has(word));
  return state ? { tokens, state: state.code } : { tokens };
}

const plain = (word: string) => SYNONYMS.get(word) ?? word;
