/** Why a reader holds an answer to be wrong. */
export const REASONS = {
  wrong: 'A fact is wrong',
  outdated: 'It is outdated',
  place: 'It is about another place',
  source: 'The source does not say so, or cannot be reached',
  other: 'Something else',
} as const;
export type Reason = keyof typeof REASONS;

/** What became of a report. */
export const OUTCOMES = {
  open: 'not looked at yet',
  mended: 'the facts were changed',
  right: 'looked at, and the facts stand',
  asked: 'asked of the publisher',
} as const;
export type CorrectionOutcome = keyof typeof OUTCOMES;

/** Reports of one person in a day. */
export const MOST_A_DAY = 10;
/** Characters of a reader's sentence. */
export const LONGEST_SENTENCE = 300;
