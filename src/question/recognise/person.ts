import { looksLikeName } from '../../rules/private-text.ts';
import type { Word } from '../words.ts';

/** What ends the name of a law, a day or a body. */
const NO_PERSON =
  /^(?:act|law|ordinance|order|day|program|project|office|association|department|institute|union|coalition|news|post|times|decision|ruling|initiative|center|patrol|police|operation|surge|university|college|troopers|corrections|safety|foundation|committee|agency|bill|amendment|rule|memo|report)$/;

/** True when words outside of the desk's vocabulary name a person: a given name, and another word beside it. */
export function findPersons(text: string, words: readonly Word[], outside: readonly number[]): boolean {
  return outside.some((at) => {
    const [word, next] = [words[at], words[at + 1]];
    // A given name by itself is enough.
    if (word && looksLikeName(`${word.key} x`)) return true;
    if (!word || !next || next.from - word.to > 2) return false;
    // 'Way Forward Act' and 'Labor Day' are no persons.
    if ([next, words[at + 2]].some((each) => each?.capital && NO_PERSON.test(each.key))) return false;
    const pair = text.slice(word.from, next.to);
    if (looksLikeName(pair) && outside.includes(at + 1)) return true;
    return (
      word.capital &&
      next.capital &&
      outside.includes(at + 1) &&
      !word.ends &&
      /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(pair)
    );
  });
}
