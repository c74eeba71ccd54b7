import { type Span, WHOLE_COUNTRY } from '../span.ts';
import type { Word } from '../words.ts';

const NATION =
  /^(?:(?:the )?(?:whole |entire |rest of the )?(?:us|usa|united states|united states of america|country|nation|estados unidos|america)|nationwide|nationally|nation wide|national|countrywide|across america|everywhere|all states|todo el pais)$/;

const NATION_BEGINS =
  /^(?:the|whole|entire|rest|us|usa|united|country|nation|nationwide|nationally|national|countrywide|across|everywhere|all|todo|estados|america)$/;

/** The whole country: `us` is what `stats` calls it. A plain 'us' is a pronoun. */
export function findNation(words: readonly Word[]): Span[] {
  return words.flatMap(({ key }, from) => {
    if (!NATION_BEGINS.test(key)) return [];
    for (let to = Math.min(words.length, from + 5); to > from; to -= 1) {
      const run = words.slice(from, to);
      const text = run.map(({ key }) => key).join(' ');
      if (!NATION.test(text)) continue;
      if (text === 'us' && !isNation(words, from)) continue;
      // 'By country' counts countries.
      if (/^(?:country|nation)$/.test(text)) continue;
      return [
        {
          kind: 'place' as const,
          value: 'us',
          from,
          to,
          place: WHOLE_COUNTRY,
        },
      ];
    }
    return [];
  });
}

const isNation = (words: readonly Word[], at: number): boolean =>
  words[at]?.capital === true ||
  (!/^(for|tell|give|let|ping|alert|notify|to|with|of|show|send|help|about|email|text|warn|at)$/.test(
    words[at - 1]?.key ?? '',
  ) &&
    !/^(citizen|citizens|citizenship)$/.test(words[at + 1]?.key ?? ''));
