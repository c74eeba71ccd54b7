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

export const OFFICE_NAMES: readonly string[] = Object.keys(OFFICES);
