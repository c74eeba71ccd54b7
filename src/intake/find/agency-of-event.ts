import type { SaidAgency } from './agency.ts';
import type { SaidEvent } from './said-event.ts';

const FEDERAL_RELEASE =
  /\border of (?:recognizance|supervision)|\binto the (?:United States|U\.S\.|country|interior|US)\b|\bnotice to appear|\bimmigration (?:bond|judge)|\b(?:humanitarian parole|paroled (?:him |her )?into)|\bby the (?:prior|previous|last|former|\p{Lu}\w+) [Aa]dministration\b|\bfrom (?:ICE|ERO|immigration|federal) (?:custody|detention)|\bRefugee Resettlement\b|\b(?:in)?to (?:the (?:custody|care) of )?(?:his|her|an?) (?:mother|father|uncle|aunt|sister|brother|sponsor|parents?)\b(?!['’]s (?:house|home))(?=[^.;]{0,30}(?:custody|care)|[^.;]{0,20}sponsor)|\bpending (?:an?|his|her|their) (?:\w+ ){0,2}(?:hearing before|immigration)|\balternatives? to detention/iu;

/** Who did it: 'by X' after it, 'from X' for a release, or the subject before it. */
export function giveAgency(
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
  const from = after.find(
    ({ start }) =>
      !/\b(?:while|pending|facing|arraign\w*)\b/.test(text.slice(event.end, start)) &&
      /(?:\b(?:from|out of|at|in)|^ of) (?:the )?(?:custody (?:of|at) )?(?:the )?(?:custody of )?(?:the )?$/.test(
        text.slice(event.end, start).slice(-40),
      ),
  );
  const before = agencies.filter(({ start, end }) => end <= event.start && start >= last);
  const subjects = before.filter(
    (each) => isSubject(text, each, event) && !/^(?: \p{Lu}\w+)?'/u.test(text.slice(each.end)),
  );
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
    // 'booked him into the Cook County Jail, where ICE lodged a detainer'
    const where = before.find(
      ({ end, kind }) =>
        kind !== 'federal' &&
        /^(?: \([A-Z]+\))?,? where (?:(?:ICE|ERO|an?|the|its|officers) ?){0,2}$/.test(text.slice(end, event.start)),
    );
    const holder = to ?? where;
    if (holder) event.to = holder;
    return;
  }
  // Nobody releases somebody who bails out.
  const alone = /^(?:bonded|bailed|walked|posted|made|left|went)/.test(text.slice(event.start, event.end));
  const agency =
    by ??
    // 'Allegheny County officials released him from the Allegheny County Jail'
    (event.kind === 'release' && subject?.kind === 'government' && from?.kind === 'jail' ? from : undefined) ??
    (alone ? undefined : subject) ??
    (event.kind === 'release' || event.kind === 'transfer' ? from : undefined);
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
  // 'The jail on Feb. 3 released him'
  const between = text
    .slice(agency.end, event.start)
    .replace(/(?<=\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))\.(?= \d)|(?<=\bU)\.|(?<=\bU\.S)\./g, ' ');
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
  const own = text.lastIndexOf(';', event.start);
  // 'charged by the police and released on bail': not by them
  if (last.kind === 'charge' && isPassive(text, last)) return undefined;
  if (last.agency && last.kind !== 'detainer') return last.agency;
  return agencies
    .filter(
      (each) =>
        each.end <= last.start &&
        each.start > own &&
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
    /^ (?:in|during) an? (?:\w+ ){0,2}enforcement (?:operation|action)\b/.test(text.slice(event.end)) ||
    /^ (?:[^.;]{0,80}?)\bby (?:ICE|ERO|deportation officers|immigration|federal|U\.S\. Immigration|Immigration and Customs|officers)/.test(
      text.slice(event.end),
    ) ||
    /^(?:(?:On|In) [^,]{3,20},? )?(?:ICE|ERO|Deportation)(?: officers| agents)?\b.*\band $/.test(before) ||
    /\b(?:whom|which) (?:ICE|its officers|officers|agents)(?: \w+)? $/.test(before)
  );
}
