import type { SaidOutcome } from '../find/outcome.ts';
import type { Found, Outcome, Span } from '../found.ts';
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

/** What the text says became of a person's detainer. When in doubt: not stated, and why. */
export function outcomeOf(
  all: readonly Facts[],
  told: readonly Told[],
  frame: Frame | undefined,
  start: Span,
  group?: Span,
): Judged {
  const said = (kind: SaidOutcome['kind']): Evidence[] =>
    all.flatMap((facts) =>
      facts.outcomes
        .filter(
          (each) =>
            each.kind === kind &&
            (isBody(facts) || !all.some((other) => isBody(other) && other.outcomes.some((same) => same.kind === kind))),
        )
        .map((each) => ({ facts, at: [facts.piece.start + each.start, facts.piece.start + each.end] as const })),
    );
  const declined = said('declined');
  const honored = said('honored');
  const [lodged, released] = [
    told.some(({ kind }) => kind === 'detainer') || frame?.outcome === 'outstanding' || frame?.outcome === 'appeal',
    told.filter(({ kind, federal }) => kind === 'release' && !federal),
  ];
  const none = said('no detainer');
  const claims = declined.map(({ facts }) => facts);
  const doubts: string[] = [];
  const answer = (value: Outcome, at: Span, sure: Found<string>['sure'] = 'said', why?: string): Judged['outcome'] => ({
    value,
    from: at,
    sure,
    ...(why ? { why } : {}),
  });
  const claim =
    declined[0] ??
    (frame?.outcome === 'declined' ? { at: [frame.start, frame.end] as const, facts: undefined } : undefined);
  const against = contradictionIn(all, declined) ?? (group && { at: group, facts: all[0] as Facts });
  // 'never received', 'routed in error': that answers a claim, also where the text does not repeat it
  if (
    (claim ||
      (released.length > 0 &&
        against &&
        /\b(?:in error|by mistake|erroneously|wrongly|mistakenly|no detainer on|was no detainer)\b/.test(
          against.facts.piece.text,
        ))) &&
    against
  ) {
    const disputed: Found<string> = {
      value: 'another party, or a correction, contradicts the claim',
      from: against.at,
      sure: 'inferred',
      why: 'both are told in the text',
    };
    return {
      outcome: answer('disputed', against.at, 'inferred', 'the text has both the claim and what contradicts it'),
      disputed,
      doubts,
      claims,
      ...(declined[0] ? { from: declined[0].facts } : {}),
    };
  }
  if (
    declined[0] &&
    none.length > 0 &&
    declined.every(({ facts }) => facts.outcomes.some(({ kind }) => kind === 'no detainer'))
  )
    return {
      outcome: answer('not stated', none[0]?.at ?? start, 'guess', 'the text says that there was no detainer then'),
      doubts,
      claims,
    };
  if (declined[0]) {
    if (honored[0]) doubts.push('the text also has a hand-over to ICE: look whether it was on the same detainer');
    const last =
      declined.find(({ facts }) => facts.events.some(({ kind, federal }) => kind === 'release' && !federal)) ??
      declined[0];
    return { outcome: answer('declined', last.at), from: last.facts, doubts, claims };
  }
  if (honored[0]) {
    if (frame?.outcome === 'declined')
      doubts.push('the heading says not honored, the item says handed over: the item counts');
    return { outcome: answer('honored', honored[0].at), from: honored[0].facts, doubts, claims };
  }
  const before = said('before custody');
  const held = said('outstanding');
  const notice = said('no notice').filter(({ facts }) => !facts.piece.quoted);
  if (frame?.outcome === 'declined' && held.length === 0 && none.length === 0)
    return {
      outcome: answer(
        'declined',
        [frame.start, frame.end],
        'inferred',
        'the heading or first sentence says it of all who are listed',
      ),
      doubts,
      claims,
    };
  if (frame?.outcome === 'declined' && held[0] && released.length === 0) {
    doubts.push('the heading says not honored, the item says still held: the item counts');
    return {
      outcome: answer(
        'outstanding',
        held[0].at,
        'inferred',
        'still held, though listed under a heading that says not honored',
      ),
      doubts,
      claims,
    };
  }
  if (frame?.outcome === 'honored')
    return {
      outcome: answer('honored', [frame.start, frame.end], 'inferred', 'the heading says it of all who are listed'),
      doubts,
      claims,
    };
  if (lodged && released.length > 0 && notice[0] && before.length === 0 && none.length === 0)
    return {
      outcome: answer(
        'declined',
        notice[0].at,
        'inferred',
        'a detainer was lodged, and the person was released without notice to ICE',
      ),
      from: notice[0].facts,
      doubts,
      claims,
    };
  if (released.length === 0) {
    const [asked] = said('appeal');
    if (lodged && asked) return { outcome: answer('appeal', asked.at), doubts, claims };
    if (frame?.outcome === 'appeal' && (held[0] === undefined || lodged) && !isListOfHeld(all))
      return {
        outcome: answer('appeal', [frame.start, frame.end], 'inferred', 'the heading asks for all who are listed'),
        doubts,
        claims,
      };
    if (lodged && held[0]) return { outcome: answer('outstanding', held[0].at), doubts, claims };
    if (frame?.outcome === 'outstanding')
      return {
        outcome: answer(
          'outstanding',
          [frame.start, frame.end],
          'inferred',
          'the heading says it of all who are listed',
        ),
        doubts,
        claims,
      };
  }
  if (before[0])
    return {
      outcome: answer(
        'not stated',
        before[0].at,
        'inferred',
        '"released before ICE could take custody" is not a refusal',
      ),
      doubts,
      claims,
    };
  if (lodged && released[0])
    doubts.push('a detainer was lodged and the person was released, but the text does not say that it was not honored');
  return {
    outcome: answer(
      'not stated',
      start,
      'inferred',
      'the text says nothing of what became of a detainer for this person',
    ),
    doubts,
    claims,
  };
}

const isListOfHeld = (all: readonly Facts[]): boolean =>
  all.some(({ outcomes }) => outcomes.some(({ kind }) => kind === 'outstanding'));

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
