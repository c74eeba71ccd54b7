import type { Place } from '../../db/places.ts';
import { nameKey } from '../../rules/name-key.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import {
  type AgencyKind,
  jailRunBy,
  POLICE_WITH_JAIL,
  type PolicySubject,
  signerKinds,
} from '../../rules/policy-agencies.ts';
import { hasSheriffAgreement, type PolicyRule } from '../../rules/policy-at-date.ts';
import { findState } from '../../rules/states.ts';

/** The agency that a question is about. A question about a place is about the agency that runs its jail. */
export function subjectOf(meaning: PlaceMeaning, county: Place | undefined): PolicySubject {
  const runBy = jailRunBy(meaning.state, county?.fips ?? undefined);
  const kind = agencyKind(meaning);
  return {
    // A question about the sheriff who runs the jail is about the jail.
    kind: kind === 'sheriff' && runBy === 'sheriff' ? 'jail' : kind,
    jailRunBy: runBy,
    hasAgreement: false,
  };
}

/** The subject on a day. The sheriff's agreement may be in a row of the place or on ICE's sheet. */
export const subjectOn = (subject: PolicySubject, rows: readonly PolicyRule[], day: string): PolicySubject => ({
  ...subject,
  hasAgreement: subject.hasAgreement || hasSheriffAgreement(rows, day),
});

interface Signer {
  agency: string;
  agency_type: string;
  place_id: string | null;
}

/** Words that agencies' names on ICE's sheets have or leave out. */
const NOT_TELLING = new Set(['the', 'of', 'and', 'department', 'division', 'office']);

/**
 * Of the agreements in an agency's place, its own: those that its name is on. Where none has it, those of agencies of
 * its kind, since a patrol may have signed as the department that it belongs to.
 */
export function signersOf<T extends Signer>(rows: readonly T[], meaning: PlaceMeaning): T[] {
  const { canonical, placeId = '', state = '' } = meaning;
  const kind = agencyKind(meaning);
  const ofKind = rows.filter(isSigner({ kind }, { place_id: placeId }));
  const words = nameKey(canonical)
    .split(' ')
    .filter((word) => !NOT_TELLING.has(word));
  const named = ofKind.filter((row) => {
    const name = ` ${nameKey(`${row.agency} ${findState(state)?.name ?? ''}`)} `;
    return words.every((word) => name.includes(` ${word} `));
  });
  return named.length > 0 || kind === 'state agency' ? named : ofKind;
}

/** True for an agreement on ICE's sheet of the agency asked about, and not of another in the same county. */
export function isSigner({ kind }: Pick<PolicySubject, 'kind'>, city: Pick<Place, 'place_id'> | undefined) {
  return (row: Signer): boolean =>
    signerKinds(row).includes(kind) && (kind !== 'city police' || row.place_id === city?.place_id);
}

function agencyKind({ kind, level, canonical, agencyRole, site }: PlaceMeaning): AgencyKind {
  if (site?.kind === 'state prison') return 'state prisons';
  if (kind === 'jurisdiction' || POLICE_WITH_JAIL.has(canonical)) return 'jail';
  if (level === 'state') {
    if (/correction|prison|criminal justice/i.test(canonical)) return 'state prisons';
    return /police|patrol|troopers|public safety/i.test(canonical) ? 'state police' : 'state agency';
  }
  if (agencyRole !== 'police') return kind === 'agency' && /sheriff/i.test(canonical) ? 'sheriff' : 'jail';
  if (level === 'city') return 'city police';
  return /\bcounty\b/i.test(canonical) ? 'county police' : 'metro police';
}
