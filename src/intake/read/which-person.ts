import { isSame, type Mention } from '../find/mention.ts';
import { createDraft, type Draft, PRONOUN, type State } from './draft.ts';

/** Where a mention stands: in an item of a list, at its beginning, after another mention. */
export interface At {
  isItem: boolean;
  isFirst: boolean;
  taken: boolean;
  base: number;
  number: number;
}

const HYPOTHETICAL = /^(?:Imagine|Suppose|Consider|Picture|Say)\b/;
const ANOTHER =
  /\b(?:second|third|fourth|fifth|another|other|also arrested|last)(?: (?:was|is|man|woman|person|case))?,? $/i;

/** The person meant: one met before, or a new one. Undefined for a victim, and for one who is imagined. */
export function draftFor(state: State, mention: Mention, text: string, at: At): Draft | undefined {
  const before = text.slice(Math.max(0, mention.start - 40), mention.start);
  if (HYPOTHETICAL.test(text) || /\bvictims?\b[^.;]{0,30}$/i.test(before)) return undefined;
  const named = state.drafts.find(
    (draft) => mention.names.some((name) => draft.names.has(name)) && isSame(draft.person, mention),
  );
  if (named) return named;
  if (mention.kind === 'known') return knownPerson(state, mention, at);
  if (mention.another || ANOTHER.test(before)) return createDraft(state, at);
  return sameAgain(state, mention, { before, said: text.slice(0, mention.start) }, at) ?? createDraft(state, at);
}

/** 'the Guatemalan noncitizen', 'the 37-year-old' */
function knownPerson(state: State, mention: Mention, at: At): Draft | undefined {
  const { current, drafts } = state;
  const alike = [...(current ? [current] : []), ...[...drafts].reverse()].find((draft) =>
    isSame(draft.person, mention),
  );
  if (alike) return alike;
  if (current && !mention.citizenship) return current;
  return mention.citizenship || drafts.length === 0 ? createDraft(state, at) : current;
}

/** The person met before, described once more. */
function sameAgain(
  state: State,
  mention: Mention,
  { before, said }: { before: string; said: string },
  at: At,
): Draft | undefined {
  const current = state.current && isSame(state.current.person, mention) ? state.current : undefined;
  // 'He is a citizen of Ecuador'
  if (current && /\b(?:is|was|as|be|being|became|identified as) $/i.test(before) && PRONOUN.test(said)) return current;
  if (current && !at.isItem && isNamedNow(state, current, mention, at)) return current;
  const [first] = state.drafts;
  const only = first && state.drafts.length === 1 && first.early && isSame(first.person, mention) ? first : undefined;
  // The first item may be the person of the title.
  if (at.isItem && at.isFirst && !at.taken) return only && isTitleOnly(state, only, at) ? only : undefined;
  if (at.isItem && !at.isFirst && current && mention.names.length === 0) return current;
  const isNear = at.number - state.segment.first < 6;
  return only && isNear && (only.person.citizenship || only.person.age) ? only : undefined;
}

/** 'ICE arrested a Honduran fugitive. Juan Perez, 33, a Honduran national, was ...' */
const isNamedNow = (state: State, draft: Draft, mention: Mention, at: At): boolean =>
  mention.names.length > 1 &&
  draft.names.size === 0 &&
  draft.person.citizenship !== undefined &&
  draft.person.citizenship.value === mention.citizenship?.value &&
  at.number - state.lastBlock <= 1;

const isTitleOnly = (state: State, draft: Draft, at: At): boolean =>
  draft.pieces.length < 3 && draft.pieces.every(({ block }) => block < at.number && block - state.segment.first < 2);
