import { findAgencies, type Letters } from '../find/agencies.ts';
import { findDates } from '../find/dates.ts';
import { findHow, findLater } from '../find/history.ts';
import type { SaidDate } from '../find/said-date.ts';
import type { Found, FoundDate, Offence, ProposedCase, Standing } from '../found.ts';
import { countryAt } from '../words/countries.ts';
import type { Frame } from './frames.ts';

/** A line of a text with labels, as 'Charges: theft'. */
export interface Field {
  label: string;
  value: string;
  /** Where the value begins in the cleaned text. */
  start: number;
}

const STANDINGS: Readonly<Record<string, Standing>> = {
  charges: 'charged',
  convictions: 'convicted',
  history: 'history',
};

export function offencesIn({ label, value, start }: Field): Offence[] {
  const standing = STANDINGS[label];
  if (!standing) return [];
  let at = 0;
  return value.split(/(?<=;) ?|(?<=\)),? |, (?=[A-Z])/).flatMap((part): Offence[] => {
    const from = value.indexOf(part, at);
    at = from + part.length;
    const words = part
      .replace(
        /\((?:both |all )?(?:pending|charged|dismissed|arrest(?:ed)?|convict|convicted|conviction|charge)\b[^)]*\)/i,
        '',
      )
      .replace(/[;,. ]{1,9}$/, '');
    if (words.length < 3 || /^(?:none|n\/a|unknown)/i.test(words)) return [];
    const own: Standing = /\(convict/i.test(part)
      ? 'convicted'
      : /\((?:both |all )?(?:pending|charge)/i.test(part)
        ? 'charged'
        : /\(arrest/i.test(part)
          ? 'arrested for'
          : standing;
    return [{ value: words.trim(), standing: own, from: [start + from, start + from + words.length], sure: 'said' }];
  });
}

export function laterIn(value: string, start: number): ProposedCase['later_events'] {
  const found: ProposedCase['later_events'] = findLater(value).map((each) => ({
    value: each.value,
    from: [start + each.start, start + each.end],
    sure: 'said',
  }));
  const community = /\b(?:in the community|whereabouts unknown|not found)\b/i.exec(value);
  if (community)
    found.push({
      value: 'at large',
      from: [start + community.index, start + community.index + community[0].length],
      sure: 'inferred',
      why: 'not in custody',
    });
  const arrested = /\barrested by (?:ICE|ERO)\b/i.exec(value);
  if (arrested)
    found.unshift({
      value: 'arrested by ICE',
      from: [start + arrested.index, start + arrested.index + arrested[0].length],
      sure: 'said',
    });
  const removed = /(?:;|,|and|ICE [\d/]+) ?\bremoved \d/i.exec(value);
  if (removed)
    found.push({
      value: 'removed',
      from: [start + removed.index, start + removed.index + removed[0].length],
      sure: 'said',
    });
  if (/^at large\b/i.test(value)) found.push({ value: 'at large', from: [start, start + 8], sure: 'said' });
  return found;
}

export function dateIn(field: Field | undefined, published: string): FoundDate | undefined {
  const date: SaidDate | undefined = field && findDates(field.value, published).find(({ then }) => !then);
  return (
    field &&
    date && {
      value: date.value,
      precision: date.precision,
      from: [field.start + date.start, field.start + date.end],
      sure: date.sure,
      ...(date.why ? { why: date.why } : {}),
    }
  );
}

export function agencyIn(field: Field | undefined, letters: Letters): Found<string> | undefined {
  const agency =
    field && findAgencies(field.value, letters).find(({ kind }) => kind !== 'federal' && kind !== 'local authorities');
  return (
    field &&
    agency && { value: agency.name, from: [field.start + agency.start, field.start + agency.end], sure: 'said' }
  );
}

/** 'Alachua County, Florida' as the whole of a value */
export function countyIn(field: Field | undefined): Found<string> | undefined {
  const name = /^((?:[A-Z][\w'.-]* ){1,3}(?:County|Parish))(?:,|$)/.exec(field?.value ?? '')?.[1];
  return field && name
    ? { value: name, from: [field.start, field.start + name.length], sure: 'inferred', why: 'only the county is named' }
    : undefined;
}

export function headingAgency({ agency }: Frame): Found<string> | undefined {
  return (
    agency && {
      value: agency.agency.name,
      from: [agency.at + agency.agency.start, agency.at + agency.agency.end],
      sure: 'inferred',
      why: 'the heading names it',
    }
  );
}

export function countryIn(field: Field | undefined): Found<string> | undefined {
  const words = field?.value.replace(/[,.;]/g, '').split(' ') ?? [];
  const country = countryAt(words, words[0]?.toLowerCase() === 'the' ? 1 : 0);
  return (
    field && country && { value: country.country, from: [field.start, field.start + field.value.length], sure: 'said' }
  );
}

export function ageIn(field: Field | undefined): Found<number> | undefined {
  const age = field && /\b[1-9]\d\b/.exec(field.value);
  return field && age
    ? { value: Number(age[0]), from: [field.start + age.index, field.start + age.index + 2], sure: 'said' }
    : undefined;
}

export function sexIn(fields: readonly Field[]): ProposedCase['sex'] {
  for (const { value, start } of fields) {
    const sex = /\b(?:(M|male|man)|(F|female|woman))\b/i.exec(value);
    if (sex)
      return { value: sex[1] ? 'M' : 'F', from: [start + sex.index, start + sex.index + sex[0].length], sure: 'said' };
  }
  return undefined;
}

export function howIn(field: Field | undefined): Found<string> | undefined {
  if (!field) return undefined;
  const own = /\bpersonal bond\b|\bPR bond\b/i.exec(field.value);
  if (own)
    return {
      value: 'own recognizance',
      from: [field.start + own.index, field.start + own.index + own[0].length],
      sure: 'said',
    };
  const how = findHow(field.value) ?? bare(field.value);
  return how && { value: how.value, from: [field.start + how.start, field.start + how.end], sure: 'said' };
}

const bare = (value: string) => {
  const match = /\b(?:bond|bail|probation|parole)\b/i.exec(value);
  return match
    ? {
        value: /bond|bail/i.test(match[0]) ? 'bond' : match[0].toLowerCase(),
        start: match.index,
        end: match.index + match[0].length,
      }
    : undefined;
};
