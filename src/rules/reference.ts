import { hash as hashOf } from 'node:crypto';

// Crockford's alphabet: no I, L, O, U, so that a reference can be read aloud.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The 40 bits of a reference, from a detainer row's natural key and its ordinal among rows with that key (from 0). */
export function referenceNumber(naturalKey: string, ordinal: number): number {
  const hash = hashOf('sha256', `${naturalKey}\u0000${ordinal}`, 'binary');
  let number = 0;
  for (let at = 0; at < 8; at += 1) number = number * 32 + (hash.charCodeAt(at) % 32);
  return number;
}

/** Formats 40 bits: 'D-4QX7-9KTM'. */
export function showReference(number: number): string {
  let letters = '';
  let rest = number;
  for (let at = 0; at < 8; at += 1) {
    letters = ALPHABET.charAt(rest % 32) + letters;
    rest = Math.floor(rest / 32);
  }
  return `D-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** 'D-4QX7-9KTM' -> its 40 bits. */
export function readReference(reference: string): number {
  let number = 0;
  for (const letter of reference.slice(2).replace('-', '')) number = number * 32 + ALPHABET.indexOf(letter);
  return number;
}

/** The start of a reference as typed ('d4qx7', 'D-4QX7-9K'), in its stored form; undefined when it is not one. */
export function referencePrefix(words: string): string | undefined {
  const parts = /^d[- ]?([0-9a-z]{4})[- ]?([0-9a-z]{0,4})$/i.exec(words.trim());
  if (!parts || !/\d|-/.test(words)) return undefined; // 'daley' is a word, 'D-ALEY' is a reference
  const read = (text = '') => text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  const [first, second] = [read(parts[1]), read(parts[2])];
  return second ? `D-${first}-${second}` : `D-${first}`;
}

/** True for the id of a published case: 'LA-8', 'R39-3', or 'PR20-7QX4K-2' for one that was read from a press release. */
export const isCaseId = (words: string): boolean =>
  /^(?:[a-z]{1,8}\d{0,4}-\d{1,3}|pr\d\d-\d[0-9a-z]{4}-f?\d{1,3})$/i.test(words);

/** How long an answer is kept under its id, in days. */
export const ANSWER_DAYS = 90;

/** Makes an answer's id from random bytes; five bits of each become a letter ('DD-7K3Q'). */
export const showAnswerId = (bytes: Uint8Array): string =>
  `DD-${Array.from(bytes, (byte) => ALPHABET.charAt(byte % 32)).join('')}`;

/** An answer's id as typed ('dd 7k3q', O read as 0), in its stored form; undefined when it is not one. */
export function readAnswerId(words: string): string | undefined {
  const letters = /^dd[- ]?([0-9a-z]{4,8})$/i.exec(words.trim())?.[1];
  const read = letters?.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return read && !read.includes('U') ? `DD-${read}` : undefined;
}

/** Answers given before this instant (ISO) are no longer kept. */
export const keptSince = (now: Date): string => new Date(now.getTime() - ANSWER_DAYS * 86_400_000).toISOString();
