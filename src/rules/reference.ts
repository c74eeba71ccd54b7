import { hash as hashOf } from 'node:crypto';

// Crockford's alphabet: no I, L, O, U, so that a reference can be read aloud.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * 'D-4QX7-9KTM' from the natural key of a detainer row and its number among rows of the same key (from 0). `attempt`
 * gives another one, for when the first is taken by another record.
 */
export function detainerReference(naturalKey: string, ordinal: number, attempt = 0): string {
  const salt = attempt === 0 ? '' : `\u0000${attempt}`;
  const hash = hashOf('sha256', `${naturalKey}\u0000${ordinal}${salt}`, 'buffer');
  const letters = Array.from(hash.subarray(0, 8), (byte) => ALPHABET[byte % 32]).join('');
  return `D-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** The beginning of a reference as typed ('d4qx7', 'D-4QX7-9K'), in its stored form; undefined when it is not one. */
export function referencePrefix(words: string): string | undefined {
  const parts = /^d[- ]?([0-9a-z]{4})[- ]?([0-9a-z]{0,4})$/i.exec(words.trim());
  if (!parts || !/\d|-/.test(words)) return undefined; // 'daley' is a word, 'D-ALEY' is a reference
  const read = (text = '') => text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  const [first, second] = [read(parts[1]), read(parts[2])];
  return second ? `D-${first}-${second}` : `D-${first}`;
}
