import type { Span } from '../span.ts';
import type { Word } from '../words.ts';

/** ICE's field offices (areas of responsibility), with the states that each covers whole or in part. */
const OFFICES: Readonly<Record<string, string>> = {
  atlanta: 'GA NC SC',
  baltimore: 'MD',
  boston: 'CT ME MA NH RI VT',
  buffalo: 'NY',
  chicago: 'IL IN WI MO KY KS',
  dallas: 'TX OK',
  denver: 'CO WY',
  detroit: 'MI OH',
  'el paso': 'TX NM',
  harlingen: 'TX',
  houston: 'TX',
  'los angeles': 'CA',
  miami: 'FL PR VI',
  newark: 'NJ',
  'new orleans': 'LA AL AR MS TN',
  'new york': 'NY',
  'new york city': 'NY',
  philadelphia: 'PA DE WV',
  phoenix: 'AZ',
  'salt lake city': 'UT ID MT NV',
  'san antonio': 'TX',
  'san diego': 'CA',
  'san francisco': 'CA HI GU MP',
  seattle: 'WA OR AK',
  'st paul': 'MN IA NE ND SD',
  'saint paul': 'MN IA NE ND SD',
  washington: 'DC VA',
};

/** The states of a field office; undefined when there is none of the name. */
export const statesOfOffice = (name: string): string[] | undefined => OFFICES[name]?.split(' ');

const OFFICE_NAMES: readonly string[] = Object.keys(OFFICES);

const OFFICE = new RegExp(
  `(?<=^| )(?:(?:ero|ice) (${OFFICE_NAMES.join('|')})(?: field office)?|(${OFFICE_NAMES.join('|')}) (?:(?:ice |ero |dhs |immigration )?field office|aor|ero|area of responsibility))(?= |$)`,
  'g',
);

/** 'ERO Atlanta', 'the Chicago field office': a field office is not its city. */
export function findOffices(words: readonly Word[]): Span[] {
  const joined = words.map(({ key }) => key).join(' ');
  return [...joined.matchAll(OFFICE)].map((found) => {
    const from = joined.slice(0, found.index).split(' ').length - 1;
    return { kind: 'detail', value: `aor:${found[1] ?? found[2]}`, from, to: from + found[0].split(' ').length };
  });
}
