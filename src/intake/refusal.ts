import { isEnglish } from './text/language.ts';
import { readText } from './text/read-text.ts';

export const looksEmpty = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);

/** Why a text cannot be read at all, in a sentence; undefined when it can. */
export function refusal(pasted: string): string | undefined {
  const { text } = readText(pasted);
  if (looksEmpty(text)) return 'The text is empty: it has tags or signs, but no words. Copy the words of the release.';
  if (!isEnglish(text))
    return 'The text is not in English, and the rules know English alone. Give an English version, or add the cases by hand to a file for: npm run -s import -- releases <file>';
  return undefined;
}
