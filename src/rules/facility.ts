export const FACILITY_KINDS = [
  'county jail',
  'police',
  'state prison',
  'federal',
  'hospital',
  'juvenile',
  'ICE site',
  'not known',
] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

// In order: the first match wins. Prisons and federal sites come before anything that says "county".
const KINDS: [FacilityKind, RegExp][] = [
  [
    'ICE site',
    /\b(HOLD ?ROOM|HOLDROOM|F\.?O\.? HOLD|FIELD OFFICE|SERVICE PROCESSING|SPC|CONTRACT DET|ICE|ERO|CCA|GEO|STAGING|DISTRICT OFFICE|IMMIGRATION)\b/,
  ],
  [
    'federal',
    /\b(FCI|FMC|USP|FDC|MDC BROOKLYN|MCC|MCFP|FPC|FTC|BOP|FED(ERAL)?|US MARSHALS?|U\.? ?S\.? MARSHALS?|USMS|U\.?S\.? PENITENTIARY|MARSHAL'?S?|USBP|BORDER PATROL|CBP|FED\.\w+.*)\b/,
  ],
  ['juvenile', /\b(JUV|JUVENILE|YOUTH|BOYS?|GIRLS?|JDC|Y\.?A\.?C)\b/],
  ['hospital', /\b(HOSP|HOSPITAL|MEDICAL CENTER|MED CTR|MEDICAL CTR|HEALTH|PSYCH\w*|INFIRMARY)\b/],
  [
    'state prison',
    /\b(STATE (JAIL|PRISON|PEN\w*|CORR\w*|FACILITY)|C\.? ?F\.|C\.F\b|MCF|SCI|PRISON|PENITENTIARY|DOC|D\.O\.C|TDCJ\w*|CDCR?|CORR(ECTIONAL|ECTIONS?)? ?(INST\w*|FAC\w*|CTR|CENTER)|CORRECTIONAL\w*|RECEPTION\w*|STATE DEPT|C\.?I\.?|WORK CAMP|CONSERVATION CAMP)\b/,
  ],
  [
    'police',
    /\b(P\.?D\.?|POLICE|CITY JAIL|PUBLIC SAFETY|CENTRAL BOOKING|LOCK-?UP|MARSHAL OFFICE|NYPD|LAPD|DPS|STATE PATROL|HIGHWAY PATROL|CITY OF)\b/,
  ],
];
const COUNTY = /^(.+?)\s+(?:CO\.?|COUNT?Y?|CNTY|CTY|PARISH)\b/;
const COUNTY_HINT =
  /\b(CO\.?|COUNT|COUNTY|CNTY|PARISH|SHERIFF'?S?|S\.?O\.?|JAIL|DET(ENTION)?|HOUSE OF CORR\w*|REGIONAL|WORKHOUSE|INTAKE)\b/;

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
