export const FACILITY_KINDS = [
  'county jail',
  'city jail',
  'police',
  'state prison',
  'federal',
  'hospital',
  'juvenile',
  'ICE site',
  'hold room',
  'not known',
] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

/** Kinds that no county or city runs, and that its policy does not govern. */
const ELSEWHERE: readonly string[] = ['state prison', 'federal', 'ICE site', 'hold room'];
export const isLocalKind = (kind: string): boolean => !ELSEWHERE.includes(kind);

const KIND_WORDS: [FacilityKind[], RegExp][] = [
  [['county jail', 'city jail'], /^(jails?|local jails?)$/],
  [['county jail'], /^(county|county jails?|sheriffs?)$/],
  [['city jail'], /^(city|city jails?|municipal jails?)$/],
  [['police'], /^(police|police (departments?|stations?|lock-?ups?)|lock-?ups?)$/],
  [['state prison'], /^(prisons?|state|state prisons?|corrections?)$/],
  [['federal'], /^(federal|federal (prisons?|sites?)|fed|bop|marshals?)$/],
  [['ICE site', 'hold room'], /^(ice|ero|ice'?s own)$/],
  [['ICE site'], /^(ice sites?|contract sites?|detention cent(er|re)s?)$/],
  [['hold room'], /^(hold|holding|hold ?rooms?|ice hold ?rooms?)$/],
  [['hospital'], /^(hospitals?|medical)$/],
  [['juvenile'], /^(juveniles?|youth)$/],
  [['not known'], /^(not known|unknown|other)$/],
];

/** The kinds that a word names: `jail` is a county's or a city's. Empty when it names none. */
export const kindFromWord = (word: string): FacilityKind[] =>
  KIND_WORDS.find(([, pattern]) => pattern.test(word.toLowerCase().trim()))?.[0] ?? [];

// In order: the first match wins. Prisons and federal sites come before anything that says "county".
const KINDS: [FacilityKind, RegExp][] = [
  ['hold room', /\bHOLD ?(ROOM|RM)\b|\b(F\.?O\.?|HSI|ICE|ERO) HOLD\b/],
  [
    'ICE site',
    /\b(FIELD OFFICE|SERVICE PROCESSING|SPC|CONTRACT DET\w*|ICE|ERO|CCA|GEO|STAGING|DISTRICT OFFICE|IMMIGRATION)\b/,
  ],
  [
    'federal',
    /\b(FCI|FMC|USP|FDC|MDC (BROOKLYN|LOS ANGELES|GUAYNABO)|MCC|MCFP|FPC|FTC|BOP|FED(ERAL)?|US MARSHALS?|U\.? ?S\.? MARSHALS?|USMS|U\.?S\.? PENITENTIARY|MARSHAL'?S?|USBP|BORDER PATROL|CBP|FED\.\w+.*)\b/,
  ],
  ['juvenile', /\b(JUV|JUVENILE|YOUTH|BOYS?|GIRLS?|JDC|Y\.?A\.?C)\b/],
  ['hospital', /\b(HOSP|HOSPITAL|MEDICAL CENTER|MED CTR|MEDICAL CTR|HEALTH|PSYCH\w*|INFIRMARY)\b/],
  [
    'state prison',
    /\b(STATE (JAIL|PRISON|PEN\w*|CORR\w*|FACILITY)|C\.? ?F\.|C\.F\b|MCF|SCI|PRISON|PENITENTIARY|DOC|D\.O\.C|TDCJ\w*|CDCR?|CORR(ECTIONAL|ECTIONS?)? ?(INST\w*|FAC\w*|CTR|CENTER)|CORRECTIONAL\w*|RECEPTION\w*|STATE DEPT|C\.?I\.?|WORK CAMP|CONSERVATION CAMP)\b/,
  ],
  ['city jail', /\b(CITY|MUNICIPAL|TOWN) (JAIL|DET(ENTION)?|LOCK-?UP)\b|\bCITY OF\b.*\bJAIL\b/],
  [
    'police',
    /\b(P\.?D\.?|POLICE|PUBLIC SAFETY|CENTRAL BOOKING|LOCK-?UP|MARSHAL OFFICE|NYPD|LAPD|DPS|STATE PATROL|HIGHWAY PATROL|CITY OF)\b/,
  ],
];
const COUNTY = /^(.+?)\s+(?:CO\.?|COUNT?Y?|CNTY|CTY|PARISH)\b/;
const COUNTY_HINT =
  /\b(METRO\w* (DEP\w*\.? (OF )?)?CORR\w*|CO\.?|COUNT|COUNTY|CNTY|PARISH|SHERIFF'?S?|S\.?O\.?|JAIL|DET(ENTION)?|HOUSE OF CORR\w*|REGIONAL|WORKHOUSE|INTAKE)\b/;

/**
 * Classifies a facility by ICE's own text, and finds the county that the text names. A name without a state never
 * identifies a county: the caller needs the state too.
 */
export function classifyFacility(facility: {
  name: string;
  code?: string | null;
  city?: string | null;
  state?: string | null;
}): { kind: FacilityKind; countyName?: string } {
  const name = facility.name.toUpperCase().replace(/\s+/g, ' ').trim();
  const county = COUNTY.exec(name)?.[1];
  // "X COUNTY CORRECTIONAL FACILITY" belongs to the county; "X COUNTY STATE JAIL" belongs to the state.
  const countys =
    county !== undefined &&
    !/\bSTATE\b|\bC\.? ?F\.|\bFED|MARSHAL|HOSP|\bMED(ICAL|\b)|HEALTH|PSYCH|JUV|YOUTH|POLICE|\bP\.?D\b|\bICE\b/.test(
      name,
    );
  if (countys) return { kind: 'county jail', countyName: titled(county) };
  const found = KINDS.find(([, pattern]) => pattern.test(name));
  if (found) return { kind: found[0] };
  return { kind: COUNTY_HINT.test(name) ? 'county jail' : 'not known' };
}

const titled = (text: string) =>
  text.toLowerCase().replace(/(^|[\s.'-])([a-z])/g, (_, gap: string, letter: string) => gap + letter.toUpperCase());
