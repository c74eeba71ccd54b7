import type { SaidAgency } from '../find/agencies.ts';
import type { SaidDate } from '../find/dates.ts';
import type { Found, FoundDate, LaterEvent, Offence, ProposedCase, Span, Sure } from '../found.ts';
import type { Facts } from './facts.ts';
import type { Draft } from './group.ts';
import type { AgencyNames } from './names-of-agencies.ts';
import { type Judged, outcomeOf } from './outcome-of.ts';
import { type Told, timelineOf } from './timeline.ts';

export interface CaseDoubt {
  field: string;
  sure: Sure;
  why: string;
  from?: Span;
}

/** Puts together what a text says of one person. Places are in the cleaned text. */
export function caseOf(draft: Draft, all: readonly Facts[], names: AgencyNames, published: string): { made: ProposedCase; doubts: CaseDoubt[] } {
  const { told, estimate } = timelineOf(all, published);
  const start: Span = [draft.start, all[0] ? all[0].piece.start + all[0].piece.text.length : draft.start + 1];
  const judged = outcomeOf(all, told, draft.frame, start);
  const release = releaseOf(told, judged);
  const detainer = detainerOf(told, release);
  const arrest = arrestOf(told, detainer, release);
  const agencies = all.flatMap(({ agencies: each, piece }) => each.map((agency) => ({ ...agency, at: piece.start + agency.start })));
  const named = (agency: (SaidAgency & { at: Span }) | undefined, sure: Sure = 'said', why?: string): Found<string> | undefined => {
    if (!agency) return undefined;
    const value = names.full(agency, agencies.filter(({ at }) => at < agency.at[0]));
    return value === undefined ? undefined : { value, from: agency.at, sure: value.includes(agency.name) ? sure : sure === 'said' ? 'inferred' : sure, ...(why ? { why } : value.includes(agency.name) ? {} : { why: `"${agency.name.toLowerCase()}" is the one named before` }) };
  };
  const sentTo = named(detainer?.to) ?? named(told.find(({ kind, to }) => kind === 'detainer' && to)?.to);
  const made: ProposedCase = {
    outcome: judged.outcome,
    offences: offencesOf(all, release),
    later_events: laterOf(all, told, draft, judged),
    from: start,
  };
  const put = <K extends keyof ProposedCase>(field: K, value: ProposedCase[K] | undefined) => {
    if (value !== undefined) made[field] = value;
  };
  put('age', draft.person.age && foundIn(draft.person.age));
  put('citizenship', draft.person.citizenship && foundIn(draft.person.citizenship));
  put('sex', draft.person.sex ? foundIn(draft.person.sex) : sexOf(all));
  put('release_date', dateOf(release?.date) ?? (judged.outcome.value === 'not stated' && !release ? undefined : dateOf(estimate)));
  put('releasing_agency', releasingAgency(told, release, judged, draft, named) ?? heldBy(release, judged, sentTo, draft));
  put('how_released', howOf(all, release, judged));
  put('local_arrest_date', dateOf(arrest?.date));
  put('local_arrest_agency', named(arrest?.agency));
  put('detainer_date', dateOf(detainer?.date));
  put('detainer_sent_to', sentTo);
  put('prior_removals', removalsOf(all));
  put('removal_order', firstOf(all, ({ order }) => order));
  put('disputed', judged.disputed);
  const doubts = [
    ...judged.doubts.map((why): CaseDoubt => ({ field: 'outcome', sure: 'guess', why, from: judged.outcome.from })),
    ...draft.clashes.map(({ field, value, start: from, end }): CaseDoubt => ({ field, sure: 'guess', why: `the text also gives ${value}`, from: [from, end] })),
  ];
  return { made, doubts };
}

const foundIn = <T>({ value, start, end }: { value: T; start: number; end: number }): Found<T> => ({ value, from: [start, end], sure: 'said' });

const dateOf = (date: (SaidDate & { at: Span }) | undefined): FoundDate | undefined =>
  date && { value: date.value, precision: date.precision, from: date.at, sure: date.sure, ...(date.why ? { why: date.why } : {}) };

function firstOf<T>(all: readonly Facts[], pick: (facts: Facts) => { value: T; start: number; end: number } | undefined): Found<T> | undefined {
  for (const facts of all) {
    const found = pick(facts);
    if (found) return { value: found.value, from: [facts.piece.start + found.start, facts.piece.start + found.end], sure: 'said' };
  }
  return undefined;
}

function removalsOf(all: readonly Facts[]): ProposedCase['prior_removals'] {
  const found = all.flatMap(({ removals, piece }) => (removals ? [{ ...removals, at: piece.start }] : []));
  const several = found.find(({ value }) => value === 'several');
  const most = found.filter(({ value }) => value !== 'several').sort((a, b) => Number(b.value) - Number(a.value))[0];
  const best = most && (!several || Number(most.value) > 1) ? most : (several ?? most);
  return best && { value: best.value, from: [best.at + best.start, best.at + best.end], sure: 'said' };
}

