import { LONGEST_SENTENCE } from './correction.ts';
import { looksLikeName, namesPerson } from './private-text.ts';

/** Why a sentence is not taken, without repeating it; undefined when it is. */
export function problemOfSentence(sentence: string): string | undefined {
  if (sentence.length > LONGEST_SENTENCE)
    return `One sentence is enough: at most ${LONGEST_SENTENCE} characters, and this has ${sentence.length}.`;
  if (namesPerson(sentence) || looksLikeName(sentence))
    return 'This reads like the name or the number of a person, so it was not kept. Say what is wrong without it: the place, the rule, the date, the source.';
  return undefined;
}
