import { isLocalKind } from '../rules/facility.ts';
import { type OutcomeGroup, UNRECORDED } from '../rules/outcome.ts';
import { percent, plural } from '../rules/wording.ts';

/** Counted rows of one kind of facility and one outcome. */
export interface Counted {
  facility_kind: string;
  outcome_group: OutcomeGroup;
  n: number;
}

const KIND_NAMES: Record<string, string> = {
  'county jail': 'county jails',
  'city jail': 'city jails',
  police: 'police departments',
  'state prison': 'state prisons',
  federal: 'federal prisons and marshals',
  hospital: 'hospitals',
  juvenile: 'juvenile facilities',
  'ICE site': "ICE's own and contract sites",
  'hold room': 'ICE hold rooms',
  'not known': 'facilities of a kind not known',
};
const NAMED_KINDS = 4;

export const sumOf = (cells: readonly { n: number }[]): number => cells.reduce((total, { n }) => total + n, 0);
export const isLocal = ({ facility_kind: kind }: Pick<Counted, 'facility_kind'>): boolean =>
  isLocalKind(kind) && kind !== 'not known';
export const isRecorded = ({ outcome_group: group }: Pick<Counted, 'outcome_group'>): boolean =>
  !UNRECORDED.includes(group);
const show = (n: number): string => n.toLocaleString('en-US');

/** '310 sent to county jails, 27 to state prisons', most first. */
export function sentTo(cells: readonly Counted[]): string {
  const kinds = kindsOf(cells);
  const [only] = kinds;
  if (only && kinds.length === 1) return `${only.n === 1 ? '' : 'all '}sent to ${KIND_NAMES[only.kind] ?? only.kind}`;
  const named = kinds.length > NAMED_KINDS + 1 ? kinds.slice(0, NAMED_KINDS) : kinds;
  const rest = sumOf(kinds.slice(named.length));
  const said = named.map(({ kind, n }, at) => `${show(n)} ${at === 0 ? 'sent ' : ''}to ${KIND_NAMES[kind] ?? kind}`);
  return [...said, ...(rest > 0 ? [`${show(rest)} elsewhere`] : [])].join(', ');
}

export function kindsOf(cells: readonly Counted[]): { kind: string; n: number }[] {
  const kinds = new Map<string, number>();
  for (const { facility_kind: kind, n } of cells) kinds.set(kind, (kinds.get(kind) ?? 0) + n);
  return [...kinds].map(([kind, n]) => ({ kind, n })).sort((a, b) => b.n - a.n || (a.kind < b.kind ? -1 : 1));
}

/**
 * How many, where they were sent, and then what ICE recorded, as shares of the rows with a recorded outcome and with the share
 * that has none beside. Shares are of the local facilities where there are any, otherwise of one kind; never of kinds mixed.
 * `all` holds the rows of every outcome; `said` the filters.
 */
export function countSentence({
  noun,
  cells,
  all,
  outcomes,
  said,
}: {
  noun: string;
  cells: readonly Counted[];
  all: readonly Counted[];
  outcomes?: readonly OutcomeGroup[] | undefined;
  said: string;
}): string {
  const head = outcomes
    ? `${show(sumOf(cells))} of ${plural(sumOf(all), noun)}${said}`
    : `${plural(sumOf(all), noun)}${said}`;
  const where = sumOf(cells) === 0 ? '' : `: ${sentTo(cells)}`;
  const group = shareGroup(all);
  const shares = group ? sayShares(group.cells, group.name, outcomes) : '';
  return `${head}${where}.${shares ? ` ${shares}` : ''}`;
}

/** The rows that shares are of, and what to call them; undefined for kinds that must not be mixed. */
export function shareGroup<T extends Counted>(cells: readonly T[]): { cells: T[]; name: string } | undefined {
  const local = cells.filter(isLocal);
  const kinds = kindsOf(local.length > 0 ? local : cells);
  const [only] = kinds;
  if (local.length === 0) return only && kinds.length === 1 ? { cells: [...cells], name: '' } : undefined;
  if (local.length === cells.length) return { cells: local, name: '' };
  const names = kinds.map(({ kind }) => kind);
  if (only && kinds.length === 1) return { cells: local, name: ` at ${KIND_NAMES[only.kind]}` };
  const jails = names.every((kind) => kind === 'county jail' || kind === 'city jail');
  const police = names.every((kind) => kind === 'county jail' || kind === 'city jail' || kind === 'police');
  return {
    cells: local,
    name: jails ? ' at jails' : police ? ' at jails and police departments' : ' at local facilities',
  };
}

/** 'Of the 210 with a recorded outcome at county jails, 60 (28.6%) are ...; 120 (36.4%) have no outcome recorded.' */
function sayShares(group: readonly Counted[], name: string, outcomes?: readonly OutcomeGroup[]): string {
  const total = sumOf(group);
  const of = (...groups: OutcomeGroup[]) => sumOf(group.filter((cell) => groups.includes(cell.outcome_group)));
  const recorded = sumOf(group.filter(isRecorded));
  const [none, redacted] = [of('no_outcome'), of('redacted')];
  const silent = [
    ...(none > 0 || redacted === 0
      ? [`${show(none)} (${percent(none, total)}) ${none === 1 ? 'has' : 'have'} no outcome recorded`]
      : []),
    ...(redacted > 0
      ? [`${show(redacted)} (${percent(redacted, total)}) ${redacted === 1 ? 'is' : 'are'} redacted by ICE`]
      : []),
  ].join(' and ');
  const asked = outcomes?.filter((group) => !UNRECORDED.includes(group));
  if (outcomes && asked?.length === 0) return `Of all ${show(total)}${name}, ${silent}.`;
  if (recorded === 0) return `None${name} has a recorded outcome: ${silent}.`;
  const share = (n: number) => `${show(n)} (${percent(n, recorded)})`;
  const told = asked
    ? `${share(of(...asked))} ${of(...asked) === 1 ? 'is' : 'are'} so recorded`
    : `${share(of('declined_recorded'))} ${of('declined_recorded') === 1 ? 'is' : 'are'} recorded by ICE as declined and ${share(of('custody_transferred'))} as booked into ICE detention`;
  return `Of the ${show(recorded)} with a recorded outcome${name}, ${told}; of all ${show(total)}${name === '' ? '' : ' there'}, ${silent}.`;
}
