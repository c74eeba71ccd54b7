import { isLocalKind } from '../rules/facility.ts';
import { OUTCOME_LABEL, type OutcomeGroup, UNRECORDED } from '../rules/outcome.ts';
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
  const places = named.map(({ kind, n }, at) => `${show(n)} ${at === 0 ? 'sent ' : ''}to ${KIND_NAMES[kind] ?? kind}`);
  return [...places, ...(rest > 0 ? [`${show(rest)} elsewhere`] : [])].join(', ');
}

export function kindsOf(cells: readonly Counted[]): { kind: string; n: number }[] {
  const kinds = new Map<string, number>();
  for (const { facility_kind: kind, n } of cells) kinds.set(kind, (kinds.get(kind) ?? 0) + n);
  return [...kinds].map(([kind, n]) => ({ kind, n })).sort((a, b) => b.n - a.n || (a.kind < b.kind ? -1 : 1));
}

/**
 * How many, and what ICE recorded, with those without an outcome: the first sentence. Shares only of rows of one kind. Rows of
 * which none is local say where they were sent, since no local rule governs them.
 */
export function countBriefly({ noun, cells, all, outcomes, filterWords }: CountQuestion): string {
  const group = shareGroup(all);
  const recorded = group?.name === '' ? sumOf(group.cells.filter(isRecorded)) : undefined;
  const head = headOf({ noun, cells, all, outcomes, filterWords });
  const away = cells.length > 0 && !all.some(isLocal) ? [sentTo(cells)] : [];
  const parts = [...away, ...describeOutcomes(all, recorded, outcomes)];
  return `${head}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}.`;
}

const RECORDED_AS: Partial<Record<OutcomeGroup, string>> = {
  custody_transferred: 'booked into ICE detention',
  declined_recorded: 'declined',
  left_custody: 'having left custody',
  withdrawn_by_ice: 'lifted by ICE',
  superseded_admin: 'replaced or duplicate',
  died: 'lifted for a death',
};

/** The sentence says the outcome: ' (kind prison, outcome declined)' -> ' (kind prison)'. */
const withoutOutcome = (filterWords: string): string =>
  filterWords
    .replace(/\(outcome [^,()]+(?:, )?/, '(')
    .replace(/, outcome [^,()]+/, '')
    .replace(' ()', '');

/** '23 detainers in Texas'; with outcomes asked for 'ICE recorded 22 of 23 detainers in Texas as declined'. */
function headOf({ noun, cells, all, outcomes, filterWords }: CountQuestion): string {
  if (!outcomes) return `${plural(sumOf(all), noun)}${filterWords}`;
  const of = `${show(sumOf(cells))} of ${plural(sumOf(all), noun)}${withoutOutcome(filterWords)}`;
  if (outcomes.every((group) => group === 'no_outcome')) return `ICE recorded no outcome for ${of}`;
  const as = outcomes.map((group) => RECORDED_AS[group]);
  return as.every((words) => words !== undefined)
    ? `ICE recorded ${of} as ${as.join(' or ')}`
    : `${of}, by outcome (${outcomes.map((group) => OUTCOME_LABEL[group]).join(' or ')})`;
}

interface CountQuestion {
  noun: string;
  cells: readonly Counted[];
  all: readonly Counted[];
  outcomes?: readonly OutcomeGroup[] | undefined;
  filterWords: string;
}

/**
 * How many, where they were sent, and what ICE recorded, with the share that has no outcome beside. Shares of an outcome are of
 * the rows with a recorded one, at local facilities where there are any, otherwise at one kind; never of kinds mixed. `all`
 * holds the rows of every outcome; `filterWords` the days and filters.
 */
export function countSentence({ noun, cells, all, outcomes, filterWords }: CountQuestion): string {
  const group = shareGroup(all);
  const apart = group !== undefined && group.name !== '';
  const parts = [
    sentTo(cells),
    ...describeOutcomes(all, apart || !group ? undefined : sumOf(group.cells.filter(isRecorded)), outcomes),
  ];
  const head = headOf({ noun, cells, all, outcomes, filterWords });
  return `${head}: ${parts.join('; ')}.${apart ? ` ${describeShares(group.cells, group.name, outcomes)}` : ''}`;
}

const countOf = (cells: readonly Counted[], groups: readonly OutcomeGroup[]): number =>
  sumOf(cells.filter((cell) => groups.includes(cell.outcome_group)));

/** '59 (26% of the 227 with a recorded outcome) recorded by ICE as declined, ...'; without `recorded` no shares. */
function describeOutcomes(
  all: readonly Counted[],
  recorded: number | undefined,
  outcomes?: readonly OutcomeGroup[],
): string[] {
  const total = sumOf(all);
  const [none, redacted] = [countOf(all, ['no_outcome']), countOf(all, ['redacted'])];
  const silent = [
    `${show(none)} (${percent(none, total)} of all) with no outcome recorded`,
    ...(redacted > 0 ? [`${show(redacted)} (${percent(redacted, total)}) redacted by ICE`] : []),
  ].join(', ');
  const of = ` of the ${show(recorded ?? 0)} with a recorded outcome`;
  if (!outcomes) {
    const [declined, booked] = [countOf(all, ['declined_recorded']), countOf(all, ['custody_transferred'])];
    const share = (n: number, whole: string) => (recorded ? ` (${percent(n, recorded)}${whole})` : '');
    return [
      `${show(declined)}${share(declined, of)} recorded by ICE as declined, ${show(booked)}${share(booked, '')} as booked into ICE detention, ${silent}`,
      ...(recorded && declined + booked === 0
        ? [recorded === 1 ? 'the recorded outcome is another' : `the ${show(recorded)} recorded outcomes are others`]
        : []),
    ];
  }
  const asked = outcomes.filter((group) => !UNRECORDED.includes(group));
  if (asked.length === 0) return [`${percent(countOf(all, outcomes), total)} of all`];
  return [
    ...(recorded ? [`${percent(countOf(all, asked), recorded)}${of}`] : []),
    ...(none + redacted > 0 && !outcomes.includes('no_outcome') ? [silent] : []),
  ];
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

/** 'Of the 436 with a recorded outcome at county jails, 114 (26.1%) are declined and 155 (35.6%) booked; of all 677 there, ...' */
function describeShares(group: readonly Counted[], name: string, outcomes?: readonly OutcomeGroup[]): string {
  const [total, recorded] = [sumOf(group), sumOf(group.filter(isRecorded))];
  const none = countOf(group, ['no_outcome']);
  const silent = `${show(none)} of all ${show(total)} there (${percent(none, total)}) ${none === 1 ? 'has' : 'have'} none`;
  if (recorded === 0) return `None${name} has a recorded outcome.`;
  const share = (groups: readonly OutcomeGroup[]) => {
    const n = countOf(group, groups);
    return `${show(n)} (${percent(n, recorded)})`;
  };
  const asked = outcomes?.filter((each) => !UNRECORDED.includes(each));
  if (asked?.length === 0) return `Of the ${show(total)}${name}, ${show(none)} (${percent(none, total)}) have none.`;
  const shares = asked
    ? `${share(asked)} are so recorded`
    : `${share(['declined_recorded'])} are declined and ${share(['custody_transferred'])} booked`;
  return `Of the ${show(recorded)} with a recorded outcome${name}, ${shares}; ${silent}.`;
}
