import type { Refusal } from './refusal.ts';
import { ofAccusations } from './refused-accusations.ts';
import { ofPersons } from './refused-persons.ts';
import { ofSubjects } from './refused-subjects.ts';

const SAID: Readonly<Record<Refusal['why'], string>> = {
  person:
    'Nobody can be looked up here. The records carry no names or numbers of people, and nothing of that kind is searched, repeated or kept. The desk can tell the rule of a place or count the detainers there. To find a person in custody, ICE has a locator of its own, and a jail has a roster.',
  operations:
    'The desk knows nothing of where officers are or what they plan; its data are past records. It can tell the rule of a place, or count past detainers there.',
  advice:
    "The desk gives no advice on anybody's case; a lawyer can. It can show the rule of the place and its sources.",
  opinion:
    'The desk takes no side and states no causes: it shows rules, records and what others published, each with its source.',
  injection:
    'The desk only answers questions about detainers. It has no other rules to show, and keeps its settings to itself.',
  scope:
    'That is outside what the desk knows: immigration detainers, the rules on them, 287(g) agreements and published declined-detainer cases. Arrests, detention counts and deportations are not among them.',
  report:
    'The desk reports nobody to anyone and contacts no agency. It answers questions about detainers from public data.',
};

/** The first that fits decides. */
const PATTERNS = [...ofPersons, ...ofSubjects, ...ofAccusations].map(
  ([source, why]) => [new RegExp(`(?<![\\w-])(?:${source})(?![a-z])`, 'u'), why] as const,
);

/** Why the desk does not answer a question; undefined when nothing speaks against it. */
export function findRefusal(joined: string): Refusal | undefined {
  for (const [pattern, why] of PATTERNS) {
    if (!pattern.test(joined)) continue;
    return { why, said: SAID[why] };
  }
  return undefined;
}

export const refusalFor = (why: Refusal['why']): Refusal => ({ why, said: SAID[why] });
