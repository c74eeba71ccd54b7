import type { Answer, Notice } from '../../src/answer.ts';
import { renderText } from '../../src/blocks/text.ts';

/** About as many characters as a line of Slack has on a phone of 390 px. */
const PHONE = 46;

export interface Measured {
  line: string;
  /** Words and lines of the first message, without the addresses of sources, the buttons and the id. */
  words: number;
  lines: number;
  /** True where a button leads to the rest. */
  more: boolean;
  sentence: string;
  /** Flesch-Kincaid grade of the first sentence. */
  grade: number;
}

/** What a reader sees of an answer before any click, in numbers. */
export function measureAnswer(line: string, answer: Answer | Notice): Measured {
  const { kept: _, ...rest } = answer as Answer;
  const cited = 'citations' in answer ? { citations: answer.citations.map(({ url: __, ...each }) => each) } : {};
  const text = renderText({ ...rest, ...cited, followUps: [] } as Answer | Notice, { width: PHONE });
  const sentence = firstSentence(answer.summary);
  return {
    line,
    words: wordsOf(text).length,
    lines: text.split('\n').filter((each) => each.trim() !== '').length,
    more: answer.followUps.some(({ words }) => / more:all$/.test(words)),
    sentence,
    grade: gradeOf(sentence),
  };
}

/** The text up to the first full stop that ends a sentence; 'St. Cloud' and 'U.S.' do not. */
const firstSentence = (text: string): string =>
  /^.*?(?<!\b(?:St|Mt|Ft|No|U\.S|Ord|Dept|Gov|Sec|Art|v))[.?!](?= [A-Z]|$)/s.exec(text)?.[0] ?? text;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** Flesch-Kincaid grade of one sentence, with vowel groups as syllables. Proper names count, so places raise it. */
function gradeOf(sentence: string): number {
  const words = wordsOf(sentence);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return words.length === 0 ? 0 : 0.39 * words.length + 11.8 * (syllables / words.length) - 15.59;
}

const syllablesOf = (word: string): number => {
  const groups = word
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/e$/, '')
    .match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 0);
};

/** The value below which a share of the numbers lies. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
