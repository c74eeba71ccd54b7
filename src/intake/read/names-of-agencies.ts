import { withoutPersons } from '../../rules/private-text.ts';
import type { Letters } from '../find/agencies.ts';
import type { SaidAgency } from '../find/agency.ts';

/** The fullest way in which a text writes an agency, and what 'the department' or 'the jail' stands for. */
export interface AgencyNames {
  full: (agency: SaidAgency, before?: readonly SaidAgency[]) => string | undefined;
}

export function agencyNames(all: readonly SaidAgency[], letters: Letters): AgencyNames {
  const specific = all.filter(({ kind }) => kind !== 'federal' && kind !== 'local authorities');
  const short = new Map([...letters.short].map(([word, { name }]) => [name, word]));
  const withLetters = (name: string): string => (short.has(name) ? `${name} (${short.get(name)})` : name);
  const fullest = (name: string): string => {
    const lower = name.toLowerCase();
    const longer = [...new Set(specific.map((each) => each.name))].filter(
      (other) => other.length > name.length && other.toLowerCase().endsWith(` ${lower}`),
    );
    // 'Essex County Sheriff' in a headline
    const office = /sheriff$/i.test(name) && specific.find((other) => other.name.startsWith(`${name}'s `))?.name;
    return longer.length === 1 ? (longer[0] ?? name) : office || name;
  };
  return {
    full(agency, before = []) {
      if (agency.kind === 'federal' || namesPerson(agency.name)) return undefined;
      if (agency.kind !== 'local authorities') return withLetters(fullest(agency.name));
      const meant = meantBy(
        agency.name.toLowerCase(),
        before.filter(({ kind }) => kind !== 'federal' && kind !== 'local authorities'),
        specific,
      );
      return meant && withLetters(fullest(meant));
    },
  };
}

/** "Sheriff Tom Dart's jail" */
const namesPerson = (name: string): boolean =>
  withoutPersons(name) !== name ||
  (/\w's (?:[a-z]+ )?(?:jail|prison|court|office|department)\b/i.test(name) &&
    !/(?:Sheriff|County|City|State|Marshal|Attorney|sheriff|county|city|state)'s|'s (?:County|Parish)\b/.test(name));

const KINDS: Readonly<Record<string, SaidAgency['kind']>> = {
  jail: 'jail',
  institution: 'jail',
  prison: 'jail',
  facility: 'jail',
  center: 'jail',
  court: 'court',
  judge: 'court',
  police: 'police',
  deputies: 'police',
};

/** 'the detention center' is the last agency before it whose name has these words. */
function meantBy(words: string, before: readonly SaidAgency[], all: readonly SaidAgency[]): string | undefined {
  const last = words.split(' ').at(-1) ?? '';
  const fits = ({ name }: SaidAgency): boolean =>
    name.toLowerCase().includes(words) || name.toLowerCase().includes(` ${last}`);
  if (last === 'there') return before.at(-1)?.name;
  if (last === 'county') {
    const county =
      [...before].reverse().find(({ name }) => / County\b/.test(name)) ??
      only(all.filter(({ name }) => / County\b/.test(name)));
    return county && /(?:^|for (?:the )?)((?:[A-Z][\w'.-]* ){1,3}County)\b/.exec(county.name)?.[1];
  }
  const named = [...before].reverse().find(fits) ?? only(all.filter(fits));
  if (named) return named.name;
  const kind = KINDS[last];
  // 'the county jail' of the one county that is named
  if (words.startsWith('county ')) return meantBy('county', before, all);
  return kind === undefined ? undefined : [...before].reverse().find((each) => each.kind === kind)?.name;
}

const only = (agencies: readonly SaidAgency[]): SaidAgency | undefined =>
  new Set(agencies.map(({ name }) => name)).size === 1 ? agencies[0] : undefined;
