import { placeIn } from '../find/where.ts';
import type { Found, ProposedCase, Span, Sure } from '../found.ts';
import type { Draft } from './draft.ts';
import type { Facts } from './facts.ts';
import { dateOf } from './found-date.ts';
import { laterOf } from './later-of.ts';
import type { AgencyNames } from './names-of-agencies.ts';
import { offencesOf } from './offences-of.ts';
import { type Judged, outcomeOf } from './outcome-of.ts';
import { type Told, timelineOf } from './timeline.ts';
import { arrestOf, detainerOf, releaseOf, takeArrest } from './which-events.ts';
import {
  answeredBy,
  bookedInto,
  countyOf,
  fuller,
  heldBy,
  type Named,
  releasingAgency,
  tailOf,
} from './who-released.ts';

export interface CaseDoubt {
  field: string;
  sure: Sure;
  why: string;
  from?: Span;
}

/** Puts together what a text says of one person. Places are in the cleaned text. */
export function caseOf(
  draft: Draft,
  all: readonly Facts[],
  names: AgencyNames,
  published: string,
  group?: Span,
): { made: ProposedCase; doubts: CaseDoubt[] } {
  const { told, estimate } = timelineOf(all, published);
  if (draft.frame?.arrested) takeArrest(told);
  const start: Span = [draft.start, all[0] ? all[0].piece.start + all[0].piece.text.length : draft.start + 1];
  const judged = outcomeOf(all, told, draft.frame, start, group);
  const early = releasedBeforeDetainer(told, judged);
  if (early) {
    judged.outcome = { value: 'not stated', from: judged.outcome.from, sure: 'guess', why: early };
    judged.doubts.push(early);
  }
  const release = releaseOf(told, judged);
  const detainer = detainerOf(told, release);
  const arrest = arrestOf(told, detainer, release);
  const chosen = { told, release, detainer, arrest };
  const named = namedBy(all, names);
  const sentTo = named(detainer?.to) ?? named(told.find(({ kind, to }) => kind === 'detainer' && to)?.to);
  const made: ProposedCase = {
    outcome: judged.outcome,
    offences: offencesOf(all, chosen),
    later_events: laterOf(all, chosen, draft, judged),
    from: start,
  };
  const put = <K extends keyof ProposedCase>(field: K, value: ProposedCase[K] | undefined) => {
    if (value !== undefined) made[field] = value;
  };
  put('age', draft.person.age && foundIn(draft.person.age));
  put('citizenship', draft.person.citizenship && foundIn(draft.person.citizenship));
  put('sex', draft.person.sex ? foundIn(draft.person.sex) : sexOf(all));
  const tail = release ? undefined : tailOf(all, told, judged, draft);
  if (tail) {
    put('release_date', dateOf(tail.date));
    put(
      'releasing_agency',
      named(
        tail.agency,
        'inferred',
        'named at the end of the item, under a heading that says what became of all who are listed',
      ),
    );
  }
  put(
    'release_date',
    made.release_date ??
      dateOf(release?.date) ??
      (judged.outcome.value === 'not stated' && !release ? undefined : dateOf(estimate)),
  );
  put(
    'releasing_agency',
    made.releasing_agency ??
      fuller(
        releasingAgency({ told, release, judged, draft }, named),
        sentTo,
        bookedInto(all, release, judged, named),
      ) ??
      heldBy(release, judged, sentTo, draft) ??
      bookedInto(all, release, judged, named) ??
      countyOf(draft, judged) ??
      answeredBy(all, judged, named),
  );
  put('how_released', howOf(all, told, release, judged));
  put('local_arrest_date', dateOf(arrest?.date));
  put('local_arrest_agency', named(arrest?.agency));
  put('detainer_date', dateOf(detainer?.date));
  put('detainer_sent_to', sentTo);
  put('prior_removals', removalsOf(all));
  put(
    'removal_order',
    firstOf(all, ({ order }) => order),
  );
  put('disputed', judged.disputed);
  put('jurisdiction', jurisdictionOf(draft, made));
  const doubts = [
    ...judged.doubts.map((why): CaseDoubt => ({ field: 'outcome', sure: 'guess', why, from: judged.outcome.from })),
    ...draft.clashes.map(
      ({ field, value, start: from, end }): CaseDoubt => ({
        field,
        sure: 'guess',
        why: `the text also gives ${value}`,
        from: [from, end],
      }),
    ),
  ];
  return { made, doubts };
}

