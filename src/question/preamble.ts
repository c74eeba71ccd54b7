import type { Kind, Span } from './span.ts';

/** How a request opens after what people say first: 'I cover courts here, could you tell me how many ...'. */
const REQUEST =
  /(?<=[\s,;:.–—])(?:(?:could|can|would|will) (?:you|someone|anyone)|i(?: was| am|['’]m) (?:just )?wondering|i(?: would|['’]d) (?:like|love|need|want)|i (?:just )?(?:need|want) to|(?:please|kindly) (?:tell|give|show|find|list|put|post|draw|compare|send|let|check|explain|chart|map|look|count)|tell (?:me|us)|(?:my|the) question is|show (?:me|us))(?= )/gi;
/** How a question opens after a comma or a full stop. */
const CLAUSE =
  /(?<=[,;:.!–—] )(?:(?:so|and|but|then),? )?(?=(?:what|which|how|who|where|when|does|do|did|is|are|was|were|has|have|from which|in which|for which) )/gi;
/** 'What I need now is the list ...': what comes after it is asked for. */
const NEEDED =
  /(?<=^|[\s,;:.])what (?:i|we)(?: really| now| just| only)? (?:need|want|would like|am looking for|are looking for)(?: to know| from you| to hear)?(?: now| today| really)? is /gi;

/** What a talk before the question may hold. All else belongs to the question. */
const SPECIFIC: ReadonlySet<Kind> = new Set<Kind>([
  'place',
  'reference',
  'outcome',
  'citizenship',
  'charge',
  'criminality',
  'detail',
  'negation',
  'law',
  'time',
  'measure',
  'clock',
  'release',
]);
const MOST = 6;

/**
 * A question may come after talk about the asker: the texts that are left without it, the longest first, each with the talk
 * that was cut. Whether the talk may be cut is for `isTalk` to say.
 */
export function withoutPreamble(text: string): { talk: string; rest: string }[] {
  const cuts = [
    ...[...text.matchAll(REQUEST)].map(({ index }) => index),
    ...[CLAUSE, NEEDED].flatMap((pattern) =>
      [...text.matchAll(pattern)].map(({ 0: found, index }) => index + found.length),
    ),
  ];
  return [...new Set(cuts)]
    .sort((a, b) => a - b)
    .slice(0, MOST)
    .map((at) => ({ talk: text.slice(0, at), rest: text.slice(at) }))
    .filter(({ rest }) => rest.trim().split(/\s+/).length > 2);
}

/** Of these a question after talk has one: a place and a day alone may be the end of any sentence. */
const ASKED: ReadonlySet<Kind> = new Set<Kind>([
  'detainer',
  'outcome',
  'release',
  'case',
  'agreement',
  'model',
  'rule',
  'honor',
  'news',
  'digest',
  'watch',
  'source',
  'term',
  'rank',
  'compare',
  'after',
  'by',
]);

export const isAsked = (spans: readonly Span[]): boolean => spans.some(({ kind }) => ASKED.has(kind));

/** True where a talk names nothing that a question could be about: it may be left out. */
export const isTalk = (spans: readonly Span[]): boolean => !spans.some(({ kind }) => SPECIFIC.has(kind));
