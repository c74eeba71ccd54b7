import { spanOf } from '../../rules/dates.ts';
import { states } from '../../rules/states.ts';
import type { Figure, FoundDate } from '../found.ts';
import { findDates } from './dates.ts';
import { findStates } from './where.ts';

/** What a sentence says of the area and the days of its figures, with places in the sentence. */
export type Scope = Pick<Figure, 'jurisdiction' | 'state' | 'period'>;

const COUNTY = /\b((?:[A-Z][\w.'’-]{1,20} ){1,3}(?:County|Parish))\b/g;
const FISCAL = /\b(?:FY|[Ff]iscal [Yy]ear) ?(20\d\d)\b/;
const BETWEEN = /^(?:,? ?\d{4},?)? ?(?:to|through|and|until|-|–|—) ?$/;

/** The one county or else the state that a sentence names, and the days that it covers; nothing where it names several. */
export function scopeOf(text: string, published: string): Scope {
  const counties = [...text.matchAll(COUNTY)];
  const codes = findStates(text);
  const [state] = codes;
  const [county] = counties;
  const isOneState = state && codes.every(({ code }) => code === state.code);
  const isOneCounty = county?.[1] && counties.every(([, name]) => name === county[1]);
  const name = states.find(({ code }) => code === state?.code)?.name;
  const period = periodOf(text, published);
  return {
    ...(isOneCounty && county[1] && isOneState
      ? {
          jurisdiction: {
            value: county[1].replace(/^(?:In|The) /, ''),
            from: [county.index, county.index + county[1].length],
            sure: 'said',
          },
        }
      : name && isOneState && counties.length === 0
        ? { jurisdiction: { value: name, from: [state.start, state.end], sure: 'said' } }
        : {}),
    ...(isOneState ? { state: { value: state.code, from: [state.start, state.end], sure: 'said' } } : {}),
    ...(period ? { period } : {}),
  };
}

/** 'between Oct. 1, 2019 and Sept. 30, 2020', 'since January 2020', 'in fiscal year 2020', 'in August'. */
function periodOf(text: string, published: string): FoundDate | undefined {
  const fiscal = FISCAL.exec(text);
  if (fiscal?.[1]) {
    const year = Number(fiscal[1]);
    return ranged(
      `${year - 1}-10-01`,
      `${year}-09-30`,
      [fiscal.index, fiscal.index + fiscal[0].length],
      'inferred',
      'a federal fiscal year ends on September 30',
    );
  }
  const dates = findDates(text, published).filter(({ then }) => !then);
  const [first, second] = dates;
  if (!first) return undefined;
  if (second && dates.length === 2 && BETWEEN.test(text.slice(first.end, second.start))) {
    const [from, to] = [spanOf(first.value)?.from, spanOf(second.value)?.to];
    return from && to && from <= to ? ranged(from, to, [first.start, second.end], first.sure) : undefined;
  }
  if (dates.length > 1) return undefined;
  const { value, precision, start, end, sure, why } = first;
  const from = spanOf(value)?.from;
  const until = spanOf(published)?.to;
  if (from && until && /\b[Ss]ince (?:early |late |mid-)?$/.test(text.slice(Math.max(0, start - 16), start)))
    return ranged(from, [from, until].sort()[1] ?? until, [start, end], 'inferred', 'until the day of publication');
  return { value, precision, from: [start, end], sure, ...(why ? { why } : {}) };
}

const ranged = (
  from: string,
  to: string,
  span: readonly [number, number],
  sure: FoundDate['sure'],
  why?: string,
): FoundDate => ({ value: `${from}..${to}`, precision: 'range', from: span, sure, ...(why ? { why } : {}) });
