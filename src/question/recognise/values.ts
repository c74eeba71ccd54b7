import type { VocabularyEntry } from '../../rules/value-words.ts';
import type { Phrases } from '../phrases.ts';

const set = (text: string): ReadonlySet<string> => new Set(text.split(';').map((each) => each.trim()));

/** Words of peoples that a question uses for a place, a language or something else. They count in `citizenship:` alone. */
const NO_PEOPLE = set(
  `american;united states;us;usa;us citizen;georgia;georgian;columbia;columbian;jordan;chad;dane;pole;kiwi;tico;nica;
  finn;lao;turk;turkey;holland;english;spanish;indian;guinea;mali;niger;oman;congo;drc;uk;u k;prc;uae;central african;
  stateless;chapin;guanaco;veneco;tonga;swede;briton;panama city;the gambia`,
);
/** Words of charges that are everyday words too: they count beside "charged with", "convictions" and the like. */
const NO_CHARGE_ALONE = set(
  `immigration;battery;batteries;escape;flight;fleeing;absconding;threat;threats;resisting;liquor;alcohol;drunk;
  probation;traffic;pot;weed;stole;gambling;mugging;holdup;harassment;obstruction;disorderly;soliciting;solicitation;
  laundering;hit run;break in;break ins;property damage;killed;sexual;killing;killings;abduction;forging`,
);

/** A country as ICE writes it, in small letters but for the first: `El Salvador`, `Trinidad and Tobago`. */
const titled = (value: string): string =>
  value.toLowerCase().replace(/(?<!['\p{L}])(?!(?:and|of|the) )\p{L}/gu, (letter) => letter.toUpperCase());

/** A word as the reader's words are: small letters without marks. */
const keyed = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.']/g, '')
    .replace(/[^a-z0-9 -]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The plural of a people: 'Hondurans', but 'Chinese', 'Iraqis'. */
const plural = (word: string): string[] => (/(?:s|ese|ish|ch|x)$/.test(word) ? [] : [`${word}s`]);

/** Countries and peoples of data/vocabulary.csv; the value is the country as ICE writes it. */
export const citizenshipOf = (entries: readonly VocabularyEntry[]): Phrases => ({
  kind: 'citizenship',
  phrases: Object.fromEntries(
    entries.map(({ words, values }) => {
      const country = values[0] ?? '';
      const names = country.includes(',') ? [] : [keyed(country)];
      const own = [...names, ...words.map(keyed)].filter((word) => word !== '' && !NO_PEOPLE.has(word));
      const forms = [...new Set(own.flatMap((word) => [word, ...(names.includes(word) ? [] : plural(word))]))];
      return [titled(country), forms.flatMap(ofPeople).join('\n')];
    }),
  ),
});

const ofPeople = (word: string): string[] => [
  word,
  `citizens|citizen|nationals|national|people|persons|everyone|anyone|those|natives|immigrants of|from ${word}`,
  `from|of ${word}`,
  `${word} citizens|citizen|nationals|national|immigrants|men|inmates|people|citizenship|nationality`,
];

/** Charges of data/vocabulary.csv; the value is the word that `charge:` takes. */
export const chargeOf = (entries: readonly VocabularyEntry[]): Phrases => ({
  kind: 'charge',
  phrases: Object.fromEntries(
    entries.map(({ words, values }) => {
      const charge = (values[0] ?? '').toLowerCase();
      const forms = [...new Set([keyed(charge), ...words.map(keyed)])];
      return [charge, forms.flatMap(ofCharge).join('\n')];
    }),
  ),
});

const ofCharge = (word: string): string[] => [
  ...(NO_CHARGE_ALONE.has(word) ? [] : [word]),
  `${word} convictions|conviction|charges|charge|charged|convicted|offenses|offense|crimes|suspects`,
  `charged|convicted|accused|arrested|conviction|convictions|charge|charges|guilty|booked|booking|involving|wanted with|w|of|for|on|in? a|an|the? ${word} charge|charges|conviction|convictions?`,
  `involving|charging a|an? ${word}`,
];

/** What stands in a line for a word of `citizenship:` or `charge:`; another word stays as it is. */
export function valuesOf({ countries, charges }: Record<'countries' | 'charges', readonly VocabularyEntry[]>) {
  const index = (entries: readonly VocabularyEntry[], write: (value: string) => string) =>
    new Map(
      entries.flatMap(({ words, values }) =>
        [...words, ...values.slice(0, 1)].flatMap((word) =>
          [keyed(word), ...plural(keyed(word))].map((key) => [key, write(values[0] ?? '')] as const),
        ),
      ),
    );
  const filters: Record<string, ReadonlyMap<string, string>> = {
    citizenship: index(countries, titled),
    charge: index(charges, (value) => value.toLowerCase()),
  };
  return (filter: string, word: string): string => filters[filter]?.get(keyed(word)) ?? word;
}
