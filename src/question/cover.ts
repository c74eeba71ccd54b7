import type { Span } from './span.ts';

/** What names something counts before common words: 'LA county' is no article and a county. */
const CHEAP: Partial<Record<Span['kind'], number>> = { place: 0.3, time: 0.7, reference: 0.3 };
const UNCOVERED = 100;
/** Less than a span and more than half of one: a phrase of two common words is preferred to the words. */
const FREE = 0.6;

/**
 * Chooses spans that do not overlap, so that the fewest content words stay outside, and then the fewest spans are
 * needed. Of equal spans the first counts. `isFree` tells the words that need no span.
 */
export function coverWords(count: number, spans: readonly Span[], isFree: (at: number) => boolean): Span[] {
  const best: { cost: number; chosen: Span | undefined; next: number }[] = [];
  best[count] = { cost: 0, chosen: undefined, next: count };
  for (let at = count - 1; at >= 0; at -= 1) {
    const skipped = (best[at + 1]?.cost ?? 0) + (isFree(at) ? FREE : UNCOVERED);
    let choice = { cost: skipped, chosen: undefined as Span | undefined, next: at + 1 };
    for (const span of spans) {
      if (span.from !== at) continue;
      const cost = (best[span.to]?.cost ?? 0) + (CHEAP[span.kind] ?? 1);
      const longer = span.to > choice.next;
      const instead = cost === choice.cost && (choice.chosen === undefined || longer);
      if (cost < choice.cost || instead) choice = { cost, chosen: span, next: span.to };
    }
    best[at] = choice;
  }
  const cover: Span[] = [];
  for (let at = 0; at < count; at = best[at]?.next ?? count) {
    const chosen = best[at]?.chosen;
    if (chosen) cover.push(chosen);
  }
  return cover;
}