/** By the pronouns of the person's own sentences. */
function sexOf(all: readonly Facts[]): ProposedCase['sex'] {
  for (const { piece } of all) {
    if (piece.quoted) continue;
    const match = /\b(?:(he|him|his|himself|he's)|(she|her|hers|herself|she's)|the (?:(man)|(woman)))\b/i.exec(piece.text);
    if (match) {
      const value = match[1] || match[3] ? 'M' : 'F';
      return { value, from: [piece.start + match.index, piece.start + match.index + match[0].length], sure: 'said' };
    }
  }
  return undefined;
}

/** The release that the outcome is about: told with it, else the last with a date. */
function releaseOf(told: readonly Told[], judged: Judged): Told | undefined {
  if (judged.outcome.value === 'honored') {
    const handed = told.filter(({ kind, federal, facts }) => (kind === 'transfer' || kind === 'release' || kind === 'ICE arrest') && (!federal || kind !== 'release') && facts.outcomes.some((each) => each.kind === 'honored'));
    return handed.find(({ date, kind }) => date && kind === 'transfer') ?? handed.find(({ date }) => date) ?? told.find(({ kind, date }) => kind === 'transfer' && date) ?? handed[0];
  }
  const releases = told.filter(({ kind, federal }) => kind === 'release' && !federal);
  const with_ = releases.filter(({ facts }) => facts === judged.from);
  const near = with_.filter(({ date }) => date).at(-1) ?? (with_.length > 0 && releases.every(({ facts, date }) => facts === judged.from || !date) ? with_.at(-1) : undefined);
  return near ?? releases.filter(({ date }) => date).at(-1) ?? with_.at(-1) ?? releases.at(-1);
}

const notAfter = (one: Told | undefined, other: Told | undefined): boolean =>
  !one?.date || !other?.date || one.date.value.slice(0, other.date.value.length) <= other.date.value.slice(0, one.date.value.length);

/** The last detainer lodged up to the release. */
function detainerOf(told: readonly Told[], release: Told | undefined): Told | undefined {
  const lodged = told.filter(({ kind }) => kind === 'detainer').filter((each) => notAfter(each, release));
  const dated = lodged.filter(({ date }) => date);
  const before = release ? dated.filter(({ at }) => at[0] < release.at[0] || each(release, at)) : dated;
  return before.at(-1) ?? dated[0] ?? lodged.at(-1);
}
const each = (release: Told, at: Span): boolean => release.facts.piece.start <= at[0] && at[0] < release.facts.piece.start + release.facts.piece.text.length;

/** The local arrest that led to the detainer: the last up to it, or up to the release. */
function arrestOf(told: readonly Told[], detainer: Told | undefined, release: Told | undefined): Told | undefined {
  const arrests = told.filter(({ kind, federal, agency }) => kind === 'arrest' && !federal && agency?.kind !== 'federal');
  const until = detainer?.date ? detainer : release;
  const fitting = arrests.filter((arrest) => notAfter(arrest, until));
  const dated = fitting.filter(({ date }) => date).sort((a, b) => ((a.date?.value ?? '') < (b.date?.value ?? '') ? -1 : 1));
  const best = until?.date ? dated.at(-1) : dated[0];
  if (!best) return fitting.find(({ agency }) => agency) ?? fitting[0];
  if (best.agency) return best;
  const with_ = fitting.find(({ agency, date }) => agency && (!date || date.value === best.date?.value));
  return with_?.agency ? { ...best, agency: with_.agency } : best;
}

type Named = (agency: (SaidAgency & { at: Span }) | undefined, sure?: Sure, why?: string) => Found<string> | undefined;

/** Who released: by the release itself, by the refusal, or by the heading. */
function releasingAgency(told: readonly Told[], release: Told | undefined, judged: Judged, draft: Draft, named: Named): Found<string> | undefined {
  const own = named(release?.agency);
  if (own) return own;
  const other = told.filter(({ kind, federal, agency }) => kind === 'release' && !federal && agency).map(({ agency }) => named(agency)).find(Boolean);
  if (other && release) return other;
  const refusal = judged.from && judged.outcome.value === 'declined' ? refuserIn(judged.from) : undefined;
  const refused = named(refusal, 'inferred', 'it is the agency that did not honor the detainer');
  if (refused) return refused;
  if (draft.frame?.agency && judged.outcome.value === 'declined' && draft.frame.outcome === 'declined') {
    const { agency, at } = draft.frame.agency;
    if (agency.kind !== 'government') return named({ ...agency, at: [at + agency.start, at + agency.end] }, 'inferred', 'the heading names it');
  }
  return undefined;
}

