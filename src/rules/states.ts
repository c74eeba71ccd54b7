import { distance } from 'fastest-levenshtein';
import { nameKey } from './name-key.ts';

export interface State {
  code: string;
  fips: string;
  name: string;
}

/** States, the District of Columbia and territories, with their FIPS codes. */
export const states: readonly State[] = [
  { code: 'AL', fips: '01', name: 'Alabama' },
  { code: 'AK', fips: '02', name: 'Alaska' },
  { code: 'AZ', fips: '04', name: 'Arizona' },
  { code: 'AR', fips: '05', name: 'Arkansas' },
  { code: 'CA', fips: '06', name: 'California' },
  { code: 'CO', fips: '08', name: 'Colorado' },
  { code: 'CT', fips: '09', name: 'Connecticut' },
  { code: 'DE', fips: '10', name: 'Delaware' },
  { code: 'DC', fips: '11', name: 'District of Columbia' },
  { code: 'FL', fips: '12', name: 'Florida' },
  { code: 'GA', fips: '13', name: 'Georgia' },
  { code: 'HI', fips: '15', name: 'Hawaii' },
  { code: 'ID', fips: '16', name: 'Idaho' },
  { code: 'IL', fips: '17', name: 'Illinois' },
  { code: 'IN', fips: '18', name: 'Indiana' },
  { code: 'IA', fips: '19', name: 'Iowa' },
  { code: 'KS', fips: '20', name: 'Kansas' },
  { code: 'KY', fips: '21', name: 'Kentucky' },
  { code: 'LA', fips: '22', name: 'Louisiana' },
  { code: 'ME', fips: '23', name: 'Maine' },
  { code: 'MD', fips: '24', name: 'Maryland' },
  { code: 'MA', fips: '25', name: 'Massachusetts' },
  { code: 'MI', fips: '26', name: 'Michigan' },
  { code: 'MN', fips: '27', name: 'Minnesota' },
  { code: 'MS', fips: '28', name: 'Mississippi' },
  { code: 'MO', fips: '29', name: 'Missouri' },
  { code: 'MT', fips: '30', name: 'Montana' },
  { code: 'NE', fips: '31', name: 'Nebraska' },
  { code: 'NV', fips: '32', name: 'Nevada' },
  { code: 'NH', fips: '33', name: 'New Hampshire' },
  { code: 'NJ', fips: '34', name: 'New Jersey' },
  { code: 'NM', fips: '35', name: 'New Mexico' },
  { code: 'NY', fips: '36', name: 'New York' },
  { code: 'NC', fips: '37', name: 'North Carolina' },
  { code: 'ND', fips: '38', name: 'North Dakota' },
  { code: 'OH', fips: '39', name: 'Ohio' },
  { code: 'OK', fips: '40', name: 'Oklahoma' },
  { code: 'OR', fips: '41', name: 'Oregon' },
  { code: 'PA', fips: '42', name: 'Pennsylvania' },
  { code: 'RI', fips: '44', name: 'Rhode Island' },
  { code: 'SC', fips: '45', name: 'South Carolina' },
  { code: 'SD', fips: '46', name: 'South Dakota' },
  { code: 'TN', fips: '47', name: 'Tennessee' },
  { code: 'TX', fips: '48', name: 'Texas' },
  { code: 'UT', fips: '49', name: 'Utah' },
  { code: 'VT', fips: '50', name: 'Vermont' },
  { code: 'VA', fips: '51', name: 'Virginia' },
  { code: 'WA', fips: '53', name: 'Washington' },
  { code: 'WV', fips: '54', name: 'West Virginia' },
  { code: 'WI', fips: '55', name: 'Wisconsin' },
  { code: 'WY', fips: '56', name: 'Wyoming' },
  { code: 'AS', fips: '60', name: 'American Samoa' },
  { code: 'GU', fips: '66', name: 'Guam' },
  { code: 'MP', fips: '69', name: 'Northern Mariana Islands' },
  { code: 'PR', fips: '72', name: 'Puerto Rico' },
  { code: 'VI', fips: '78', name: 'U.S. Virgin Islands' },
];

const byKey = new Map<string, State>();
for (const state of states) {
  byKey.set(state.code.toLowerCase(), state);
  byKey.set(nameKey(state.name), state);
}
/** Short forms of before the postal letters. `in`, `or`, `me` and the like are read by their postal letters only. */
const SHORT_FORMS: Record<string, string> = {
  AL: 'ala',
  AZ: 'ariz',
  AR: 'ark',
  CA: 'calif cal',
  CO: 'colo',
  CT: 'conn',
  DE: 'del',
  FL: 'fla',
  IL: 'ill',
  IN: 'ind',
  KS: 'kan kans',
  MA: 'mass',
  MI: 'mich',
  MN: 'minn',
  MS: 'miss',
  MT: 'mont',
  NE: 'neb nebr',
  NV: 'nev',
  OK: 'okla',
  OR: 'ore oreg',
  PA: 'penn penna',
  TN: 'tenn',
  TX: 'tex',
  WA: 'wash',
  WI: 'wis wisc',
  WY: 'wyo',
};
for (const [code, forms] of Object.entries(SHORT_FORMS))
  for (const form of forms.split(' ')) byKey.set(form, byKey.get(code.toLowerCase()) as State);
for (const state of states) {
  const [direction, ...rest] = nameKey(state.name).split(' ');
  if (!/^(?:north|south|west|new)$/.test(direction ?? '')) continue;
  // 'N Carolina', 'W Va', 'N. Mex.'
  for (const tail of [rest.join(' '), ...(rest[0] === 'virginia' ? ['va'] : [])])
    byKey.set(`${direction?.[0]} ${tail}`, state);
  if (direction === 'north') byKey.set(`no ${rest.join(' ')}`, state);
}
byKey.set('d c', byKey.get('dc') as State);
const SPANISH: Record<string, string> = {
  DC: 'distrito de columbia',
  HI: 'hawai',
  LA: 'luisiana',
  MO: 'misuri',
  MS: 'misisipi',
  NC: 'carolina del norte',
  ND: 'dakota del norte',
  NH: 'nuevo hampshire',
  NJ: 'nueva jersey',
  NM: 'nuevo mexico',
  NY: 'nueva york',
  PA: 'pensilvania',
  SC: 'carolina del sur',
  SD: 'dakota del sur',
  TN: 'tenesi',
  TX: 'tejas',
  WV: 'virginia occidental',
};
for (const [code, name] of Object.entries(SPANISH)) byKey.set(name, byKey.get(code.toLowerCase()) as State);

/** The state that a word or phrase names: postal letters, full name or usual short form ('Ill.', 'N. Carolina'), in any letter case. */
export const findState = (words: string): State | undefined => byKey.get(nameKey(words));

/**
 * The one state whose full name a misspelt one is near: two letters off, one in a short name. Undefined where two states
 * are as near ('NOUTH CAROLINA').
 */
export function findStateNear(words: string): State | undefined {
  const key = nameKey(words);
  const near = states
    .map((state) => ({ state, far: distance(key, nameKey(state.name)) }))
    .filter(({ state, far }) => far <= (state.name.length < 6 ? 1 : 2))
    .sort((a, b) => a.far - b.far);
  const [best, next] = near;
  return best && best.far !== next?.far ? best.state : undefined;
}

/** The state with this FIPS code. */
export const stateByFips = (fips: string): State | undefined => states.find((state) => state.fips === fips);
