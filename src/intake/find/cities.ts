import { countryAt } from '../words/countries.ts';
import type { SaidAgency } from './agency.ts';

const NAME = String.raw`\p{Lu}[\p{L}'-]{2,20}(?: (?!Police|County|City Police)\p{Lu}[\p{L}'-]{2,20}){0,2}`;
const SHOWN = new RegExp(
  `\\b(?:[Cc]ity of |[Tt]own of )(${NAME})|\\b(${NAME}) (?:[Pp]olice|[Cc]ity|[Cc]ounty|[Mm]unicipal|[Jj]ail)\\b|\\b(${NAME}), (?:[A-Z][a-z]{1,5}\\.|[A-Z]{2}\\b|[A-Z]\\.[A-Z]\\.)`,
  'gu',
);
/** 'AURORA, Colo. — ' at the beginning of a paragraph. */
const DATELINE = /(?:^|\n)(\p{Lu}[\p{Lu} ]{2,25})(?:, [\p{L}.]{2,15})? ?[—–-]/gu;

/** The cities that a text shows to be places, by a dateline, a state or a police after the name. */
export function citiesOf(text: string): ReadonlySet<string> {
  const cities = new Set([...text.matchAll(SHOWN)].map(([, one, two, three]) => one ?? two ?? three ?? ''));
  for (const [, capitals = ''] of text.matchAll(DATELINE))
    cities.add(capitals.trim().replace(/(?<=\p{L})\p{L}+/gu, (rest) => rest.toLowerCase()));
  return cities;
}

const CUSTODY = new RegExp(
  `(?<=\\b(?:from|in|out of) (?:the )?(?:[Cc]ity of )?)(${NAME})(?='s? custody\\b| custody\\b)`,
  'gu',
);
const RELEASED = new RegExp(
  `(?<=\\b(?:releas\\w+|freed|let go|custody)(?: (?:\\w+ ){0,3}|[^.;,]{0,40}? )(?:by|in) (?:the )?(?:[Cc]ity of )?)(${NAME})(?=[,.;]|$| (?:on|after|despite|without|with|before|under|over|instead|while|even|again|twice)\\b)`,
  'gu',
);

/** A city that stands for its jail or police: 'from Aurora custody', 'released by Aurora'. */
export function cityAgencies(text: string, cities: ReadonlySet<string>): SaidAgency[] {
  const held = [...text.matchAll(CUSTODY)].filter(([, name = '']) => !NO_CITY.test(name) && !countryAt([name], 0));
  const released = [...text.matchAll(RELEASED)].filter(
    ([, name = '']) => cities.has(name.replace(/ City$/, '')) || cities.has(name),
  );
  return [...held, ...released].map(({ 0: name, index }) => ({
    start: index,
    end: index + name.length,
    name,
    kind: 'government',
  }));
}

const NO_CITY =
  /^(?:ICE|ERO|DHS|CBP|HSI|U\.S|US|Federal|Local|State|Border|Immigration|Enforcement|His|Her|Their|The|Police)\b/;
