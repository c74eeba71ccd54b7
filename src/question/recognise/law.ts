import type { Span } from '../span.ts';
import type { Word } from '../words.ts';

const LAW =
  /^(?:the )?(?:(?:before and after|around|since|after|following|under) )?(?:the )?((?:sb|hb|ab|hf|sf|lb|ld) ?\d{1,5})(?: (?:law|took effect|came into effect|went into effect|passed|became law))?$/;
/** A law by its name, where the words set a time by it: 'before and after the Values Act'. */
const ACT =
  /^(?:before and after|around|after|following|since) (?:the )?((?!the )(?:[a-z]+ ){1,4}(?:act|law|ordinance))$/;
const OPENING = new Set([
  'the',
  'before',
  'around',
  'since',
  'after',
  'following',
  'under',
  'sb',
  'hb',
  'ab',
  'hf',
  'sf',
  'lb',
  'ld',
]);

/** Bills by their numbers, with the words that set a time by them: 'after HB 318 took effect', 'before and after sb4'. */
export function findLaws(words: readonly Word[]): Span[] {
  return words.flatMap(({ key }, from) => {
    if (!OPENING.has(key) && !/^(?:sb|hb|ab|hf|sf|lb|ld)\d/.test(key)) return [];
    for (let to = Math.min(words.length, from + 10); to > from; to -= 1) {
      const joined = words
        .slice(from, to)
        .map((word) => word.key)
        .join(' ');
      const bill = LAW.exec(joined)?.[1];
      const act = ACT.exec(joined)?.[1];
      const named = words.slice(to - 1 - (act?.split(' ').length ?? 0) + 1, to);
      if (act && named.every(({ capital }) => capital))
        return [{ kind: 'law' as const, value: act.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()), from, to }];
      if (bill)
        return [
          {
            kind: 'law' as const,
            value: bill.replace(/^([a-z]+) ?/, (_, name: string) => `${name.toUpperCase()} `),
            from,
            to,
          },
        ];
    }
    return [];
  });
}
