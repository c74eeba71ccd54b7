import { findAgencies, type Letters } from '../find/agencies.ts';
import type { SaidAgency } from '../find/agency.ts';
import { findOutcomes } from '../find/outcome.ts';

/** What a heading or a first sentence says of everybody who is listed under it. */
export interface Frame {
  outcome?: 'declined' | 'honored' | 'outstanding' | 'appeal' | undefined;
  /** The words of the outcome, in the text. */
  start: number;
  end: number;
  /** ICE arrested those who are listed. */
  arrested: boolean;
  agency?: { agency: SaidAgency; at: number } | undefined;
  /** 'in Los Angeles County' */
  county?: { name: string; start: number; end: number };
  /** How many people a sentence speaks of; 'all' for each and every one. */
  count?: number | 'all';
}

const COUNTS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** A part of those listed: it says of nobody which part they are in. */
const PART =
  /\b(?:some|many|most|several|few|half|more than|at least|nearly|almost|about|over|\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?)(?:-\w+)?(?: \w+)? (?:of (?:them|those|whom|the|these|which)\b|had (?:been|detainers)|had (?:\w+ ){0,2}been|were (?:\w+ ){0,2}(?:previously )?released)|\bincluding (?:some|several|many|those)\b|\bof (?:those|the|these) (?:\d+|arrested|\w+ arrested)/i;
const ARRESTS =
  /^arrest(?:s|ed)\b|\b(?:arrests (?:include|made|during|announced|in the)|those arrested|arrested during|(?:people|individuals|aliens|noncitizens|men|persons|those|examples|cases)(?: \w+){0,4} arrested|arrested(?: \w+){0,6} (?:include|are|were)|arrestees|targeted|in custody include)\b|\b(?:ICE|ERO|officers|agents)\b[^.;]{0,60} (?:arrested|apprehended|took)\b/i;

/** Reads a heading, or a sentence on several people. Places are in the text: `at` is where the words begin. */
export function frameOf(words: string, at: number, letters: Letters): Frame {
  // 'Just some of the criminals whom Illinois released without honoring a detainer:' are those listed
  const rest = words.endsWith(':')
    ? words.replace(/^(?:(?:Just|Only|Here are|Below are|These are) )?(?:some|a few|several|examples) of the /i, '')
    : words;
  const outcomes = PART.test(rest) ? [] : findOutcomes(words);
  const said =
    outcomes.find(({ kind }) => kind === 'declined') ??
    outcomes.find(({ kind }) => kind === 'honored') ??
    outcomes.find(({ kind }) => kind === 'outstanding') ??
    outcomes.find(({ kind }) => kind === 'appeal');
  const agency = findAgencies(words, letters).find(({ kind }) => kind !== 'federal' && kind !== 'local authorities');
  const county = /\b(?:in|of|by) ((?:[A-Z][\w'.-]* ){1,3}(?:County|Parish))\b/.exec(words);
  const frame: Frame = {
    start: at + (said?.start ?? 0),
    end: at + (said?.end ?? words.length),
    arrested: ARRESTS.test(words),
    ...(agency ? { agency: { agency, at } } : {}),
    ...(county
      ? { county: { name: county[1] ?? '', start: at + county.index + 3, end: at + county.index + county[0].length } }
      : {}),
  };
  if (said) frame.outcome = said.kind as NonNullable<Frame['outcome']>;
  return frame;
}

/** How many people a sentence is about: 'three noncitizens', 'each', 'all of whom'. */
export function countOf(words: string): Frame['count'] {
  if (
    /\b(?:each|every one|all (?:of (?:whom|them|the)|\w+ of)|all were|none of (?:the|their|whose|whom))\b/i.test(words)
  )
    return 'all';
  const match =
    /\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:\w+ ){0,3}(?:people|persons|men|women|individuals|aliens|noncitizens|nationals|immigrants|migrants|felons|releases|cases|detainees|inmates|offenders|criminals|citizens|suspects|teenagers|teens|immigrants|fugitives|detainers)\b/i.exec(
      words,
    );
  if (!match) return undefined;
  const word = match[1]?.toLowerCase() ?? '';
  return /^\d+$/.test(word) ? Number(word) : COUNTS.indexOf(word) + 1;
}
