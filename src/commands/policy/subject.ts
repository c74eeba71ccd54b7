import type { Place } from '../../db/places.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import { type AgencyKind, jailRunBy, type PolicySubject } from '../../rules/policy-agencies.ts';

// These police departments run their county's jail.
const POLICE_WITH_JAIL = new Set(['Las Vegas Metropolitan Police Department']);

/** The agency that a place or agency's name asks about; a place asks about the agency that runs its jail. */
export function subjectOf(meaning: PlaceMeaning, county: Place | undefined, hasAgreement: boolean): PolicySubject {
  const runBy = jailRunBy(meaning.state, county?.fips ?? undefined);
  const kind = agencyKind(meaning);
  return {
    // The sheriff who runs the jail is asked about as its keeper.
    kind: kind === 'sheriff' && runBy === 'sheriff' ? 'jail' : kind,
    jailRunBy: runBy,
    hasAgreement,
  };
}

function agencyKind({ kind, level, canonical, agencyRole }: PlaceMeaning): AgencyKind {
  if (kind === 'jurisdiction' || POLICE_WITH_JAIL.has(canonical)) return 'jail';
  if (level === 'state') {
    if (/correction|prison|criminal justice/i.test(canonical)) return 'state prisons';
    return /police|patrol|troopers|public safety/i.test(canonical) ? 'state police' : 'state agency';
  }
  if (agencyRole !== 'police') return kind === 'agency' && /sheriff/i.test(canonical) ? 'sheriff' : 'jail';
  if (level === 'city') return 'city police';
  return /\bcounty\b/i.test(canonical) ? 'county police' : 'metro police';
}