/** A claim that the text's own dates defeat: released on a day before the first detainer. */
function releasedBeforeDetainer(told: readonly Told[], judged: Judged): string | undefined {
  if (judged.outcome.value !== 'declined') return undefined;
  const days = (kind: Told['kind']): string[] =>
    told.flatMap((each) =>
      each.kind === kind && !each.federal && each.date?.precision === 'day' ? [each.date.value] : [],
    );
  const [released, lodged] = [days('release').sort(), days('detainer').sort()];
  const [first] = lodged;
  return first !== undefined && released.length > 0 && released.every((day) => day < first)
    ? `the text says not honored, and its dates say that the detainer (${first}) came after the release`
    : undefined;
}

/** Gives agencies their fullest name; what a general word stands for is the one named before it. */
function namedBy(all: readonly Facts[], names: AgencyNames): Named {
  const agencies = all.flatMap(({ agencies: said, piece }) =>
    said.map((each) => ({ ...each, at: piece.start + each.start })),
  );
  return (agency, sure = 'said', why) => {
    const before = agencies.filter(({ at }) => agency !== undefined && at < agency.at[0]);
    const value = agency && names.full(agency, before);
    if (!agency || value === undefined) return undefined;
    const isOwn = value.includes(agency.name);
    const reason = why ?? (isOwn ? undefined : `"${agency.name.toLowerCase()}" is the one named before`);
    return {
      value,
      from: agency.at,
      sure: isOwn || sure !== 'said' ? sure : 'inferred',
      ...(reason ? { why: reason } : {}),
    };
  };
}

const foundIn = <T>({ value, start, end }: { value: T; start: number; end: number }): Found<T> => ({
  value,
  from: [start, end],
  sure: 'said',
});

function firstOf<T>(
  all: readonly Facts[],
  pick: (facts: Facts) => { value: T; start: number; end: number } | undefined,
): Found<T> | undefined {
  for (const facts of all) {
    const found = pick(facts);
    if (found)
      return {
        value: found.value,
        from: [facts.piece.start + found.start, facts.piece.start + found.end],
        sure: 'said',
      };
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
    const match = /\b(?:(he|him|his|himself|he's)|(she|her|hers|herself|she's)|the (?:(man)|(woman)))\b/i.exec(
      piece.text,
    );
    if (match) {
      const value = match[1] || match[3] ? 'M' : 'F';
      return { value, from: [piece.start + match.index, piece.start + match.index + match[0].length], sure: 'said' };
    }
  }
  return undefined;
}

/** The place of the heading, of the item, or of the agency that released or held. */
function jurisdictionOf({ frame, place }: Draft, made: ProposedCase): Found<string> | undefined {
  if (frame?.county) return { value: frame.county.name, from: [frame.county.start, frame.county.end], sure: 'said' };
  if (place && / (?:County|Parish)$/.test(place.name))
    return { value: place.name, from: [place.start, place.end], sure: 'said' };
  for (const agency of [made.releasing_agency, made.detainer_sent_to, made.local_arrest_agency]) {
    const value = agency && placeIn(agency.value);
    if (agency && value) return { value, from: agency.from, sure: 'inferred', why: 'it is in the name of the agency' };
  }
  return undefined;
}

function howOf(
  all: readonly Facts[],
  told: readonly Told[],
  release: Told | undefined,
  judged: Judged,
): Found<string> | undefined {
  if (
    judged.outcome.value === 'honored' &&
    told.some(
      ({ kind, facts }) => kind === 'transfer' || (kind === 'hold' && /\bfor (?:ICE|ERO)\b/.test(facts.piece.text)),
    )
  )
    return { value: 'transferred to ICE', from: judged.outcome.from, sure: 'said' };
  if (!release) return undefined;
  const own = release.facts.how;
  const before = all[all.indexOf(release.facts) - 1];
  const from = own
    ? release.facts
    : before?.how?.value === 'bond'
      ? before
      : all.find(({ how, events }) => how && events.some(({ kind, federal }) => kind === 'release' && !federal));
  const how = own ?? from?.how;
  return how && from
    ? { value: how.value, from: [from.piece.start + how.start, from.piece.start + how.end], sure: 'said' }
    : undefined;
}
