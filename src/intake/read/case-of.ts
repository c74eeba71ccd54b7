import type { SaidAgency } from '../find/agency.ts';
import type { SaidDate } from '../find/dates.ts';
import { placeIn } from '../find/where.ts';
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
  const release = releaseOf(told, judged);
  const detainer = detainerOf(told, release);
  const arrest = arrestOf(told, detainer, release);
  const agencies = all.flatMap(({ agencies: each, piece }) =>
    each.map((agency) => ({ ...agency, at: piece.start + agency.start })),
  );
  const named = (
    agency: (SaidAgency & { at: Span }) | undefined,
    sure: Sure = 'said',
    why?: string,
  ): Found<string> | undefined => {
    if (!agency) return undefined;
    const value = names.full(
      agency,
      agencies.filter(({ at }) => at < agency.at[0]),
    );
    return value === undefined
      ? undefined
      : {
          value,
          from: agency.at,
          sure: value.includes(agency.name) ? sure : sure === 'said' ? 'inferred' : sure,
          ...(why
            ? { why }
            : value.includes(agency.name)
              ? {}
              : { why: `"${agency.name.toLowerCase()}" is the one named before` }),
        };
  };
  const sentTo = named(detainer?.to) ?? named(told.find(({ kind, to }) => kind === 'detainer' && to)?.to);
  const made: ProposedCase = {
    outcome: judged.outcome,
    offences: offencesOf(all, told, arrest, release, detainer),
    later_events: laterOf(all, told, draft, judged, release, detainer),
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
      fuller(releasingAgency(told, release, judged, draft, named), release, sentTo) ??
      heldBy(release, judged, sentTo, draft) ??
      bookedInto(all, release, named),
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

/** In a list of those whom ICE arrested, 'was arrested in Vallejo on Sept. 17' is by ICE. */
function takeArrest(told: Told[]): void {
  const first = told.find(({ kind }) => kind === 'arrest' || kind === 'ICE arrest');
  if (
    first?.kind === 'arrest' &&
    first.agency === undefined &&
    /^(?:arrested|apprehended|captured)$/.test(
      first.facts.piece.text.slice(first.at[0] - first.facts.piece.start, first.at[1] - first.facts.piece.start),
    ) &&
    /^ (?:in|on|at|near|outside|this|last|\p{Lu})/u.test(
      first.facts.piece.text.slice(first.at[1] - first.facts.piece.start),
    )
  )
    first.kind = 'ICE arrest';
}

const foundIn = <T>({ value, start, end }: { value: T; start: number; end: number }): Found<T> => ({
  value,
  from: [start, end],
  sure: 'said',
});

const dateOf = (date: (SaidDate & { at: Span }) | undefined): FoundDate | undefined =>
  date && {
    value: date.value,
    precision: date.precision,
    from: date.at,
    sure: date.sure,
    ...(date.why ? { why: date.why } : {}),
  };

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

/** The release that the outcome is about: told with it, else the last with a date. */
function releaseOf(told: readonly Told[], judged: Judged): Told | undefined {
  if (judged.outcome.value === 'honored') {
    const handed = told.filter(
      ({ kind, federal, facts }) =>
        (kind === 'transfer' || kind === 'hold' || kind === 'release' || kind === 'ICE arrest') &&
        (!federal || kind !== 'release') &&
        facts.outcomes.some((each) => each.kind === 'honored'),
    );
    return (
      handed.find(({ date, kind }) => date && kind === 'transfer') ??
      handed.find(({ date }) => date) ??
      told.find(({ kind, date }) => kind === 'transfer' && date) ??
      handed[0]
    );
  }
  const releases = told.filter(({ kind, federal }) => kind === 'release' && !federal);
  const with_ = releases.filter(({ facts }) => facts === judged.from);
  const near =
    with_.filter(({ date }) => date).at(-1) ??
    (with_.length > 0 && releases.every(({ facts, date }) => facts === judged.from || !date)
      ? with_.at(-1)
      : undefined);
  return near ?? releases.filter(({ date }) => date).at(-1) ?? with_.at(-1) ?? releases.at(-1);
}

const notAfter = (one: Told | undefined, other: Told | undefined): boolean =>
  !one?.date ||
  !other?.date ||
  one.date.value.slice(0, other.date.value.length) <= other.date.value.slice(0, one.date.value.length);

/** The last detainer lodged up to the release. */
function detainerOf(told: readonly Told[], release: Told | undefined): Told | undefined {
  const lodged = told.filter(({ kind }) => kind === 'detainer').filter((each) => notAfter(each, release));
  const dated = lodged.filter(({ date }) => date);
  const before = release ? dated.filter(({ at }) => at[0] < release.at[0] || each(release, at)) : dated;
  return before.at(-1) ?? dated[0] ?? lodged.at(-1);
}
const each = (release: Told, at: Span): boolean =>
  release.facts.piece.start <= at[0] && at[0] < release.facts.piece.start + release.facts.piece.text.length;

/** The local arrest that led to the detainer: the last up to it, or up to the release. */
function arrestOf(told: readonly Told[], detainer: Told | undefined, release: Told | undefined): Told | undefined {
  const arrests = told.filter(
    ({ kind, federal, agency }) => kind === 'arrest' && !federal && agency?.kind !== 'federal',
  );
  const until = detainer?.date ? detainer : release;
  const fitting = arrests.filter((arrest) => notAfter(arrest, until));
  const dated = fitting
    .filter(({ date }) => date)
    .sort((a, b) => ((a.date?.value ?? '') < (b.date?.value ?? '') ? -1 : 1));
  const best = until?.date ? dated.at(-1) : dated[0];
  if (!best) return fitting.find(({ agency }) => agency) ?? fitting[0];
  if (best.agency) return best;
  const with_ = fitting.find(({ agency, date }) => agency && (!date || date.value === best.date?.value));
  return with_?.agency ? { ...best, agency: with_.agency } : best;
}

type Named = (agency: (SaidAgency & { at: Span }) | undefined, sure?: Sure, why?: string) => Found<string> | undefined;

/** Who released: by the release itself, by the refusal, or by the heading. */
function releasingAgency(
  told: readonly Told[],
  release: Told | undefined,
  judged: Judged,
  draft: Draft,
  named: Named,
): Found<string> | undefined {
  const sameDay = told.find(
    (other) =>
      release?.agency?.kind === 'local authorities' &&
      other !== release &&
      other.kind === 'release' &&
      other.agency &&
      other.agency.kind !== 'local authorities' &&
      other.date !== undefined &&
      other.date.value === release.date?.value,
  );
  if (sameDay) return named(sameDay.agency);
  const hand =
    judged.outcome.value === 'honored'
      ? told.find(
          ({ kind, facts, agency }) =>
            (kind === 'transfer' || kind === 'hold') && agency && agency.kind !== 'federal' && facts === judged.from,
        )
      : undefined;
  const own = named(hand?.agency) ?? named(release?.agency);
  if (own) return own;
  const claimed = judged.outcome.value === 'declined' || (judged.outcome.value === 'disputed' && release);
  const refusal = claimed
    ? [...(judged.from ? [judged.from] : []), ...judged.claims].map(refuserIn).find(Boolean)
    : undefined;
  const refused = named(refusal, 'inferred', 'it is the agency that did not honor the detainer');
  if (refused) return refused;
  const handed = judged.outcome.value === 'honored';
  const other = told
    .filter(({ kind, federal, agency }) => (handed ? kind === 'transfer' : kind === 'release') && !federal && agency)
    .map(({ agency }) => named(agency))
    .find(Boolean);
  if (other && release) return other;
  const kept = judged.outcome.value === 'declined' || (judged.outcome.value === 'disputed' && release !== undefined);
  if (draft.frame?.agency && kept && draft.frame.outcome === 'declined') {
    const { agency, at } = draft.frame.agency;
    if (agency.kind !== 'government')
      return named({ ...agency, at: [at + agency.start, at + agency.end] }, 'inferred', 'the heading names it');
  }
  return undefined;
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
      /^(?:"|')?(?:refus|declin|fail|did not|didn't|chose|opted|ignor|reject|disregard|would not|never)/i.test(
        text.slice(refusal.start),
      );
    const before = facts.agencies.filter(({ end, kind }) => end <= refusal.start && kind !== 'federal').at(-1);
    const between = before ? text.slice(before.end, refusal.start) : '';
    const active = isActive && before && !/[;]/.test(between) && between.length <= 60 ? before : undefined;
    const agency = passive ?? active;
    if (agency) return { ...agency, at: [start + agency.start, start + agency.end] };
  }
  return undefined;
}

