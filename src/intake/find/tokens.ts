/** A word or a mark of a sentence. */
export interface Token {
  text: string;
  lower: string;
  start: number;
  end: number;
}

/** Words with their inner marks ("Sheriff's", "36-year-old", "U.S."), and single punctuation marks. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}'&-]|\.(?=\p{L}\.?\b)|,(?=\d{3}(?!\d))){0,60}|[^\s]/gu)].map(
    ({ 0: word, index }) => ({
      text: word,
      lower: word.toLowerCase(),
      start: index,
      end: index + word.length,
    }),
  );
}

export const isCapital = (word: string | undefined): boolean => word !== undefined && /^\p{Lu}/u.test(word);
