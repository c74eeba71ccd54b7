import { meaningLabel, placeLabel } from '../../places/labels.ts';
import { type AgencyKind, STATE_RUN_JAILS } from '../../rules/policy-agencies.ts';
import type { PolicyQuestion } from './question.ts';

/** The place or agency that the answer is about. For a city this is the jail of its county. */
export function titleOf({ meaning, county, city, subject }: PolicyQuestion): string {
  if (meaning.kind !== 'jurisdiction') return meaning.site ? meaningLabel(meaning) : placeLabel(meaning);
  if (county && city && subject.kind === 'jail' && !STATE_RUN_JAILS.has(county.state))
    return `${county.name}, ${county.state} (${city.name})`;
  return placeLabel(meaning);
}

const WHOSE: Partial<Record<AgencyKind, string>> = {
  'city police': 'the police of a city',
  'county police': 'the police of a county, not the sheriff',
  'metro police': 'the police of a city that is also a county',
  sheriff: 'the sheriff, who does not run the jail here as far as the desk knows',
  'state police': 'the police of the state',
  'state prisons': 'the prisons of the state',
  'state agency': 'an agency of the state',
};

/** Whose rules are shown, and whose are listed separately: for the first screen, and what More adds. */
export function whoDecides(question: PolicyQuestion): [first: string | undefined, more?: string] {
  const { meaning, county, city, otherCounties, subject, state } = question;
  const isCountyJail =
    !meaning.site && !WHOSE[subject.kind] && meaning.level !== 'state' && subject.jailRunBy !== 'state';
  if (isCountyJail && county && city && otherCounties.length === 0)
    return ["The city's own agencies are apart.", inFull(question)];
  if (isCountyJail && !city) return [undefined, inFull(question)];
  if (subject.jailRunBy === 'state' && state && meaning.level !== 'state' && !meaning.site && !WHOSE[subject.kind])
    return [`As far as the desk knows, ${state.name} runs the jails, so its rules decide.`, inFull(question)];
  return [inFull(question)];
}

function inFull({ meaning, county, city, otherCounties, subject, state }: PolicyQuestion): string {
  const whose = WHOSE[subject.kind];
  if (meaning.site)
    return `${meaning.canonical} is a state prison in ${meaning.site.counties.join(' and ')}${meaning.note ? ` (${meaning.note})` : ''}. Asked about the prisons of the state: rules of counties and cities do not reach them.`;
  if (whose)
    return subject.kind.startsWith('state')
      ? `Asked about ${whose}: rules of counties and cities do not reach it.`
      : `Asked about ${whose}. The rules of the agency that runs the jail are apart.`;
  if (meaning.level === 'state')
    return meaning.state === 'DC'
      ? 'The District has no counties: its own agencies decide.'
      : 'Counties and cities may have their own: ask for one.';
  if (state && subject.jailRunBy === 'state')
    return `The jails of ${state.name} are run by the state, as far as the desk knows (not checked), so the state's rules decide; rules of the place itself stand beside them.`;
  if (city && !county) return `${city.name} runs its own jails; the city's rules decide.`;
  if (county && city && otherCounties.length > 0)
    return `${city.name} lies in ${otherCounties.length + 1} counties. The jail of ${county.name} is shown; the city's own agencies are apart.`;
  if (county && city)
    return `${city.name} lies in ${county.name}, whose jail is shown; the city's own agencies are apart.`;
  return 'These are the rules for the agency that runs the jail, state over local.';
}
