/** Whom an instrument binds: the closed list of the policy record's `agencies` column. */
export const AGENCY_TERMS = [
  'all agencies',
  'all local agencies',
  'county agencies',
  'county agencies except sheriff',
  'sheriff',
  'county jail',
  'county police',
  'city agencies',
  'city police',
  'cities',
  'state agencies',
  'state police',
  'state prisons',
  'state-run jails',
  'sheriffs with a 287(g) agreement',
  'agencies that run a jail',
  'probation',
  'opinion only',
] as const;
export type AgencyTerm = (typeof AGENCY_TERMS)[number];

/**
 * Whose conduct a question is about. `jail`: the agency that runs the jail. `metro police`: the police of a city that is
 * also a county. `state agency`: an agency of the state that is neither police nor prison.
 */
export type AgencyKind =
  | 'jail'
  | 'sheriff'
  | 'county police'
  | 'city police'
  | 'metro police'
  | 'state police'
  | 'state prisons'
  | 'state agency';

/** The agency that a policy question is about, and what is known of it. */
export interface PolicySubject {
  kind: AgencyKind;
  /** The jail is run by the sheriff, by the county itself, or by the state. */
  jailRunBy: 'sheriff' | 'county' | 'state';
  /** The sheriff has a 287(g) agreement on the date, by a policy row or ICE's sheet. */
  hasAgreement: boolean;
}

const COUNTY_POLICE: AgencyKind[] = ['county police', 'metro police'];
const CITY_POLICE: AgencyKind[] = ['city police', 'metro police'];
const LOCAL: AgencyKind[] = ['jail', 'sheriff', 'county police', 'city police', 'metro police'];
const STATE: AgencyKind[] = ['state police', 'state prisons', 'state agency'];

/** The kinds of agency that each term names. What depends on who runs the jail is decided in `reaches`. */
const REACH: Record<AgencyTerm, readonly AgencyKind[]> = {
  'all agencies': [...LOCAL, ...STATE],
  'all local agencies': LOCAL,
  'county agencies': ['jail', 'sheriff', ...COUNTY_POLICE],
  'county agencies except sheriff': ['jail', ...COUNTY_POLICE],
  sheriff: ['jail', 'sheriff'],
  'county jail': ['jail'],
  'county police': COUNTY_POLICE,
  'city agencies': CITY_POLICE,
  'city police': CITY_POLICE,
  cities: CITY_POLICE,
  'state agencies': STATE,
  'state police': ['state police'],
  'state prisons': ['state prisons'],
  'state-run jails': ['jail', 'state prisons'],
  'sheriffs with a 287(g) agreement': ['jail', 'sheriff'],
  'agencies that run a jail': ['jail'],
  probation: [],
  'opinion only': [],
};

/** Terms that reach the jail only where somebody in particular runs it. */
const JAIL_RUN_BY: Partial<Record<AgencyTerm, PolicySubject['jailRunBy']>> = {
  sheriff: 'sheriff',
  'sheriffs with a 287(g) agreement': 'sheriff',
  'county agencies except sheriff': 'county',
  'state-run jails': 'state',
};

interface Bound {
  agencies: string;
  kind: string;
}

/** The terms of a row's `agencies` cell. */
export const agencyTerms = (row: Pick<Bound, 'agencies'>): AgencyTerm[] =>
  row.agencies.split(';').map((term) => term.trim() as AgencyTerm);

const NEVER_LAW = new Set(['resolution (non-binding)', 'pending lawsuit']);

/** False for what binds nobody: opinions, non-binding resolutions, pending suits. */
export const isLaw = (row: Bound): boolean => !NEVER_LAW.has(row.kind) && row.agencies !== 'opinion only';

/** True when a row binds the agency asked about. A rule never reaches an agency that it does not name. */
export const reaches = (row: Pick<Bound, 'agencies'>, subject: PolicySubject): boolean =>
  agencyTerms(row).some((term) => {
    if (!REACH[term]?.includes(subject.kind)) return false;
    if (term === 'sheriffs with a 287(g) agreement' && !subject.hasAgreement) return false;
    const runBy = JAIL_RUN_BY[term];
    return subject.kind !== 'jail' || runBy === undefined || runBy === subject.jailRunBy;
  });

/** The kinds of agency that a signer on ICE's 287(g) sheets is, by its type and name there; none where neither tells. */
export function signerKinds({ agency, agency_type }: { agency: string; agency_type: string }): readonly AgencyKind[] {
  const isPolice = /police|patrol|public safety|marshal/i.test(agency);
  if (/^state/i.test(agency_type)) {
    if (/correction|prison|criminal justice/i.test(agency)) return ['state prisons'];
    return isPolice && !/university|college/i.test(agency) ? ['state police'] : ['state agency'];
  }
  if (POLICE_WITH_JAIL.has(agency)) return ['jail', 'metro police'];
  if (/sheriff/i.test(agency)) return ['jail', 'sheriff'];
  if (/jail|correction|detention/i.test(agency)) return ['jail'];
  if (!isPolice) return [];
  return /\bcounty police\b/i.test(agency) ? COUNTY_POLICE : CITY_POLICE;
}

/** Police departments that run their county's jail. */
export const POLICE_WITH_JAIL: ReadonlySet<string> = new Set(['Las Vegas Metropolitan Police Department']);

/** States whose jails the state runs (domain notes; not checked against a source). */
export const STATE_RUN_JAILS: ReadonlySet<string> = new Set(['AK', 'CT', 'DE', 'HI', 'RI', 'VT']);

/** Counties (FIPS) and states whose jails the county or a board runs and not the sheriff, as the rows of these places note. */
const COUNTY_RUN_JAILS: ReadonlySet<string> = new Set([
  'NM',
  'PA', // boards and wardens: 61 Pa.C.S. chapter 17
  '12086', // Miami-Dade County, FL
  '12095', // Orange County, FL
  '21111', // Jefferson County, KY
  '24003', // Anne Arundel County, MD
  '24005', // Baltimore County, MD
  '24027', // Howard County, MD
  '24031', // Montgomery County, MD
  '24033', // Prince George's County, MD
  '31055', // Douglas County, NE
  '34017', // Hudson County, NJ
  '36119', // Westchester County, NY
  '51153', // Prince William County, VA
  '53063', // Spokane County, WA
]);

/** The one city that runs its own jails, over five counties. */
const RUNS_ITS_JAILS = 'NY/new york city';
export const runsItsJails = (placeId: string | undefined): boolean => placeId === RUNS_ITS_JAILS;

/** Who runs the jail of a county; the sheriff where nothing else is noted. */
export function jailRunBy(state: string | undefined, countyFips: string | undefined): PolicySubject['jailRunBy'] {
  if (state !== undefined && STATE_RUN_JAILS.has(state)) return 'state';
  if (countyFips === '24510') return 'state'; // Baltimore city: central booking is the state's
  return COUNTY_RUN_JAILS.has(state ?? '') || COUNTY_RUN_JAILS.has(countyFips ?? '') ? 'county' : 'sheriff';
}
