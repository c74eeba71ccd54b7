import { looksLikeName, WITHHELD, withoutPersonalData } from '../../rules/private-text.ts';
import { readDay } from '../files/read-day.ts';
import { type CellValue, FIELDS, type Kind } from './fields.ts';

const MISSING = new Set(['', 'na', 'n/a', 'null', 'nan']);
const REDACTED = /^\(?b\)?\s*\(\s*\d\s*\).*$/i;
/** Marks a cell that ICE redacted. */
export const HIDDEN = Symbol('redacted');
/** Marks an identifier that a spreadsheet stored as a number: it lost digits, so that it identifies nobody. */
export const SHORTENED = Symbol('shortened');
export type Cell = CellValue | typeof HIDDEN | typeof SHORTENED;

const READ: Record<Kind, (text: string) => Cell> = {
  text: (text) => (looksLikeName(text) ? WITHHELD : withoutPersonalData(text)),
  // Places are named after people.
  place: withoutPersonalData,
  day: readDay,
  number: (text) => {
    const number = Number(text);
    return Number.isInteger(number) && number >= 0 && number <= 1_000_000 ? number : null;
  },
  // Differ from row to row, or would be taken for personal data.
  code: (text) => (/^\d(?:\.\d+)?e\+?\d+$/i.test(text) ? SHORTENED : text),
};

function readCell(raw: string, kind: Kind): Cell {
  const text = raw.replace(/\s+/g, ' ').trim();
  if (MISSING.has(text.toLowerCase())) return null;
  return REDACTED.test(text) ? HIDDEN : READ[kind](text);
}

/** Millions of cells hold the same few thousand values, so each value is parsed once. */
function remember(kind: Kind): (raw: string) => Cell {
  if (kind === 'code') return (raw) => readCell(raw, kind);
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

/** A reader for each field: a cell's text -> its value. */
export const READERS: readonly ((raw: string) => Cell)[] = FIELDS.map(([, , kind]) => remember(kind));

/** 'Y', 'N', '-' for a cell that is missing or redacted, '?' for anything else. */
export function flagOf(raw: string | undefined): string {
  if (raw === 'NO') return 'N';
  if (raw === 'YES') return 'Y';
  const text = raw === undefined ? '' : raw.trim().toUpperCase();
  if (text === 'YES' || text === 'NO') return text.charAt(0);
  return MISSING.has(text.toLowerCase()) || REDACTED.test(text) ? '-' : '?';
}