/** 'the court declined to honor it': the agency before the refusal. */
function refuserIn(facts: Facts): (SaidAgency & { at: Span }) | undefined {
  const refusal = facts.outcomes.find(({ kind }) => kind === 'declined');
  if (!refusal || !/^(?:"|')?(?:refus|declin|fail|did not|didn't|chose|opted|ignor|reject|disregard|would not|never)/i.test(facts.piece.text.slice(refusal.start))) return undefined;
  const agency = facts.agencies.filter(({ end, kind }) => end <= refusal.start && kind !== 'federal').at(-1);
  if (!agency) return undefined;
  const between = facts.piece.text.slice(agency.end, refusal.start);
  if (/[;]/.test(between) || between.length > 60) return undefined;
  return { ...agency, at: [facts.piece.start + agency.start, facts.piece.start + agency.end] };
}

/** Without an actor of its own: the holder that the detainer went to, or the county before the item. */
function heldBy(release: Told | undefined, judged: Judged, sentTo: Found<string> | undefined, draft: Draft): Found<string> | undefined {
  const left = release !== undefined || judged.outcome.value === 'declined' || judged.outcome.value === 'honored';
  if (!left) return undefined;
  if (sentTo && judged.outcome.value !== 'disputed') return { ...sentTo, sure: 'inferred', why: 'nobody else is named: the detainer was sent there' };
  if (draft.place && / County\b/.test(draft.place.name))
    return { value: draft.place.name, from: [draft.place.start, draft.place.end], sure: 'inferred', why: 'only the county before the item is named' };
  return undefined;
}

function howOf(all: readonly Facts[], release: Told | undefined, judged: Judged): Found<string> | undefined {
  if (judged.outcome.value === 'honored') return { value: 'transferred to ICE', from: judged.outcome.from, sure: 'said' };
  if (!release) return undefined;
  const own = release.facts.how;
  const from = own ? release.facts : all.find(({ how, events }) => how && events.some(({ kind, federal }) => kind === 'release' && !federal));
  const how = own ?? from?.how;
  return how && from ? { value: how.value, from: [from.piece.start + how.start, from.piece.start + how.end], sure: 'said' } : undefined;
}

/** Offences, the firmest standing of each. Those of an arrest after the release are later events. */
function offencesOf(all: readonly Facts[], release: Told | undefined): Offence[] {
  const found = new Map<string, Offence>();
  for (const { offences, piece } of all)
    for (const offence of offences) {
      if (offence.when === 'later' && release) continue;
      const key = offence.text.toLowerCase().replace(/^(?:attempted )?(?:the )/, '');
      const has = found.get(key);
      const made: Offence = {
        value: offence.text,
        standing: offence.standing,
        from: [piece.start + offence.start, piece.start + offence.end],
        sure: 'said',
        ...(offence.said ? { said: offence.said } : {}),
      };
      if (!has || RANK.indexOf(made.standing) > RANK.indexOf(has.standing)) found.set(key, has ? { ...made, value: has.value } : made);
    }
  return [...found.values()];
}
const RANK = ['history', 'arrested for', 'charged', 'convicted'];

function laterOf(all: readonly Facts[], told: readonly Told[], draft: Draft, judged: Judged): LaterEvent[] {
  const events: LaterEvent[] = [];
  const add = (event: LaterEvent) => {
    if (!events.some(({ value }) => value === event.value)) events.push(event);
  };
  if (judged.outcome.value !== 'honored')
    for (const { kind, at, date } of told) {
      const on = dateOf(date);
      if (kind === 'ICE arrest') add({ value: 'arrested by ICE', from: at, sure: 'said', ...(on ? { date: on } : {}) });
    }
  for (const { offences, piece } of all)
    for (const offence of offences)
      if (offence.when === 'later')
        add({ value: offence.standing === 'arrested for' ? 'arrested again locally' : offence.standing === 'convicted' ? 'convicted again' : 'charged again', from: [piece.start + offence.start, piece.start + offence.end], sure: 'inferred', why: 'told as later' });
  for (const { later, piece } of all)
    for (const { value, start, end } of later) add({ value, from: [piece.start + start, piece.start + end], sure: 'said' });
  if (draft.frame?.arrested && !events.some(({ value }) => value === 'arrested by ICE') && !['honored', 'outstanding', 'appeal'].includes(judged.outcome.value))
    events.unshift({ value: 'arrested by ICE', from: [draft.frame.start, draft.frame.end], sure: 'inferred', why: 'listed among those arrested' });
  return judged.outcome.value === 'honored' ? events.filter(({ value }) => value !== 'in ICE custody') : events;
}
