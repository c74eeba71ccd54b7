import type { Offence } from '../found.ts';
import type { Facts } from './facts.ts';
import type { Told } from './timeline.ts';

/** The events of a person that the case rests on. */
export interface Chosen {
  told: readonly Told[];
  release: Told | undefined;
  detainer: Told | undefined;
  arrest: Told | undefined;
}

const RANK = ['history', 'arrested for', 'charged', 'convicted'];

/**
 * Offences, each with its firmest standing. Those of an arrest after the release are later events; those of an arrest
 * long before are history. Titles are read only where the text itself names no offence.
 */
export function offencesOf(all: readonly Facts[], chosen: Chosen): Offence[] {
  const body = all.filter(({ piece }) => /[.!?;"]\)?$/.test(piece.text));
  const found: Offence[] = [];
  for (const facts of body.some(({ offences }) => offences.length > 0) ? body : all) {
    for (const offence of facts.offences) {
      if (offence.when === 'later' || (isAfter(facts, chosen) && offence.standing !== 'convicted')) continue;
      const isHistory = offence.standing === 'arrested for' && isOld(facts, chosen);
      addOffence(found, {
        value: offence.text,
        standing: isHistory ? 'history' : offence.standing,
        from: [facts.piece.start + offence.start, facts.piece.start + offence.end],
        sure: 'said',
        ...(offence.said ? { said: offence.said } : {}),
      });
    }
    convict(found, facts);
  }
  return found;
}

/** 'convicted him of the offense', of the charges told before; 'was convicted', of the one charge. */
function convict(found: Offence[], { piece: { text } }: Facts): void {
  const charged = found.filter(({ standing }) => standing === 'charged' || standing === 'arrested for');
  if (OF_IT.test(text) || (charged.length === 1 && CONVICTED.test(text)))
    for (const offence of charged) offence.standing = 'convicted';
}
const OF_IT =
  /\b(?:convicted(?: (?:him|her|the \w+|[A-Z][\w'-]+))?|(?:found|pleaded|pled) guilty) (?:of|to) (?:the|that|those|these|both|all) (?:offen[sc]es?|charges?|crimes?|counts?)(?=[,.;]| (?:and|in|on)\b|$)/;
const CONVICTED = /\bwas (?:tried and )?convicted (?:and sentenced|on [A-Z]|in [A-Z\d]|last|this)/;

/** Of one offence told twice the longer words and the firmer standing stay. */
function addOffence(found: Offence[], made: Offence): void {
  const at = found.findIndex((other) => isSameOffence(other.value, made.value));
  const has = found[at];
  if (!has) found.push(made);
  else {
    const firmer = RANK.indexOf(made.standing) > RANK.indexOf(has.standing) ? made.standing : has.standing;
    found[at] = { ...(made.value.length > has.value.length ? made : has), standing: firmer };
  }
}

/** 'indecent assault' is told first as 'indecent assault and battery on a child'. */
const isSameOffence = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((words) => words.toLowerCase().replace(/^the /, '')) as [string, string];
  return (
    a === b ||
    (a.split(' ').length > 1 && b.startsWith(`${a} `)) ||
    (b.split(' ').length > 1 && a.startsWith(`${b} `)) ||
    (a.length > 3 && b.startsWith(`${a} of `)) ||
    (b.length > 3 && a.startsWith(`${b} of `))
  );
};

/** Told with a local arrest that came after the release, or after the detainer where the release has no date. */
export function isAfter(facts: Facts, { told, release, detainer }: Chosen): boolean {
  const until = release?.date?.value ?? detainer?.date?.value;
  if (!release || until === undefined || until.length < 7) return false;
  return told.some(({ kind, federal, date, at, facts: own }) => {
    if (own !== facts || kind !== 'arrest' || federal || !date || date.value.length < 7) return false;
    return date.value.slice(0, until.length) > until.slice(0, date.value.length) && at[0] > release.at[0];
  });
}

/** Told with a local arrest that is earlier than the one before the release. */
function isOld(facts: Facts, { told, arrest }: Chosen): boolean {
  const day = arrest?.date?.value;
  if (day === undefined || arrest?.facts === facts) return false;
  return told.some(
    ({ kind, date, facts: own }) =>
      own === facts && kind === 'arrest' && date !== undefined && date.value < day.slice(0, date.value.length),
  );
}
