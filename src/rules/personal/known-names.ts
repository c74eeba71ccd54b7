import { GIVEN_NAMES, NO_PERSON, PLACES, SURNAMES } from './name-lists.ts';
import { isCapital, keyOf, type Span } from './names.ts';

const OFFICIAL =
  /(?:sheriff|judge|justice|governor|gov\.|mayor|attorney general|secretary|director|senator|sen\.|rep\.|representative|president|chief|commissioner|superintendent|chancellor|supervisor|councilman|councilmember|st\.|saint|fort|lake|port|san|santa)\s{1,2}$/i;
const RUN = /(?<![\p{L}\d'’-])\p{L}[\p{L}'’-]+(?:(?:,\s{0,2}|\s{1,2}(?:\p{L}\.?\s)?|\s?-\s?)\p{L}[\p{L}'’-]+){1,5}/gu;

interface Part {
  key: string;
  isCapital: boolean;
  from: number;
  to: number;
}

/**
 * A common given name beside a common surname, in either order, of which nothing says that it is a place, an official
 * or a case in court. Most names are not in the lists, and are not found without a label.
 */
export function findKnownNames(text: string, { anyCase = false } = {}): Span[] {
  const found: Span[] = [];
  for (const run of text.matchAll(RUN)) {
    const parts = partsOf(run[0], run.index);
    for (let at = 0; at + 1 < parts.length; at += 1) {
      // "Juan A. Perez"
      const next = parts[at + 1]?.key.length === 1 ? at + 2 : at + 1;
      const [one, two] = [parts[at], parts[next]];
      if (!one || !two || !isPair(one.key, two.key) || isNoPerson(text, parts[at - 1], one, two)) continue;
      if (!anyCase && !(one.isCapital && two.isCapital)) continue;
      const before = parts[at - 1];
      const after = parts.slice(next + 1, next + 3).filter((each) => each.isCapital || isKnown(each.key));
      found.push([before && isKnown(before.key) ? before.from : one.from, after.at(-1)?.to ?? two.to]);
      at = next;
    }
  }
  return found;
}

const partsOf = (run: string, start: number): Part[] =>
  [...run.matchAll(/\p{L}[\p{L}'’-]*/gu)].map(({ 0: word, index }) => ({
    key: keyOf(word),
    isCapital: isCapital(word),
    from: start + index,
    to: start + index + word.length,
  }));

/** True where the words before or behind say that it is a place, an office or an official. */
function isNoPerson(text: string, before: Part | undefined, one: Part, two: Part): boolean {
  if (PLACES.has(`${one.key} ${two.key}`) || (before && NO_PERSON.has(before.key))) return true;
  if (OFFICIAL.test(text.slice(Math.max(0, one.from - 24), one.from))) return true;
  const behind = text.slice(two.to, two.to + 40).match(/\p{L}+/gu) ?? [];
  return behind.slice(0, 4).some((word) => NO_PERSON.has(keyOf(word)));
}

const hasPart = (names: ReadonlySet<string>, word: string) => word.split('-').some((part) => names.has(part));
const isKnown = (key: string) => hasPart(GIVEN_NAMES, key) || hasPart(SURNAMES, key);
const isPair = (one: string, two: string): boolean =>
  one !== two &&
  ((hasPart(GIVEN_NAMES, one) && hasPart(SURNAMES, two)) || (hasPart(SURNAMES, one) && hasPart(GIVEN_NAMES, two)));

const WHOLE = /^[\p{L}][\p{L}'’.-]*(?:[ ,]+[\p{L}][\p{L}'’.-]*){1,3}$/u;

/** True for two to four words whose first word, or first word after a comma, is a common given name: 'Doe, John A.' */
export function looksLikeName(text: string): boolean {
  if (!WHOLE.test(text) || (text.match(/\p{L}+/gu) ?? []).some((word) => NO_PERSON.has(keyOf(word)))) return false;
  const given = (text.split(/, */)[1] ?? text).split(' ')[0] ?? '';
  return GIVEN_NAMES.has(keyOf(given));
}
