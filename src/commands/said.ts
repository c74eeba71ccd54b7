import type { Action } from '../answer.ts';
import type { DetainerWithFacility } from '../db/detainers.ts';
import { OUTCOME_LABEL, type OutcomeGroup } from '../rules/outcome.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import type { Args } from './subcommand.ts';

/** Charge and whether the record shows a conviction for it. */
export function chargeSaid(row: DetainerWithFacility): string {
  if (row.conviction_charge && row.conviction_on)
    return `convicted: ${row.conviction_charge} (${row.conviction_on.slice(0, 4)})`;
  if (row.conviction_charge)
    return `${row.conviction_charge}, listed by ICE as most serious conviction charge; no conviction date`;
  if (row.redacted.split(',').includes('most_serious_conviction_charge')) return 'charge redacted by ICE';
  if (row.criminality?.startsWith('2')) return 'pending charges (ICE category); the charge is not in this file';
  return 'no conviction listed, which is not the same as none';
}

/** Our label and ICE's verbatim reason. */
export function outcomeSaid(row: DetainerWithFacility): string {
  const label = OUTCOME_LABEL[row.outcome_group as OutcomeGroup] ?? row.outcome_group;
  if (row.redacted.split(',').includes('detainer_lift_reason')) return 'Lift reason redacted by ICE';
  return row.lift_reason ? `${label}; ICE's words: "${row.lift_reason}"` : label;
}

/** The button that watches the place of a card. */
export const watchThis = (place: string): Action => ({
  label: 'Watch this',
  words: `watch "${place.replace(/"/g, '')}"`,
});

/** 'Sherburne County, MN', or 'Los Angeles Police Department (CA)'. */
export function placeLabel(meaning: PlaceMeaning): string {
  if (meaning.level === 'state' && meaning.kind === 'jurisdiction') return meaning.canonical;
  return meaning.state ? `${meaning.canonical}, ${meaning.state}` : meaning.canonical;
}

const KINDS: Record<string, string> = {
  'county jail': 'County jails',
  police: 'Police lock-ups',
  'state prison': 'State prisons',
  federal: 'Federal sites',
  hospital: 'Hospitals',
  juvenile: 'Juvenile facilities',
  'ICE site': 'ICE sites',
  'not known': 'Facilities of a kind not known',
};

export const facilityKindLabel = (kind: string): string => KINDS[kind] ?? kind;

/** 33.4 % as '33.4%'. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${Math.round((part / whole) * 1000) / 10}%`;

export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

export const titleCase = (text: string): string =>
  text === text.toUpperCase()
    ? text.toLowerCase().replace(/(^|[\s(,.-])([a-z])/g, (_, gap: string, letter: string) => gap + letter.toUpperCase())
    : text;

/** ' (outcome declined)'. */
export function filtersSaid(args: Args): string {
  const parts = Object.entries(args.filters)
    .filter(([key]) => key !== 'in')
    .map(([key, values]) => `${key} ${values.join(' or ')}`);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
