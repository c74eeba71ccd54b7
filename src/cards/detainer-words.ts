import type { DetainerWithFacility } from '../db/detainers.ts';
import { OUTCOME_LABEL } from '../rules/outcome.ts';

/** The charge in a few words. */
export function chargeBriefly(row: DetainerWithFacility): string {
  if (row.conviction_charge) return describeCharge(row).split(',')[0] ?? '';
  return row.criminality?.startsWith('2') ? 'pending charges' : (describeCharge(row).split(',')[0] ?? '');
}

/** The charge, and whether the record shows a conviction for it. */
export function describeCharge(row: DetainerWithFacility): string {
  if (row.conviction_charge && row.conviction_on)
    return `convicted: ${row.conviction_charge} (${row.conviction_on.slice(0, 4)})`;
  if (row.conviction_charge)
    return `${row.conviction_charge}, listed by ICE as most serious conviction charge; no conviction date`;
  if (row.redacted.split(',').includes('most_serious_conviction_charge')) return 'charge redacted by ICE';
  if (row.criminality?.startsWith('2')) return 'pending charges (ICE category); the charge is not in this file';
  return 'no conviction listed, which is not the same as none';
}
/** Our label and ICE's verbatim reason. */
export function describeOutcome(row: DetainerWithFacility): string {
  const label = OUTCOME_LABEL[row.outcome_group];
  if (row.redacted.split(',').includes('detainer_lift_reason')) return 'Lift reason redacted by ICE';
  return row.lift_reason ? `${label}; ICE's words: "${row.lift_reason}"` : label;
}
const FACILITY_KIND_LABELS: Record<string, string> = {
  'county jail': 'County jails',
  'city jail': 'City jails',
  police: 'Police departments',
  'state prison': 'State prisons',
  federal: 'Federal prisons and marshals',
  hospital: 'Hospitals',
  juvenile: 'Juvenile facilities',
  'ICE site': "ICE's own and contract sites",
  'hold room': 'ICE hold rooms',
  'not known': 'Facilities of a kind not known',
};
export const facilityKindLabel = (kind: string): string => FACILITY_KIND_LABELS[kind] ?? kind;
