import {
  looksLikeName,
  shownFileName,
  WITHHELD,
  withoutPersonalData,
  withoutPersons,
} from '../../rules/private-text.ts';
import { readDay } from '../files/read-day.ts';
import { KNOWN } from './known-values.ts';

/** What a column holds, and so how its cells are read. */
export type Kind = 'prose' | 'site' | 'place' | 'day' | 'number' | 'year' | 'identifier' | 'file' | keyof typeof KNOWN;

export type CellValue = string | number | null;

/** With what a spreadsheet shows where a formula failed. */
const MISSING = new Set(
  '|na|n/a|null|nan|#ref!|#n/a|#value!|#name?|#div/0!|#null!|#num!|#spill!|#calc!|#getting_data'.split('|'),
);
const REDACTED = /^\(?b\)?\s*\(\s*\d\s*\).*$/i;
/** Marks a cell that ICE redacted. */
export const HIDDEN = Symbol('redacted');
/** Marks an identifier that a spreadsheet stored as a number: it lost digits, so that it identifies nobody. */
export const SHORTENED = Symbol('shortened');
export type Cell = CellValue | typeof HIDDEN | typeof SHORTENED;

/** Stands for a cell that is no value of its column's known set. */
export const NOT_KNOWN = '(withheld: not a known value)';
const known = (isKnown: (text: string) => boolean) => (text: string) =>
  isKnown(text) ? withoutPersons(text) : NOT_KNOWN;

/** A day does not belong into a charge, unless it is one of birth. */
const DAY = /\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}/;
const SHORTENED_NUMBER = /^\d(?:\.\d+)?e\+?\d+$/i;
/** What a publisher makes of an identifier is long; a number of a person has up to eleven digits. */
const MADE_IDENTIFIER = /^(?:[0-9a-f]{16,64}|\d{12,30})$/i;

const READ: Record<Kind, (text: string) => Cell> = {
  ...(Object.fromEntries(Object.entries(KNOWN).map(([kind, isKnown]) => [kind, known(isKnown)])) as Record<
    keyof typeof KNOWN,
    (text: string) => Cell
  >),
  prose: (text) => (looksLikeName(text) || DAY.test(text) ? WITHHELD : withoutPersons(text)),
  // Sites are named after people: displayName decides.
  site: withoutPersonalData,
  place: withoutPersons,
  file: shownFileName,
  day: readDay,
  year: (text) => (/^(?:19|20)\d\d$/.test(text) ? Number(text) : null),
  number: (text) => {
    const number = Number(text);
    return Number.isInteger(number) && number >= 0 && number <= 1_000_000 ? number : null;
  },
  identifier: (text) =>
    SHORTENED_NUMBER.test(text) ? SHORTENED : MADE_IDENTIFIER.test(text) ? text : withoutPersons(text),
};

function readCell(raw: string, kind: Kind): Cell {
  const text = raw.replace(/\s+/g, ' ').trim();
  if (MISSING.has(text.toLowerCase())) return null;
  return REDACTED.test(text) ? HIDDEN : READ[kind](text);
}

/** Millions of cells hold the same few thousand values, so each value is parsed once. */
export function cellReader(kind: Kind): (raw: string) => Cell {
  // Differs from row to row
  if (kind === 'identifier') return (raw) => readCell(raw, kind);
  const known = new Map<string, Cell>();
  return (raw) => {
    const found = known.get(raw);
    if (found !== undefined) return found;
    if (known.size > 50_000) known.clear();
    // A cell is a slice of a piece of the file, and would keep the whole piece in memory.
    const own = Buffer.from(raw).toString();
    const value = readCell(own, kind);
    known.set(own, value);
    return value;
  };
}

/** A YES/NO cell as a letter: Y, N, - for none or redacted, ? for anything else. */
export function flagOf(raw: string | undefined): string {
  if (raw === 'NO') return 'N';
  if (raw === 'YES') return 'Y';
  const text = raw === undefined ? '' : raw.trim().toUpperCase();
  if (text === 'YES' || text === 'NO') return text.charAt(0);
  return MISSING.has(text.toLowerCase()) || REDACTED.test(text) ? '-' : '?';
}
