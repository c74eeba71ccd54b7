import type { Span } from '../found.ts';

/** A text made from another, with the place in that other text that each character came from. */
export interface Mapped {
  text: string;
  from: readonly number[];
}

export const asPasted = (text: string): Mapped => ({ text, from: Array.from({ length: text.length }, (_, at) => at) });

/** Collects characters with their places. */
export function createWriter(source: Mapped) {
  const parts: string[] = [];
  const from: number[] = [];
  return {
    /** Writes words that stand for the character at a place of the source. */
    write(words: string, at: number) {
      parts.push(words);
      for (let each = 0; each < words.length; each += 1) from.push(source.from[at] ?? 0);
    },
    /** Copies a stretch of the source. */
    copy(start: number, end: number) {
      parts.push(source.text.slice(start, end));
      for (let at = start; at < end; at += 1) from.push(source.from[at] ?? 0);
    },
    done: (): Mapped => ({ text: parts.join(''), from }),
  };
}

/** A stretch of a made text in the text as pasted. */
export const spanIn = ({ from }: Mapped, start: number, end: number): Span => [
  from[start] ?? 0,
  (from[Math.max(start, end - 1)] ?? 0) + 1,
];
