import type { SaidAgency } from '../find/agency.ts';
import type { Found, Span, Sure } from '../found.ts';
import type { Draft } from './draft.ts';
import type { Facts } from './facts.ts';
import type { Judged } from './outcome-of.ts';
import type { Told } from './timeline.ts';

/** Gives an agency its fullest name; undefined for one that nobody can name. */
export type Named = (
  agency: (SaidAgency & { at: Span }) | undefined,
  sure?: Sure,
  why?: string,
) => Found<string> | undefined;

export interface Release {
  told: readonly Told[];
  release: Told | undefined;
  judged: Judged;
  draft: Draft;
}

/** Who released: by the release itself, by the refusal, by another release, or by the heading. */
export function releasingAgency(found: Release, named: Named): Found<string> | undefined {
  const { told, release, judged } = found;
  const sameDay = sameDayAgency(told, release);
  if (sameDay) return named(sameDay);
  const own = named(handOver(found)) ?? named(release?.agency);
  if (own) return own;
  const refused = named(refuserOf(found), 'inferred', 'it is the agency that did not honor the detainer');
  if (refused) return refused;
  const kind = judged.outcome.value === 'honored' ? 'transfer' : 'release';
  const other = told
    .filter((each) => each.kind === kind && !each.federal)
    .map(({ agency }) => named(agency))
    .find(Boolean);
  return other && release ? other : fromHeading(found, named);
}

/** 'The jail released him on Aug. 19', when another sentence names who released on that day. */
function sameDayAgency(told: readonly Told[], release: Told | undefined) {
  if (release?.agency?.kind !== 'local authorities' || !release.date) return undefined;
  const day = release.date.value;
  return told.find(
    (other) =>
      other !== release &&
      other.kind === 'release' &&
      other.agency !== undefined &&
      other.agency.kind !== 'local authorities' &&
      other.date?.value === day,
  )?.agency;
}

function handOver({ told, judged }: Release) {
  if (judged.outcome.value !== 'honored') return undefined;
  return told.find(
    ({ kind, facts, agency }) =>
      (kind === 'transfer' || kind === 'hold') && agency && agency.kind !== 'federal' && facts === judged.from,
  )?.agency;
}

const isClaimed = ({ judged, release }: Release): boolean =>
  judged.outcome.value === 'declined' || (judged.outcome.value === 'disputed' && release !== undefined);

function refuserOf(found: Release) {
  if (!isClaimed(found)) return undefined;
  const { from, claims } = found.judged;
  return [...(from ? [from] : []), ...claims].map(refuserIn).find(Boolean);
}

function fromHeading(found: Release, named: Named): Found<string> | undefined {
  const { frame } = found.draft;
  if (!frame?.agency || !isClaimed(found) || frame.outcome !== 'declined') return undefined;
  const { agency, at } = frame.agency;
  if (agency.kind === 'government') return undefined;
  return named({ ...agency, at: [at + agency.start, at + agency.end] }, 'inferred', 'the heading names it');
}

/** 'the court declined to honor it': the agency before the refusal; 'not honored by the jail': the one after it. */
function refuserIn(facts: Facts): (SaidAgency & { at: Span }) | undefined {
  const { text, start } = facts.piece;
  for (const refusal of facts.outcomes.filter(({ kind }) => kind === 'declined')) {
    const passive = facts.agencies.find(
      (each) =>
        each.kind !== 'federal' &&
        each.start >= refusal.end &&
        /^ by (?:the )?$/.test(text.slice(refusal.end, each.start)),
    );
    const isActive =
      /^(?:"|')?(?:refus|declin|fail|did not|didn't|chose|opted|ignor|reject|disregard|den(?:ied|ying)|turned|overlook|would not|never)/i.test(
        text.slice(refusal.start),
      );
    const before = facts.agencies.filter(({ end, kind }) => end <= refusal.start && kind !== 'federal').at(-1);
    const between = before ? text.slice(before.end, refusal.start) : '';
    const active = isActive && before && !/[;]/.test(between) && between.length <= 60 ? before : undefined;
    // 'a detainer, which the police ignored'
    const inside = facts.agencies.find(
      (each) =>
        each.kind !== 'federal' &&
        each.start > refusal.start &&
        each.end < refusal.end &&
        /\b(?:which|that) (?:the )?$/.test(text.slice(refusal.start, each.start)),
    );
    const agency = passive ?? active ?? inside;
    if (agency) return { ...agency, at: [start + agency.start, start + agency.end] };
  }
  return undefined;
}

