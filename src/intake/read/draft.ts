import type { Letters } from '../find/agencies.ts';
import type { Mention } from '../find/mention.ts';
import type { ReadText } from '../text/read-text.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Piece } from './facts.ts';
import type { Frame } from './frames.ts';
import type { Segment } from './segments.ts';

/** A person of the text with the pieces that are about them. Places are in the cleaned text. */
export interface Draft {
  person: Omit<Mention, 'start' | 'end' | 'kind' | 'another'>;
  names: Set<string>;
  pieces: Piece[];
  frame?: Frame;
  /** 'Lehigh County:' before the item. */
  place?: { name: string; start: number; end: number };
  start: number;
  /** Sentences on everybody: 'All three remain in ICE custody.' */
  shared: Piece[];
  /** First met in a title or a first paragraph: what follows may describe the same person again. */
  early: boolean;
  /** Ages or citizenships that the text gives beside the first. */
  clashes: { field: 'age' | 'citizenship'; value: string; start: number; end: number }[];
}

/** How far a release was read: the people met, and of whom it speaks. */
export interface State {
  read: ReadText;
  segment: Segment;
  letters: Letters;
  drafts: Draft[];
  loose: Piece[];
  frames: Frame[];
  current?: Draft | undefined;
  /** The block in which the current person was last spoken of. */
  lastBlock: number;
  frame?: Frame | undefined;
  /** What the last heading or introduction said of all who are listed, for headings that only name a place. */
  intro?: Frame | undefined;
  /** The first new person of each block, when it opens the block. */
  leads: Map<number, boolean>;
  byBlock: Map<number, Sentence[]>;
  inTitle: boolean;
}

export function createDraft(state: State, at: { base: number; isItem: boolean }): Draft {
  const draft: Draft = {
    person: { names: [] },
    names: new Set(),
    pieces: [],
    shared: [],
    start: at.base,
    early: state.drafts.length === 0 && !at.isItem,
    clashes: [],
  };
  state.drafts.push(draft);
  return draft;
}

/** Adds what a sentence says of a person. What speaks against what is known is kept as a clash. */
export function take(draft: Draft, mention: Mention, base: number): void {
  const person = draft.person;
  const placed = <T extends { start: number; end: number }>(part: T): T => ({
    ...part,
    start: part.start + base,
    end: part.end + base,
  });
  for (const field of ['age', 'citizenship'] as const) {
    const [has, gets] = [person[field], mention[field]];
    if (gets && has && has.value !== gets.value)
      draft.clashes.push({ field, value: String(gets.value), start: gets.start + base, end: gets.end + base });
  }
  if (mention.age) person.age ??= placed(mention.age);
  if (mention.citizenship) person.citizenship ??= placed(mention.citizenship);
  if (mention.sex) person.sex ??= placed(mention.sex);
  // 'Tzunux-Calel' is called 'Tzunux' afterwards
  for (const name of mention.names.flatMap((each) => [each, ...each.split('-')]))
    if (name.length > 2) draft.names.add(name);
}

/** Of the one person who is meant. */
export const PRONOUN =
  /\b(?:he|she|him|her|his|hers|himself|herself|he's|she's|the (?:man|woman|gang member|suspect|individual|noncitizen|non-citizen|alien|illegal alien|detainee|defendant|person|offender|fugitive|subject|inmate|driver|immigrant|migrant|felon|mother|father|prisoner|national|same individual|criminal|criminal alien|convicted felon)|this (?:man|woman|criminal|individual|noncitizen|alien|illegal alien|person)|that same individual|the same (?:man|woman|illegal alien|individual|alien|person))\b/i;
/** Several people: what is said of them is a figure. */
const QUANTITY =
  /^(?:(?:More than|Fewer than|Nearly|Almost|About|Over|At least|Some|Roughly|Another) )?(?:\d[\d,]*|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Dd]ozens|[Hh]undreds) (?:of|have|were|had|are|more|other|such)\b/;
/** Of several people, or of a number of them. */
export const isOfMany = (text: string): boolean => MANY.test(text) || QUANTITY.test(text);
export const MANY =
  /\b(?:aliens|noncitizens|immigrants|migrants|individuals|people|persons|the (?:\w+ )?men|the (?:\w+ )?women|criminals|offenders|detainees|inmates|others|nationals|jurisdictions|detainers that|politicians)\b/i;