/** Without an actor of its own: the holder that the detainer went to, or the county before the item. */
function heldBy(
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

/** '; Hennepin County Jail, Feb. 4' at the end of an item whose heading says what happened to all. */
function tailOf(all: readonly Facts[], told: readonly Told[], judged: Judged, draft: Draft) {
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

/** 'the county' and 'Durham County jail' stand for the holder in that county that the detainer went to. */
function fuller(
  found: Found<string> | undefined,
  release: Told | undefined,
  sentTo: Found<string> | undefined,
): Found<string> | undefined {
  if (!found || !sentTo) return found;
  const county = /^((?:[A-Z][\w.-]* ){1,3})County/.exec(found.value)?.[1];
  const isLoose =
    /^[A-Z][\w. -]* County(?:'s)?(?: jail)?$/.test(found.value) &&
    (release?.agency?.kind === 'local authorities' || /jail$/.test(found.value));
  return county && isLoose && sentTo.value.startsWith(`${county}County`)
    ? { ...sentTo, sure: 'inferred', why: 'the holder that the detainer went to' }
    : found;
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

/** 'booked into the Santa Cruz County Main Jail' */
function bookedInto(all: readonly Facts[], release: Told | undefined, named: Named): Found<string> | undefined {
  if (!release) return undefined;
  for (const { piece, agencies } of all)
    for (const agency of agencies)
      if (
        agency.kind === 'jail' &&
        !/\bcurrently\b|\bICE custody\b|\bpending\b|\bby ICE\b/.test(piece.text) &&
        /\b(?:booked|held|jailed|kept|detained|custody|lodged)(?: \w+){0,3} (?:into|in|at|of) (?:the )?$/.test(
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

/**
 * Offences, each with its firmest standing. Those of an arrest after the release are later events; those of an arrest
 * long before are history. Titles are read only where the text itself names no offence.
 */
function offencesOf(
  all: readonly Facts[],
  told: readonly Told[],
  arrest: Told | undefined,
  release: Told | undefined,
  detainer: Told | undefined,
): Offence[] {
  const body = all.filter(({ piece }) => /[.!?;"]\)?$/.test(piece.text));
  const found: Offence[] = [];
  for (const facts of body.some(({ offences }) => offences.length > 0) ? body : all)
    for (const offence of facts.offences) {
      if (offence.when === 'later' || (isAfter(facts, told, release, detainer) && offence.standing !== 'convicted'))
        continue;
      const made: Offence = {
        value: offence.text,
        standing: isOld(facts, told, arrest) && offence.standing === 'arrested for' ? 'history' : offence.standing,
        from: [facts.piece.start + offence.start, facts.piece.start + offence.end],
        sure: 'said',
        ...(offence.said ? { said: offence.said } : {}),
      };
      const at = found.findIndex((other) => isSameOffence(other.value, made.value));
      const has = found[at];
      if (!has) found.push(made);
      else
        found[at] = {
          ...(made.value.length > has.value.length ? made : has),
          standing: RANK.indexOf(made.standing) > RANK.indexOf(has.standing) ? made.standing : has.standing,
        };
    }
  return found;
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
const isAfter = (
  facts: Facts,
  told: readonly Told[],
  release: Told | undefined,
  detainer: Told | undefined,
): boolean => {
  const until = release?.date?.value ?? detainer?.date?.value;
  if (!release || until === undefined || until.length < 7) return false;
  return told.some(
    (each) =>
      each.facts === facts &&
      each.kind === 'arrest' &&
      !each.federal &&
      each.date !== undefined &&
      each.date.value.length >= 7 &&
      each.date.value.slice(0, until.length) > until.slice(0, each.date.value.length) &&
      each.at[0] > release.at[0],
  );
};

/** Told with a local arrest that is earlier than the one before the release. */
const isOld = (facts: Facts, told: readonly Told[], arrest: Told | undefined): boolean =>
  arrest?.date !== undefined &&
  arrest.facts !== facts &&
  told.some(
    (each) =>
      each.facts === facts &&
      each.kind === 'arrest' &&
      each.date !== undefined &&
      each.date.value < (arrest.date?.value ?? '').slice(0, each.date.value.length),
  );

const RANK = ['history', 'arrested for', 'charged', 'convicted'];

function laterOf(
  all: readonly Facts[],
  told: readonly Told[],
  draft: Draft,
  judged: Judged,
  release: Told | undefined,
  detainer: Told | undefined,
): LaterEvent[] {
  const events: LaterEvent[] = [];
  const add = (event: LaterEvent) => {
    if (!events.some(({ value }) => value === event.value)) events.push(event);
  };
  if (judged.outcome.value !== 'honored')
    for (const { kind, at, date } of told) {
      const on = dateOf(date);
      if (kind === 'ICE arrest') add({ value: 'arrested by ICE', from: at, sure: 'said', ...(on ? { date: on } : {}) });
    }
  for (const facts of all)
    for (const offence of facts.offences)
      if (offence.when === 'later' || (offence.standing === 'arrested for' && isAfter(facts, told, release, detainer)))
        add({
          value:
            offence.standing === 'arrested for'
              ? 'arrested again locally'
              : offence.standing === 'convicted'
                ? 'convicted again'
                : 'charged again',
          from: [facts.piece.start + offence.start, facts.piece.start + offence.end],
          sure: 'inferred',
          why: 'told as later',
        });
  for (const { later, piece } of all)
    for (const { value, start, end } of later)
      add({ value, from: [piece.start + start, piece.start + end], sure: 'said' });
  if (
    draft.frame?.arrested &&
    !events.some(({ value }) => value === 'arrested by ICE') &&
    !['honored', 'outstanding', 'appeal'].includes(judged.outcome.value)
  )
    events.unshift({
      value: 'arrested by ICE',
      from: [draft.frame.start, draft.frame.end],
      sure: 'inferred',
      why: 'listed among those arrested',
    });
  return judged.outcome.value === 'honored' ? events.filter(({ value }) => value !== 'in ICE custody') : events;
}
