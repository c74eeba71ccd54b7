import type { Letters } from '../find/agencies.ts';
import { isSame, type Mention } from '../find/mention.ts';
import { findOutcomes } from '../find/outcome.ts';
import { findPeople } from '../find/people.ts';
import type { ReadText } from '../text/read-text.ts';
import type { Sentence } from '../text/sentences.ts';
import { countryAt } from '../words/countries.ts';
import type { Piece } from './facts.ts';
import { countOf, type Frame, frameOf, IS_EXAMPLE } from './frames.ts';
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

export interface Group {
  drafts: Draft[];
  /** Sentences that are about nobody. */
  loose: Piece[];
  frames: Frame[];
}

const PRONOUN =
  /\b(?:he|she|him|her|his|hers|himself|herself|he's|she's|the (?:man|woman|suspect|individual|noncitizen|non-citizen|alien|illegal alien|detainee|defendant|person|offender|fugitive|subject|inmate|driver|immigrant|migrant|felon|mother|father|prisoner|national|same individual|criminal|criminal alien|convicted felon)|this (?:man|woman|criminal|individual|noncitizen|alien|illegal alien|person)|that same individual|the same (?:man|woman|illegal alien|individual|alien|person))\b/i;
const PLURAL =
  /\b(?:they|them|their|those|these|all|both|each|aliens|noncitizens|individuals|people|men|women|criminals|detainers|jurisdictions|agencies)\b/i;
/** Several people: what is said of them is a figure. */
const MANY =
  /\b(?:aliens|noncitizens|immigrants|migrants|individuals|people|persons|the (?:\w+ )?men|the (?:\w+ )?women|criminals|offenders|detainees|inmates|others|nationals|jurisdictions|detainers that|politicians)\b/i;
/** ICE tells of an operation: those listed were arrested in it. */
const OPERATION =
  /\b(?:ICE|ERO|[Oo]fficers|Enforcement)\b[^.;]{0,120}\b(?:arrest(?:ed|s)|detain(?:ed|s)|apprehended|nets?)\b (?:more than |nearly |about )?(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens|several)\b)|\bwere arrested by (?:U\.S\. )?(?:ICE|Immigration)/;
