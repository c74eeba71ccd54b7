import type { Letters } from '../find/agencies.ts';
import type { Mention } from '../find/mention.ts';
import { findOutcomes } from '../find/outcome.ts';
import { findPeople } from '../find/people.ts';
import type { ReadText } from '../text/read-text.ts';
import type { Sentence } from '../text/sentences.ts';
import { createDraft, type Draft, isOfMany, PRONOUN, type State, take } from './draft.ts';
import type { Piece } from './facts.ts';
import { type Frame, frameOf } from './frames.ts';
import { placeSentence } from './place-sentence.ts';
import type { Segment } from './segments.ts';
import { draftFor } from './which-person.ts';

export interface Group {
  drafts: Draft[];
  /** Sentences that are about nobody. */
  loose: Piece[];
  frames: Frame[];
}

/** ICE tells of an operation: those listed were arrested in it. */
const OPERATION =
  /\b(?:ICE|ERO|[Oo]fficers|Enforcement)\b[^.;]{0,120}\b(?:arrest(?:ed|s)|detain(?:ed|s)|apprehended|nets?)\b (?:more than |nearly |about )?(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens|several)\b)|\bwere arrested by (?:U\.S\. )?(?:ICE|Immigration)/;
const PLACE_LEAD = /^((?:[A-Z][\w'.-]* ){0,4}[A-Z][\w'.-]*(?:, (?:[A-Z]{2}|[A-Z][a-z]+\.?))?): /;
/** 'In Travis County, a Honduran national was ...' */
const COUNTY_LEAD = /^In ((?:[A-Z][\w'.-]* ){1,3}(?:County|Parish))(?:, [A-Z]\w+)?, (?=an? )/;
/** Finds the people of a release, and what is said of each. */
export function groupPeople(read: ReadText, segment: Segment, letters: Letters, taken: ReadonlySet<number>): Group {
  const state = createState(read, segment, letters);
  for (let number = segment.first; number <= segment.last; number += 1)
    if (!taken.has(number)) readBlock(state, number);
  settle(state);
  return { drafts: state.drafts, loose: state.loose, frames: state.frames };
}

function createState(read: ReadText, segment: Segment, letters: Letters): State {
  const byBlock = new Map<number, Sentence[]>();
  for (const sentence of read.sentences)
    byBlock.set(sentence.block, [...(byBlock.get(sentence.block) ?? []), sentence]);
  const leads = new Map<number, boolean>();
  for (let number = segment.first; number <= segment.last; number += 1) {
    const words = byBlock.get(number)?.[0]?.text ?? '';
    const skip = PLACE_LEAD.exec(words)?.[0].length ?? 0;
    const first = findPeople(words.slice(skip), true)[0];
    leads.set(
      number,
      first !== undefined &&
        first.kind === 'new' &&
        (first.start < 4 || /^In [^.]{2,60}, $/.test(words.slice(skip, skip + first.start))),
    );
  }
  return { read, segment, letters, drafts: [], loose: [], frames: [], lastBlock: -1, leads, byBlock, inTitle: true };
}

function readBlock(state: State, number: number): void {
  const block = state.read.blocks[number];
  const sentences = state.byBlock.get(number) ?? [];
  if (!block || sentences.length === 0) return;
  const text = state.read.text.slice(block.start, block.end);
  const ends = /[.!?]["')\]]{0,2}$/.test(text);
  const opens = state.leads.get(number) === true;
  if (state.inTitle && (ends || text.length > 220 || opens || block.bullet)) state.inTitle = false;
  const listed = state.leads.get(number + 1) === true;
  const isHeading =
    !opens &&
    !block.bullet &&
    text.length < 400 &&
    (state.inTitle ? listed && number > state.segment.first : /:$/.test(text) || (!ends && text.length < 120));
  if (isHeading) {
    openList(state, text, block.start);
    for (const sentence of sentences) state.loose.push(pieceOf(sentence));
    return;
  }
  const neighbour =
    state.leads.get(number - 1) === true || state.leads.get(number + 1) === true || state.frame !== undefined;
  const isItem = block.bullet ? opens || state.frame !== undefined : opens && neighbour;
  // A paragraph that is no item ends a list.
  if (!isItem && state.frame && !block.bullet && !opens && !PRONOUN.test(text.slice(0, 80))) state.frame = undefined;
  // 'The following are examples of those arrested.'
  const last = sentences.at(-1);
  for (const [at, sentence] of sentences.entries())
    readSentence(state, sentence, { isItem, isFirst: at === 0, number });
  introduce(state, text, { at: block.start, number });
  if (
    last &&
    !opens &&
    listed &&
    (/:$/.test(last.text) ||
      /\b[Tt]he following\b|\bfollowing (?:are|is|were|individuals|people|cases|persons|aliens|noncitizens|men)\b|\b(?:examples?|include|below|these are|a list of|among (?:them|those))\b/i.test(
        text,
      ))
  )
    openList(state, text, block.start);
}

/** 'Alameda County, California' between the items of a list. */
const PLACE_ONLY = /^((?:[A-Z][\w.'-]* ){1,3}(?:County|Parish))(?:, [A-Z][\w. ]{1,20})?:?$/;

function openList(state: State, words: string, at: number): void {
  const own = frameOf(words, at, state.letters);
  const place = PLACE_ONLY.exec(words)?.[1];
  const county = place ? { county: { name: place, start: at, end: at + place.length } } : {};
  const frame: Frame =
    place && state.intro?.outcome && !own.outcome ? { ...state.intro, agency: undefined, ...county } : own;
  if (!place) state.intro = own.outcome ? own : undefined;
  state.frame = {
    ...frame,
    arrested:
      frame.arrested ||
      (frame.outcome === undefined && state.loose.some(({ text, quoted }) => !quoted && OPERATION.test(text))),
  };
  state.current = undefined;
}

/** 'The examples below are of people whose detainers were not honored.' before the first place */
function introduce(state: State, text: string, { at, number }: { at: number; number: number }): void {
  if (/\b(?:examples?|following|below|listed)\b/i.test(text) && PLACE_ONLY.test(headOf(state, number + 1)))
    state.intro = frameOf(text, at, state.letters);
}

const headOf = (state: State, number: number): string => state.byBlock.get(number)?.[0]?.text ?? '';

const pieceOf = ({ text, start, block, quoted }: Sentence, from = 0, to = text.length): Piece => ({
  text: text.slice(from, to),
  start: start + from,
  block,
  quoted,
});

interface Where {
  isItem: boolean;
  isFirst: boolean;
  number: number;
}

function readSentence(state: State, sentence: Sentence, at: Where): void {
  const from = openInside(state, sentence);
  const text = sentence.text.slice(from);
  const isItem = at.isItem || from > 0;
  const place = at.isFirst ? PLACE_LEAD.exec(text) : null;
  const skip = place?.[0].length ?? 0;
  const people = findPeople(text.slice(skip), at.isFirst || from > 0).map((mention) => moved(mention, skip));
  const base = sentence.start + from;
  const cuts: Cut[] = [];
  for (const mention of people) {
    const draft = draftFor(state, mention, text, { ...at, isItem, taken: cuts.length > 0, base });
    if (!draft) continue;
    if (cuts.at(-1)?.draft !== draft) cuts.push({ draft, start: cuts.length === 0 ? 0 : mention.start });
    take(draft, mention, base);
    state.current = draft;
    state.lastBlock = at.number;
    const name = place?.[1] ?? (at.isFirst ? COUNTY_LEAD.exec(text)?.[1] : undefined);
    if ((isItem || !place) && name && cuts.length === 1) draft.place ??= { name, start: base, end: base + name.length };
    if (isItem && state.frame) draft.frame ??= state.frame;
  }
  if (cuts.length === 0) placeSentence(state, pieceOf(sentence, from), at.number);
  givePieces(sentence, from, cuts, sharedVerb(text, people));
}

/** The part of a sentence that is about each person, and the verb that two of them share. */
function givePieces(sentence: Sentence, from: number, cuts: readonly Cut[], verb: number): void {
  if (verb > 0 && cuts.length === 2) cuts[1]?.draft.pieces.push(pieceOf(sentence, from, from + verb));
  for (const [number, { draft, start }] of cuts.entries())
    draft.pieces.push(pieceOf(sentence, from + start, from + (cuts[number + 1]?.start ?? sentence.text.length - from)));
}

interface Cut {
  draft: Draft;
  start: number;
}

/** 'The jail also released Ana Ruiz, 31, and Luis Vega, 40': where the words end that are of both; 0 for none. */
const sharedVerb = (text: string, [one, two]: readonly Mention[]): number =>
  one &&
  two &&
  /^,? and $/.test(text.slice(one.end, two.start)) &&
  /\b(?:released|freed) $/.test(text.slice(0, one.start))
    ? one.start
    : 0;

/** 'Among the detainers not honored in X County: A 36-year-old ...': opens the list, and returns where it goes on. */
function openInside(state: State, sentence: Sentence): number {
  const colon = headingInside(sentence.text);
  if (colon < 0) return 0;
  openList(state, sentence.text.slice(0, colon), sentence.start);
  state.loose.push(pieceOf(sentence, 0, colon));
  return colon + (sentence.text[colon + 1] === ' ' ? 2 : 1);
}

/** Where a heading inside of a paragraph ends, when a person follows it. */
function headingInside(text: string): number {
  const colon = text.search(/: (?:[-•*] ?)?(?=(?:An?|Another|One) |[A-Z][\w'-]+ [A-Z][\w'-]+, \d\d|\d\d[- ]year)/);
  return colon > 30 ? colon : -1;
}

const moved = (mention: Mention, by: number): Mention => {
  const shift = <T extends { start: number; end: number } | undefined>(part: T): T =>
    part ? { ...part, start: part.start + by, end: part.end + by } : part;
  return {
    ...mention,
    start: mention.start + by,
    end: mention.end + by,
    ...(mention.age ? { age: shift(mention.age) } : {}),
    ...(mention.citizenship ? { citizenship: shift(mention.citizenship) } : {}),
    ...(mention.sex ? { sex: shift(mention.sex) } : {}),
  };
};

/** A chronicle that describes nobody, as when its first lines were not pasted. */
function nameless(state: State): boolean {
  const own = state.loose.filter(({ quoted, text }) => !quoted && (!isOfMany(text) || PRONOUN.test(text)));
  const text = own.map((piece) => piece.text).join(' ');
  const claim = own.some((piece) => findOutcomes(piece.text).some(({ kind }) => kind === 'declined'));
  if (
    !claim ||
    !/\b(?:arrested|released|lodged)\b/.test(text) ||
    !/\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d/.test(text)
  )
    return false;
  if (
    !/\bfollowing (?:his|her) release\b|\b(?:released|freed) (?:him|her|an? (?:man|woman)|[A-Z][a-z]+)\b|\b(?:he|she|[A-Z][a-z]+) (?:was(?: being)?|had been) (?:released|freed|arrested)\b/.test(
      text,
    )
  )
    return false;
  createDraft(state, { base: own[0]?.start ?? 0, isItem: false });
  return true;
}

/** With one person in a release, whatever it says of a detainer is about that person. */
function settle(state: State): void {
  const isNameless = state.drafts.length === 0 && nameless(state);
  const [only] = state.drafts;
  if (!only || state.drafts.length !== 1) return;
  only.pieces.push(...state.loose.filter(({ text }) => !isOfMany(text) || (isNameless && PRONOUN.test(text))));
  only.pieces.sort((a, b) => a.start - b.start);
}
