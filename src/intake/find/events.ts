import type { SaidAgency } from './agency.ts';
import type { SaidDate } from './dates.ts';

type EventKind =
  | 'arrest'
  | 'ICE arrest'
  | 'hold'
  | 'detainer'
  | 'release'
  | 'transfer'
  | 'charge'
  | 'removal'
  | 'entry'
  | 'decline';

/** Something that a sentence says happened, with the date and the agency that belong to it. */
export interface SaidEvent {
  kind: EventKind;
  start: number;
  end: number;
  date?: SaidDate;
  agency?: SaidAgency;
  /** For a detainer: whom it was lodged with. */
  to?: SaidAgency;
  /** For a release or an arrest: an agency of immigration or the border did it. */
  federal: boolean;
}

const TRIGGERS: readonly [EventKind, RegExp][] = [
  [
    'detainer',
    /\b(?:had|got|received)\b(?= (?:an? |two |three |the |its |his |her |active |ICE |immigration ){1,4}detainers?\b)|\b(?:lodged?|lodging|placing|issuing|filing|issued|placed|filed|sent|submitted|served|put|transmitted|forwarded|lodges|places|issues)\b(?= (?:an? |the |its |his |her |new |arrest |another |this |that |immigration |ICE |ERO |federal |civil |two |several |multiple |[A-Za-z'-]+ ){0,9}(?:detainers?|retainers?|hold request|immigration hold|request for))|\b(?:detainers?|retainers?|immigration hold)\b(?="? (?:against [^.;]{1,40} )?(?:that |which |itself, )?(?:(?:was|were|had been|has been|is|was|ICE|ERO|the agency|it|officers|ICE had|ERO had) (?:\w+ )?)?(?:lodged?|issued|placed|filed|sent|dated|in place since|put in place|faxed|submitted|written|received|of (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))/gi,
  ],
  [
    'transfer',
    /\b(?:transferred|turned (?:him |her )?over|handed (?:him |her )?(?:over)?|surrendered|transfers)\b|\btook custody\b|\bassumed custody\b|\btook (?:him|her|them) into custody\b(?= (?:at|from|inside))/gi,
  ],
  [
    'release',
    /\b(?:released|releases|releasing|freed|frees|discharged|set (?:him |her |them )?free|went home)\b|\blet (?:him|her|them|the \w+|\w+) (?:go|out|walk)\b|\blet go\b|\b(?:was|been|being) let out\b|\b(?:bonded|bailed|walked|bonds) (?:out|free)\b|\bposted? (?:an? )?(?:\$[\d,]+ )?(?:bond|bail)\b|\bmade (?:bond|bail)\b|\bleft (?:the )?(?:jail|custody|facility)\b|\b(?:his|her|their|the) release (?:from|on|by)\b|\bsince (?:his|her) release\b|\bthe release of (?:an?|the) (?=[\w-]+)|(?<!or |inspected, )\bparoled\b(?! (?:him |her )?into)(?! by a U)/gi,
  ],
  [
    'arrest',
    /\b(?:arrested|re-arrested|rearrested|arrests|booked|apprehended|apprehends|captured|captures|nabbed|stopped|pulled over|encountered|jailed|caught)\b|\b(?:found|located) (?:him|her)\b|\b(?:taken|took (?:him|her|them|an? [\w -]{1,50}?)|takes) into custody\b|\bdetained\b(?= (?:by|on|in|for|him|her))|\b(?:was|were|being) (?:picked up|detained)\b/g,
  ],
  ['hold', /\b(?:held|kept)\b(?= (?:him|her|an?|the|for|until|in|at|there)\b)/g],
  [
    'removal',
    /\b(?:removed|deported)\b|\bordered (?:his |her )?remov(?:ed|al)\b|\border(?:ed)? of removal\b|\bvoluntar(?:y|ily) (?:departure|returned?)\b/g,
  ],
  ['entry', /\b(?:entered|crossed|crossing|admitted|entry|re-entered|reentered|overstayed|paroled|came to the)\b/g],
  [
    'charge',
    /\b(?:charged|convicted|conviction|convictions|sentenced|pleaded|pled|indicted|arraigned|found guilty|dismissed|acquitted|subpoena\w*|born|ruled|posted on|killed|died|crash|began|ended|took effect|due in|scheduled|learned|corrected|ended|came down|taken down|withdrew|retracted|appeared)\b/g,
  ],
];
const NO_RELEASE =
  /\b(?:press|news|media|photo|a|this|that|each|the) $|\b(?:be|to be|not|never|not be|to|will|would|could|may|might|should|shall|can|must|about to be|if|until|before (?:being|they are|he is|she is)|due to be|scheduled to be) $/i;
const NO_RELEASE_AFTER =
  /^ (?:dates?|a (?:statement|report|list|video|photo)|statements?|information|the (?:names?|report|list|following|video|footage)|its|data|figures|documents|records|details|by ICE on its)\b/i;
const FEDERAL_RELEASE =
  /\border of (?:recognizance|supervision)|\binto the (?:United States|U\.S\.|country|interior|US)\b|\bnotice to appear|\bimmigration (?:bond|judge)|\b(?:humanitarian parole|paroled (?:him |her )?into)|\bfrom (?:ICE|ERO|immigration|federal) (?:custody|detention)|\bpending (?:an?|his|her|their) (?:\w+ ){0,2}(?:hearing before|immigration)|\balternatives? to detention/i;
const CLAUSE =
  /(?:[;:—]|,? (?:and|but|then|while|before|after|when|where|which|who|that|whom)|,) (?:on |in |later |that )?$/;

/** The events of a sentence, each with its date and agency. */
export function findEvents(text: string, dates: readonly SaidDate[], agencies: readonly SaidAgency[]): SaidEvent[] {
  const events: SaidEvent[] = [];
  for (const [kind, pattern] of TRIGGERS)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (events.some((other) => start < other.end && end > other.start)) continue;
      if (kind === 'release' && isNoRelease(text, start, end)) continue;
      events.push({ kind, start, end, federal: false });
    }
  events.sort((a, b) => a.start - b.start);
  for (const event of events) giveAgency(text, event, events, agencies);
  for (const date of dates) giveDate(text, date, events);
  return events;
}

function isNoRelease(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end);
  if (
    /^releases$/i.test(word) &&
    !/^ (?:him|her|an?|the|illegal|criminal|suspect|man|woman|convicted|\d|[A-Z])/.test(text.slice(end))
  )
    return true;
  if (/release$|release (?:from|on|by)$/i.test(word)) return false;
  return NO_RELEASE.test(text.slice(Math.max(0, start - 40), start)) || NO_RELEASE_AFTER.test(text.slice(end));
}

/** Who did it: 'by X' after it, 'from X' for a release, or the subject before it. */
function giveAgency(
  text: string,
  event: SaidEvent,
  events: readonly SaidEvent[],
  agencies: readonly SaidAgency[],
): void {
  const next = events.find(({ start }) => start >= event.end)?.start ?? text.length;
  const last = [...events].reverse().find(({ end }) => end <= event.start)?.end ?? 0;
  const after = agencies.filter(({ start }) => start >= event.end && start < Math.max(next, event.end + 1));
  const by = after.find(({ start }) =>
    /\bby (?:officers (?:with|from|of) |deputies (?:with|from|of) |detectives (?:with|from) )?(?:the )?(?:[A-Z]?[\w.]+'s )?(?:local )?$/.test(
      text.slice(event.end, start),
    ),
  );
  const from = after.find(({ start }) =>
    /(?:\b(?:from|out of|at|in)|^ of) (?:the )?(?:custody (?:of|at) )?(?:the )?(?:custody of )?(?:the )?$/.test(
      text.slice(event.end, start).slice(-40),
    ),
  );
  const before = agencies.filter(({ start, end }) => end <= event.start && start >= last);
  const subjects = before.filter((each) => isSubject(text, each, event) && !/^'s?\b|^'/.test(text.slice(each.end)));
  const relative = subjects.find((each) =>
    /^(?: \([A-Z]+\))?,? (?:which|who|that)(?: \w+){0,3} $/.test(text.slice(each.end, event.start)),
  );
  const subject = isPassive(text, event)
    ? undefined
    : (relative ??
      subjects.filter((each) => startsClause(text, each)).at(-1) ??
      subjects.at(-1) ??
      sharedSubject(text, event, events, agencies));
  // 'The Monroe County Jail got a detainer on September 5.'
  if (event.kind === 'detainer' && /^(?:got|received|had)$/.test(text.slice(event.start, event.end))) {
    const holder = before.filter(({ kind }) => kind !== 'federal').at(-1);
    if (holder) event.to = holder;
    return;
  }
  if (event.kind === 'detainer') {
    const to = after.find(
      ({ start, kind }) =>
        kind !== 'federal' &&
        /\b(?:with|to|at|on file at|in) (?:both )?(?:the )?$/.test(text.slice(event.end, start).slice(-24)),
    );
    if (to) event.to = to;
    return;
  }
  // Nobody releases somebody who bails out.
  const alone = /^(?:bonded|bailed|walked|posted|made|left|went)/.test(text.slice(event.start, event.end));
  const agency =
    by ??
    (alone ? undefined : subject) ??
    (event.kind === 'release' || event.kind === 'transfer' ? from : undefined) ??
    (event.kind === 'arrest' ? undefined : undefined);
  if (agency) event.agency = agency;
  const segment = text.slice(last, next);
  event.federal =
    agency?.kind === 'federal' ||
    (event.kind === 'release' &&
      FEDERAL_RELEASE.test(segment) &&
      !(agency && agency.kind !== 'local authorities' && agency.kind !== 'government'));
  if (event.kind === 'arrest' && isIce(text, event, last, agency)) event.kind = 'ICE arrest';
}

const isPassive = (text: string, { start }: SaidEvent): boolean =>
  /\b(?:was|were|been|being|be|is|are|got|gets)(?: \w+ly| later| also| again| first| once| then| not| never| soon| subsequently| cited and| processed and)? $/.test(
    text.slice(Math.max(0, start - 40), start),
  ) ||
  /(?:\d|national|citizen|man|woman|noncitizen|alien|old|processed and|cited and), $|\b(?:processed and|cited and) $/.test(
    text.slice(Math.max(0, start - 30), start),
  );

/** No clause begins between an agency and what it did, but 'refused to honor the detainer and'. */
const isSubject = (text: string, agency: SaidAgency, event: SaidEvent): boolean => {
  const between = text.slice(agency.end, event.start);
  const before = text.slice(Math.max(0, agency.start - 30), agency.start);
  const officers =
    /\b(?:[Dd]eputies|[Oo]fficers|[Dd]etectives|[Pp]olice|[Tt]roopers|[Aa]gents) (?:with|of|from|for|at) (?:the )?$/.test(
      before,
    );
  if (
    !officers &&
    /\b(?:with|to|from|by|at|of|against|for) (?:the )?$/.test(before) &&
    !/\b(?:of|for) (?:the )?$/.test(between)
  ) {
    // 'lodged a detainer with the office, which released him'
    return /^(?: \([A-Z]+\))?,? (?:which|who|whose \w+|that)(?: \w+){0,3} $/.test(between);
  }
  return !/[.;]/.test(between) && between.length < 140 && !/ (?:he|she|they|was|were) $/.test(between);
};

/** Where a subject may stand: at the beginning, or after a comma or a conjunction. */
const startsClause = (text: string, { start }: SaidAgency): boolean =>
  /(?:^|[,;.:—"] |\b(?:and|but|then|when|after|before|that|whom|while|which|said|says|where|because) )(?:[Tt]he |[Aa]n? |[Tt]hat |[Tt]his )?$/.test(
    text.slice(Math.max(0, start - 24), start),
  );

/** 'The jail refused to honor the detainer and released him' */
function sharedSubject(
  text: string,
  event: SaidEvent,
  events: readonly SaidEvent[],
  agencies: readonly SaidAgency[],
): SaidAgency | undefined {
  const last = [...events].reverse().find(({ end }) => end <= event.start);
  if (!last) return undefined;
  if (
    !/(?:\b(?:and|then|but|before)|,)(?: \w+ly| then| later| also| instead)? $/.test(text.slice(last.end, event.start))
  )
    return undefined;
  if (/\b(?:he|she|they|him who)\b/.test(text.slice(last.end, event.start))) return undefined;
  if (last.agency && last.kind !== 'detainer') return last.agency;
  return agencies
    .filter(
      (each) =>
        each.end <= last.start &&
        !/\b(?:with|to|from|by|at|of|against|for|in) (?:the )?$/.test(
          text.slice(Math.max(0, each.start - 12), each.start),
        ),
    )
    .at(-1);
}

function isIce(text: string, event: SaidEvent, last: number, agency: SaidAgency | undefined): boolean {
  if (agency) return agency.kind === 'federal' && !/border/i.test(agency.name);
  const before = text.slice(last, event.start);
  return (
    (/\b(?:ICE|ERO|[Oo]fficers|[Aa]gents|DHS|HSI)\b(?! said| says)[^.;]{0,60}$/.test(before) &&
      !/\bpolice officers|local\b/i.test(before)) ||
    /^ (?:[^.;]{0,80}?)\bby (?:ICE|ERO|deportation officers|immigration|federal|U\.S\. Immigration|Immigration and Customs|officers)/.test(
      text.slice(event.end),
    ) ||
    /\b(?:whom|which) (?:ICE|its officers|officers|agents)(?: \w+)? $/.test(before)
  );
}

/** A date belongs to what stands before it, or, at the beginning of a clause, to what follows. */
function giveDate(text: string, date: SaidDate, events: readonly SaidEvent[]): void {
  if (
    /^since\b/i.test(text.slice(date.start)) ||
    /\b(?:releases?|statement|letter|article|report|list|e-?mail|post) (?:of|on|dated|from) $/i.test(
      text.slice(Math.max(0, date.start - 24), date.start),
    )
  )
    return;
  const before = events.filter(({ start }) => start < date.start).at(-1);
  const after = events.find(({ start }) => start >= date.end);
  const opens =
    CLAUSE.test(text.slice(Math.max(0, date.start - 14), date.start)) &&
    after !== undefined &&
    !/[;]/.test(text.slice(date.end, after.start));
  const near = before && date.start - before.end < 200;
  // 'on Oct. 20, police released him': a comma and a subject follow
  const leads = after !== undefined && opens && (/^,/.test(text.slice(date.end)) || !near);
  // 'officials on Wednesday disputed that he had been released': the day is of another verb
  const far =
    !before &&
    after !== undefined &&
    date.start > 12 &&
    !/^,/.test(text.slice(date.end)) &&
    after.start - date.end > 40;
  const owner = far ? undefined : !before ? after : !after || !leads ? before : after;
  if (owner && !owner.date && (owner.kind !== 'arrest' || !date.value.startsWith('..'))) owner.date = date;
  else if (owner?.date && after && !after.date && after !== owner && leads) after.date = date;
}