const PLACE_LEAD = /^((?:[A-Z][\w'.-]* ){0,4}[A-Z][\w'.-]*(?:, (?:[A-Z]{2}|[A-Z][a-z]+\.?))?): /;

/** Finds the people of a release, and what is said of each. */
export function groupPeople(read: ReadText, segment: Segment, letters: Letters, taken: ReadonlySet<number>): Group {
  const state = createState(read, segment, letters);
  for (let number = segment.first; number <= segment.last; number += 1)
    if (!taken.has(number)) readBlock(state, number);
  settle(state);
  return { drafts: state.drafts, loose: state.loose, frames: state.frames };
}

interface State {
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
  /** The first new person of each block, when it opens the block. */
  leads: Map<number, boolean>;
  byBlock: Map<number, Sentence[]>;
  inTitle: boolean;
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

function openList(state: State, words: string, at: number): void {
  const frame = frameOf(words, at, state.letters);
  state.frame = {
    ...frame,
    arrested:
      frame.arrested ||
      (frame.outcome === undefined && state.loose.some(({ text, quoted }) => !quoted && OPERATION.test(text))),
  };
  state.current = undefined;
}

const pieceOf = ({ text, start, block, quoted }: Sentence, from = 0, to = text.length): Piece => ({
  text: text.slice(from, to),
  start: start + from,
  block,
  quoted,
});

function readSentence(
  state: State,
  sentence: Sentence,
  at: { isItem: boolean; isFirst: boolean; number: number },
): void {
  let { text } = sentence;
  let from = 0;
  // 'Among the detainers not honored in X County: A 36-year-old ...'
  const colon = headingInside(text);
  if (colon > 0) {
    openList(state, text.slice(0, colon), sentence.start);
    state.loose.push(pieceOf(sentence, 0, colon));
    from = colon + 1 + (text[colon + 1] === ' ' ? 1 : 0);
    text = text.slice(from);
  }
  const place = at.isFirst ? PLACE_LEAD.exec(text) : null;
  const skip = place?.[0].length ?? 0;
  const people = findPeople(text.slice(skip), at.isFirst || from > 0).map((mention) => moved(mention, skip));
  const cuts: { draft: Draft; start: number }[] = [];
  for (const mention of people) {
    const draft = draftFor(state, mention, text, {
      ...at,
      isItem: at.isItem || from > 0,
      taken: cuts.length > 0,
      base: sentence.start + from,
    });
    if (!draft) continue;
    if (cuts.at(-1)?.draft !== draft) cuts.push({ draft, start: cuts.length === 0 ? 0 : mention.start });
    take(draft, mention, sentence.start + from);
    state.current = draft;
    state.lastBlock = at.number;
    if (place && cuts.length === 1 && draft.place === undefined && (at.isItem || from > 0))
      draft.place = {
        name: place[1] ?? '',
        start: sentence.start + from,
        end: sentence.start + from + (place[1]?.length ?? 0),
      };
    if (state.frame && (at.isItem || from > 0)) draft.frame ??= state.frame;
  }
  if (cuts.length === 0) placeSentence(state, pieceOf(sentence, from), at.number);
  for (const [number, { draft, start }] of cuts.entries())
    draft.pieces.push(pieceOf(sentence, from + start, from + (cuts[number + 1]?.start ?? text.length)));
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

/** The person meant: one met before, or a new one. */
function draftFor(
  state: State,
  mention: Mention,
  text: string,
  at: { isItem: boolean; isFirst: boolean; taken: boolean; base: number; number: number },
): Draft | undefined {
  const before = text.slice(Math.max(0, mention.start - 40), mention.start);
  if (/^(?:Imagine|Suppose|Consider|Picture|Say)\b/.test(text)) return undefined;
  if (/\bvictims?\b[^.;]{0,30}$/i.test(before)) return undefined;
  const named = state.drafts.find(
    (draft) => mention.names.some((name) => draft.names.has(name)) && isSame(draft.person, mention),
  );
  if (named) return named;
  const alike = [...(state.current ? [state.current] : []), ...[...state.drafts].reverse()].find((draft) =>
    isSame(draft.person, mention),
  );
  if (mention.kind === 'known') {
    if (alike) return alike;
    if (state.current && !mention.citizenship) return state.current;
    return mention.citizenship || state.drafts.length === 0 ? create(state, at) : state.current;
  }
  const another =
    mention.another ||
    /\b(?:second|third|fourth|fifth|another|other|also arrested|last)(?: (?:was|is|man|woman|person|case))?,? $/i.test(
      before,
    );
  if (another) return create(state, at);
  // 'He is a citizen of Ecuador'
  if (
    /\b(?:is|was|as|be|being|became|identified as) $/i.test(before) &&
    state.current &&
    isSame(state.current.person, mention) &&
    PRONOUN.test(text.slice(0, mention.start))
  )
    return state.current;
  if (at.isItem && at.isFirst && !at.taken) {
    const [only] = state.drafts;
    // The first item may be the person of the title.
    return only &&
      state.drafts.length === 1 &&
      only.early &&
      only.pieces.every(({ block }) => block < at.number) &&
      isSame(only.person, mention) &&
      isTitleOnly(state, only)
      ? only
      : create(state, at);
  }
  if (at.isItem && !at.isFirst && state.current && isSame(state.current.person, mention) && !mention.names.length)
    return state.current;
  const [only] = state.drafts;
  if (
    only &&
    state.drafts.length === 1 &&
    only.early &&
    isSame(only.person, mention) &&
    (only.person.citizenship || only.person.age) &&
    at.number - state.segment.first < 6
  )
    return only;
  return create(state, at);
}

const isTitleOnly = (state: State, draft: Draft): boolean =>
  draft.pieces.every(({ block }) => block - state.segment.first < 2) && draft.pieces.length < 3;

function create(state: State, at: { base: number; number: number; isItem: boolean }): Draft {
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

function take(draft: Draft, mention: Mention, base: number): void {
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
  for (const name of mention.names) if (name.length > 2) draft.names.add(name);
}

/** A sentence that describes nobody: by name, pronoun or place it may still be about somebody. */
function placeSentence(state: State, piece: Piece, number: number): void {
  const words = new Set(piece.text.match(/[\p{Lu}][\p{L}'-]+/gu)?.map((word) => word.replace(/'s$/, '')) ?? []);
  const named = state.drafts.find((draft) => [...draft.names].some((name) => words.has(name)));
  const near = number - state.lastBlock <= 2 || state.drafts.length === 1;
  const meant =
    named ?? (state.current && near && PRONOUN.test(piece.text) && !piece.quoted ? state.current : undefined);
  if (meant) {
    const country = meant.person.citizenship ? undefined : citizenshipSaid(piece.text);
    if (country)
      meant.person.citizenship = { ...country, start: piece.start + country.start, end: piece.start + country.end };
    meant.pieces.push(piece);
    state.current = meant;
    if (!piece.quoted) state.lastBlock = number;
    return;
  }
  if (
    /^All (?:of them |of the \w+ |\w+ )?(?:men |women |people |individuals |noncitizens |aliens )?(?:remain|are|were)\b/.test(
      piece.text,
    )
  )
    for (const draft of state.drafts) draft.shared.push(piece);
  const frame = frameOf(piece.text, piece.start, state.letters);
  const count = countOf(piece.text);
  if (frame.outcome && count !== undefined && !piece.quoted) state.frames.push({ ...frame, count });
  if (IS_EXAMPLE.test(piece.text)) state.frames.push({ ...frame, count: 'example' });
  // The chronicle of the same person goes on.
  const goesOn =
    state.current !== undefined &&
    number - state.lastBlock <= 1 &&
    /\b(?:lodged|issued|placed|filed|sent)\b[^.;]{0,40}\bdetainer\b/.test(piece.text) &&
    !PLURAL.test(piece.text);
  if (goesOn && state.current && !piece.quoted) {
    state.current.pieces.push(piece);
    state.lastBlock = number;
    return;
  }
  if (piece.quoted && state.current && number === state.lastBlock && !MANY.test(piece.text)) {
    state.current.pieces.push(piece);
    return;
  }
  if (state.current && number === state.lastBlock && !PLURAL.test(piece.text) && !piece.quoted)
    state.current.pieces.push(piece);
  else state.loose.push(piece);
}

/** 'He's Honduran', 'She is a Honduran' */
function citizenshipSaid(text: string) {
  const match = /\b(?:[Hh]e|[Ss]he)(?:'s| is| was) (?:an? |also |from (?:the )?)?(?=\p{Lu})/u.exec(text);
  if (!match) return undefined;
  const start = match.index + match[0].length;
  const words = text.slice(start).split(/[ ,.;]/);
  const country = countryAt(words, 0);
  return country && { value: country.country, start, end: start + words.slice(0, country.length).join(' ').length };
}

/** A chronicle that describes nobody, as when its first lines were not pasted. */
function nameless(state: State): void {
  const own = state.loose.filter(({ quoted, text }) => !quoted && !MANY.test(text));
  const text = own.map((piece) => piece.text).join(' ');
  const claim = own.some((piece) => findOutcomes(piece.text).some(({ kind }) => kind === 'declined'));
  if (
    !claim ||
    !/\b(?:arrested|released|lodged)\b/.test(text) ||
    !/\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d/.test(text)
  )
    return;
  if (
    !/\b(?:released|freed) (?:him|her|an? (?:man|woman)|[A-Z][a-z]+)\b|\b(?:he|she|[A-Z][a-z]+) (?:was|had been) (?:released|freed|arrested)\b/.test(
      text,
    )
  )
    return;
  state.drafts.push({
    person: { names: [] },
    names: new Set(),
    pieces: [],
    shared: [],
    start: own[0]?.start ?? 0,
    early: true,
    clashes: [],
  });
}

/** With one person in a release, whatever it says of a detainer is about that person. */
function settle(state: State): void {
  if (state.drafts.length === 0) nameless(state);
  const [only] = state.drafts;
  if (!only || state.drafts.length !== 1) return;
  only.pieces.push(...state.loose.filter(({ text }) => !MANY.test(text)));
  only.pieces.sort((a, b) => a.start - b.start);
}
