import type { SaidOutcome } from '../find/outcome.ts';
import type { Found, Outcome, Span } from '../found.ts';
import { PRONOUN } from './draft.ts';
import type { Facts } from './facts.ts';
import type { Frame } from './frames.ts';
import type { Told } from './timeline.ts';

interface Evidence {
  at: Span;
  facts: Facts;
}

export interface Judged {
  outcome: Found<Outcome>;
  /** The words that contradict the claim. */
  disputed?: Found<string>;
  /** The sentence that says that the detainer was not honored. */
  from?: Facts;
  /** All that say so. */
  claims: readonly Facts[];
  doubts: string[];
}

/** A sentence, and no title. */
const isBody = ({ piece }: Facts): boolean => /[.!?;"]\)?$/.test(piece.text) || piece.text.length > 120;

const KINDS = ['declined', 'honored', 'outstanding', 'appeal', 'before custody', 'no notice', 'no detainer'] as const;

/** All that was said of one person's detainer. */
interface Said extends Record<(typeof KINDS)[number], Evidence[]> {
  all: readonly Facts[];
  frame: Frame | undefined;
  /** A detainer was lodged, or the heading says so. */
  lodged: boolean;
  released: readonly Told[];
  doubts: string[];
  start: Span;
  /** A sentence that contradicts the claim for a whole group. */
  group: Span | undefined;
}

const FROM_HEADING = 'the heading or first sentence says it of all who are listed';

/** What the text says became of a person's detainer. When in doubt: not stated, and why. */
export function outcomeOf(
  all: readonly Facts[],
  told: readonly Told[],
  frame: Frame | undefined,
  start: Span,
  group?: Span,
): Judged {
  const evidence = Object.fromEntries(KINDS.map((kind) => [kind, evidenceOf(all, kind)])) as Record<
    (typeof KINDS)[number],
    Evidence[]
  >;
  const isAsked = frame?.outcome === 'outstanding' || frame?.outcome === 'appeal';
  const said: Said = {
    ...evidence,
    all,
    frame,
    lodged: told.some(({ kind }) => kind === 'detainer') || isAsked,
    released: told.filter(({ kind, federal }) => kind === 'release' && !federal),
    doubts: [],
    start,
    group,
  };
  const found = disputed(said) ?? own(said) ?? listed(said) ?? silent(said) ?? held(said) ?? notStated(said);
  return { ...found, doubts: said.doubts, claims: said.declined.map(({ facts }) => facts) };
}

type Verdict = Pick<Judged, 'outcome' | 'from' | 'disputed'>;

const answer = (value: Outcome, from: Span, why?: string): Verdict => ({
  outcome: { value, from, sure: why ? 'inferred' : 'said', ...(why ? { why } : {}) },
});
const headingOf = (frame: Frame): Span => [frame.start, frame.end];

/** Evidence in sentences counts before evidence in titles. */
function evidenceOf(all: readonly Facts[], kind: SaidOutcome['kind']): Evidence[] {
  const found = all.flatMap((facts) =>
    facts.outcomes
      .filter((each) => each.kind === kind && (kind !== 'declined' || isOfOne(facts, each)))
      .map(({ start, end }): Evidence => ({ facts, at: [facts.piece.start + start, facts.piece.start + end] })),
  );
  const body = found.filter(({ facts }) => isBody(facts));
  return body.length > 0 ? body : found;
}

/** 'The county declined 257 detainers' says nothing of one person. */
const isOfOne = ({ piece }: Facts, { start, end }: SaidOutcome): boolean =>
  !/\b(?:detainers|retainers|holds|requests)\b/i.test(piece.text.slice(start, end)) ||
  PRONOUN.test(piece.text) ||
  /\b(?:\d\d[- ]year|(?:national|citizen|noncitizen|alien|migrant|immigrant|man|woman|gang member|felon|inmate|suspect)\b(?! \w+s\b))/i.test(
    piece.text,
  );

/** The claim and what contradicts it. 'Routed in error' answers a claim, also where the text does not repeat it. */
function disputed({ all, declined, frame, released, lodged, group, ...said }: Said): Verdict | undefined {
  const against = contradictionIn(all, declined) ?? quarrelIn(all) ?? (group && { at: group, facts: all[0] as Facts });
  if (!against) return undefined;
  const isClaimed =
    declined.length > 0 ||
    frame?.outcome === 'declined' ||
    (said['no notice'].length > 0 && lodged && released.length > 0 && !isWithdrawn(all)) ||
    /\bdid not (?:decline|refuse|ignore|reject|disregard)\b/.test(against.facts.piece.text);
  if (!isClaimed && !(released.length > 0 && ANSWERS.test(against.facts.piece.text))) return undefined;
  return {
    ...answer('disputed', against.at, 'the text has both the claim and what contradicts it'),
    disputed: {
      value: 'another party, or a correction, contradicts the claim',
      from: against.at,
      sure: 'inferred',
      why: 'both are told in the text',
    },
    ...(declined[0] ? { from: declined[0].facts } : {}),
  };
}
/** Somebody holds the claim to be wrong, and the rules do not know in what: for a person to read. */
function quarrelIn(all: readonly Facts[]): Evidence | undefined {
  const facts = all.find(({ quarrel }) => quarrel);
  return (
    facts?.quarrel && { facts, at: [facts.piece.start + facts.quarrel.start, facts.piece.start + facts.quarrel.end] }
  );
}
const ANSWERS = /\b(?:in error|by mistake|erroneously|wrongly|mistakenly|no detainer on|was no detainer)\b/;

/** What the person's own sentences say. */
function own(said: Said): Verdict | undefined {
  const { declined, honored, doubts, frame } = said;
  const [none] = said['no detainer'];
  const [kept] = [...said.outstanding, ...said.appeal];
  const isReleased = said.released.length > 0 || declined.some(({ facts }) => /\breleased\b/.test(facts.piece.text));
  if (declined[0] && kept && !isReleased && said.lodged) {
    doubts.push('the text says not honored of one who is still held: look whether a release is told');
    return answer(said.outstanding[0] ? 'outstanding' : 'appeal', kept.at, 'no release is told');
  }
  if (declined[0]) {
    if (none && declined.every(({ facts }) => facts.outcomes.some(({ kind }) => kind === 'no detainer'))) {
      const { outcome } = answer('not stated', none.at, 'the text says that there was no detainer then');
      return { outcome: { ...outcome, sure: 'guess' } };
    }
    const [handed] = honored;
    const earlier = declined.every(
      ({ at, facts }) =>
        handed && at[0] > handed.at[0] && /\b(?:earlier|previously|before that|prior)\b/i.test(facts.piece.text),
    );
    if (handed && earlier) {
      doubts.push('the text also tells of an earlier detainer that was not honored: that is a case of its own');
      return { ...answer('honored', handed.at), from: handed.facts };
    }
    if (handed) doubts.push('the text also has a hand-over to ICE: look whether it was on the same detainer');
    const best = declined.find(({ facts }) => tellsRelease(facts)) ?? declined[0];
    return { ...answer('declined', best.at), from: best.facts };
  }
  if (!honored[0]) return undefined;
  if (frame?.outcome === 'declined')
    doubts.push('the heading says not honored, the item says handed over: the item counts');
  return { ...answer('honored', honored[0].at), from: honored[0].facts };
}

const tellsRelease = ({ events }: Facts): boolean => events.some(({ kind, federal }) => kind === 'release' && !federal);

/** What a heading says of all who are listed, unless the item says that the person is still held. */
function listed({ frame, outstanding, released, doubts, ...said }: Said): Verdict | undefined {
  if (frame?.outcome === 'honored') return answer('honored', headingOf(frame), FROM_HEADING);
  if (frame?.outcome !== 'declined') return undefined;
  const [held] = outstanding;
  if (!held && said['no detainer'].length === 0) return answer('declined', headingOf(frame), FROM_HEADING);
  if (!held || released.length > 0) return undefined;
  doubts.push('the heading says not honored, the item says still held: the item counts');
  return answer('outstanding', held.at, 'still held, though listed under a heading that says not honored');
}

const isWithdrawn = (all: readonly Facts[]): boolean =>
  all.some(({ outcomes }) => outcomes.some(({ kind }) => kind === 'withdrawn'));

/** A detainer was lodged, and the person was released without notice to ICE. */
function silent({ lodged, released, ...said }: Said): Verdict | undefined {
  const notice = said['no notice'].find(({ facts }) => !facts.piece.quoted);
  if (!notice || !lodged || released.length === 0) return undefined;
  if (isWithdrawn(said.all)) return undefined;
  if (said['before custody'].length > 0 || said['no detainer'].length > 0) return undefined;
  const why = 'a detainer was lodged, and the person was released without notice to ICE';
  return { ...answer('declined', notice.at, why), from: notice.facts };
}

/** Still in custody: asked for, or only lodged. */
function held({ released, lodged, appeal, outstanding, frame }: Said): Verdict | undefined {
  if (released.length > 0) return undefined;
  const [asked, kept] = [appeal[0], outstanding[0]];
  if (lodged && asked) return answer('appeal', asked.at);
  if (frame?.outcome === 'appeal' && !kept)
    return answer('appeal', headingOf(frame), 'the heading asks for all who are listed');
  if (lodged && kept) return answer('outstanding', kept.at);
  return frame?.outcome === 'outstanding' ? answer('outstanding', headingOf(frame), FROM_HEADING) : undefined;
}

function notStated({ lodged, released, doubts, start, ...said }: Said): Verdict {
  const [before] = said['before custody'];
  if (before) return answer('not stated', before.at, '"released before ICE could take custody" is not a refusal');
  if (lodged && released[0])
    doubts.push('a detainer was lodged and the person was released, but the text does not say that it was not honored');
  return answer('not stated', start, 'the text says nothing of what became of a detainer for this person');
}

/** A local agency speaks in its own letter or statement. */
const LOCAL_VOICE =
  /\b[Oo]ur (?:logs?|records?|review|jail|[Dd]etention|deputies|booking|facility|clerks?)\b|\bWe (?:must object|have asked ICE|dispute|reject|also note)\b|\bthe record straight\b|\bresponds? to (?:statements?|ICE)\b/;

/** A local agency's words, or a correction's, against the claim. Not where ICE itself tells of a notice that came late. */
function contradictionIn(all: readonly Facts[], declined: readonly Evidence[]): Evidence | undefined {
  const ourVoice = all.some(({ piece }) => LOCAL_VOICE.test(piece.text));
  const confirmed = all.some(({ piece }) =>
    /\b(?:describes?|described|stated?|is|was) (?:that|this|the) (?:release|case) correctly|\bis correct\b|\bthat is true\b/i.test(
      piece.text,
    ),
  );
  if (confirmed) return undefined;
  const found = all.flatMap((facts) =>
    facts.contradiction && !facts.outcomes.some(({ kind }) => kind === 'honored')
      ? [
          {
            facts,
            at: [facts.piece.start + facts.contradiction.start, facts.piece.start + facts.contradiction.end] as const,
            spoken: facts.contradiction.spoken || ourVoice,
          },
        ]
      : [],
  );
  return found.find(
    ({ spoken, facts }) =>
      spoken &&
      !declined.some(
        (each) =>
          each.facts === facts &&
          /^(?:ICE|ERO|DHS)(?: \w+)? (?:said|says|stated)\b/.test(facts.piece.text) &&
          facts.contradiction &&
          !/\baccording to the\b/i.test(facts.piece.text),
      ),
  );
}
