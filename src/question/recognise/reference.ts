import { isCaseId, readAnswerId, referencePrefix } from '../../rules/reference.ts';
import type { Span } from '../span.ts';
import type { Word } from '../words.ts';

/** References of records, ids of answers and ids of published cases: `D-4QX7-9KTM` also as 'd 4qx7 9ktm'. */
export function findReferences(words: readonly Word[]): Span[] {
  return words.flatMap((_, from) => {
    for (const length of [3, 2, 1]) {
      const typed = words.slice(from, from + length).map(({ key }) => key);
      if (typed.length < length) continue;
      const found = referenceOf(typed);
      if (found) return [{ kind: 'reference' as const, value: found, from, to: from + length }];
    }
    return [];
  });
}

function referenceOf(typed: readonly string[]): string | undefined {
  const text = typed.join(' ').toUpperCase();
  const [first = ''] = typed;
  if (first === 'dd' || first.startsWith('dd-')) return readAnswerId(text);
  if (first === 'd' || /^d-/.test(first)) {
    const digits = typed.slice(1).every((part) => /\d/.test(part) || part.length === 4);
    return digits && (typed.length > 1 ? /\d/.test(text) : true) ? referencePrefix(text) : undefined;
  }
  if (typed.length === 1 && isCaseId(first) && !/^(fy|q|h|i|sb|hb|covid|f|no|top|us)\d*-/.test(first)) return text;
  return undefined;
}