/** Without an actor of its own: the holder that the detainer went to, or the county before the item. */
export function heldBy(
  release: Told | undefined,
  judged: Judged,
  sentTo: Found<string> | undefined,
  draft: Draft,
): Found<string> | undefined {
  const left = release !== undefined || judged.outcome.value === 'declined' || judged.outcome.value === 'honored';
  if (!left) return undefined;
  if (sentTo && (judged.outcome.value !== 'disputed' || release))
    return { ...sentTo, sure: 'inferred', why: 'nobody else is named: the detainer was sent there' };
  if (draft.place && / County\b/.test(draft.place.name))
    return {
      value: draft.place.name,
      from: [draft.place.start, draft.place.end],
      sure: 'inferred',
      why: 'only the county before the item is named',
    };
  return undefined;
}

/** 'Individuals released in Cook County with a declined detainer include:' where nobody else is named. */
export function countyOf({ frame }: Draft, judged: Judged): Found<string> | undefined {
  if (frame?.outcome !== 'declined' || judged.outcome.value !== 'declined' || !frame.county) return undefined;
  const { name, start, end } = frame.county;
  return { value: name, from: [start, end], sure: 'inferred', why: 'only the county of the heading is named' };
}

/** '; Hennepin County Jail, Feb. 4' at the end of an item whose heading says what happened to all. */
export function tailOf(all: readonly Facts[], told: readonly Told[], judged: Judged, draft: Draft) {
  const [value, heading] = [judged.outcome.value, draft.frame?.outcome];
  if (value !== heading || (value !== 'declined' && value !== 'honored')) return undefined;
  const facts = all.find(({ agencies, dates }) => dates.length > 0 && agencies.length > 0);
  const date = facts?.dates.at(-1);
  const agency = facts?.agencies.filter(({ kind }) => kind !== 'federal' && kind !== 'local authorities').at(-1);
  if (!facts || !date || !agency || date.then || date.start < agency.end || date.start - agency.end > 4)
    return undefined;
  if (told.some((each) => each.facts === facts && (each.kind === 'arrest' || each.kind === 'detainer')))
    return undefined;
  const base = facts.piece.start;
  return {
    date: { ...date, at: [base + date.start, base + date.end] as const },
    agency: { ...agency, at: [base + agency.start, base + agency.end] as const },
  };
}

/** 'the county', 'Durham County officials' and 'Durham County jail' stand for the holder in that county that is named otherwise. */
export function fuller(
  found: Found<string> | undefined,
  ...holders: readonly (Found<string> | undefined)[]
): Found<string> | undefined {
  const county = /^((?:[A-Z][\w.'-]* ){1,3}County)(?:'s)?(?: (?:jail|officials|authorities|custody))?$/.exec(
    found?.value ?? '',
  )?.[1];
  const holder =
    county && holders.find((each) => each?.value.startsWith(county) && each.value.length > county.length + 1);
  return holder ? { ...holder, sure: 'inferred', why: 'the holder in that county' } : found;
}

/** 'The Denver Sheriff Department notified ICE twelve hours before': who answers the claim released. */
export function answeredBy(all: readonly Facts[], judged: Judged, named: Named): Found<string> | undefined {
  const at = judged.disputed?.from[0];
  const facts = all.find(({ piece }) => at !== undefined && at >= piece.start && at < piece.start + piece.text.length);
  const agency = facts?.agencies.find(({ kind }) => kind === 'police' || kind === 'jail');
  return (
    facts &&
    agency &&
    named(
      { ...agency, at: [facts.piece.start + agency.start, facts.piece.start + agency.end] },
      'inferred',
      'nobody else is named: it answers the claim',
    )
  );
}

/** 'booked into the Santa Cruz County Main Jail' */
export function bookedInto(
  all: readonly Facts[],
  release: Told | undefined,
  judged: Judged,
  named: Named,
): Found<string> | undefined {
  if (!release && judged.outcome.value !== 'declined') return undefined;
  for (const { piece, agencies } of all)
    for (const agency of agencies)
      if (
        agency.kind === 'jail' &&
        !/\bcurrently\b|\bICE custody\b|\bpending\b|\bby ICE\b/.test(piece.text) &&
        /\b(?:(?:booked|held|jailed|kept|detained|custody|lodged)(?: \w+){0,3} (?:into|in|at|of)|(?:taken back|brought back|returned|was|is) (?:to|in)) (?:the )?$/.test(
          piece.text.slice(Math.max(0, agency.start - 60), agency.start),
        )
      )
        return named(
          { ...agency, at: [piece.start + agency.start, piece.start + agency.end] },
          'inferred',
          'nobody else is named: the person was held there',
        );
  return undefined;
}
