import type { SaidAgency } from './agency.ts';
import { giveAgency } from './agency-of-event.ts';
import type { SaidDate } from './said-date.ts';
import type { EventKind, SaidEvent } from './said-event.ts';

const TRIGGERS: readonly [EventKind, RegExp][] = [
  [
    'detainer',
    /(?<=[;,(] ?)detainer\b(?= (?:on )?(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)|\bdetainer\b(?= is (?:pending|on file|in place|active))|\b(?:had|got|received)\b(?= (?:an? |two |three |the |its |his |her |active |ICE |immigration ){1,4}detainers?\b)|\b(?:lodged?|lodging|placing|issuing|filing|issued|placed|filed|sent|submitted|served|put|transmitted|forwarded|lodges|places|issues)\b(?= (?:an? |the |its |his |her |new |arrest |another |this |that |immigration |ICE |ERO |federal |civil |two |several |multiple |[A-Za-z'-]+ ){0,9}(?:detainers?|retainers?|hold request|immigration hold|request for))|\b(?:detainers?|retainers?|immigration hold)\b(?="? (?:against [^.;]{1,40} )?(?:that |which |itself, )?(?:(?:was|were|had been|has been|is|was|ICE|ERO|the agency|it|officers|ICE had|ERO had) (?:\w+ )?)?(?:lodged?|issued|placed|filed|sent|dated|in place since|put in place|faxed|submitted|written|received|of (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))/gi,
  ],
  [
    'transfer',
    /(?<=[;,(] ?)(?:released )?to (?:ICE|ERO)(?= (?:on )?(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)|\b(?:ICE|[Oo]fficers|[Aa]gents) (?:picked (?:him|her) up|collected (?:him|her))\b|\b(?:transferred|turned (?:him |her )?over|handed (?:him |her )?(?:over)?|surrendered|transfers)\b|\btaken into custody\b(?= (?:at|from|inside) the [A-Z][\w' ]{2,50}(?:Jail|Center|Facility|Prison|Corrections?|Institutions?)\b)|\btook custody\b|\bassumed custody\b|\btook (?:him|her|them) into custody\b(?= (?:at|from|inside))/gi,
  ],
  [
    'release',
    /\b(?:released|releases|releasing|freed|frees|discharged|set (?:him |her |them )?free|went home)\b|\blet (?:him|her|them|the \w+|\w+) (?:go|out|walk)\b|(?<=\b(?:chose|opted|elected|decided|went on|proceeded|moved|saw fit) to )release\b|\blet go\b|\b(?:was|been|being) let out\b|\b(?:bonded|bailed|walked|bonds) (?:out|free)\b|\bposted? (?:an? )?(?:\$[\d,]+ )?(?:bond|bail)\b|\bmade (?:bond|bail)\b|\bleft (?:the )?(?:jail|custody|facility)\b|\b(?:his|her|their|the) release (?:from|on|by)\b|\bsince (?:his|her) release\b|(?:\bthe |(?<=\d,? ))release of (?:an?|the) (?=[\w-]+)|\b(?:was|were) (?:back )?(?:out )?on the streets?\b|\bwalked (?:out|free)\b|\bwas gone by\b|(?<!or |inspected, )\bparoled\b(?! (?:him |her )?into)(?! by a U)/gi,
  ],
  [
    'arrest',
    /\b(?:arrested|re-arrested|rearrested|arrests|booked|apprehended|apprehends|captured|captures|nabbed|stopped|pulled over|encountered|jailed|caught)\b|\b(?:found|located) (?:him|her)\b|\b(?:taken|took (?:him|her|them|an? [\w -]{1,50}?)|takes) into custody\b|\bdetained\b(?= (?:by|on|in|for|him|her))|\b(?:was|were|being) (?:picked up|detained)\b|\b(?:[Hh]is|[Hh]er|whose) (?:most recent |latest |last |first |second )?arrest\b(?= (?:was|came|on|by)\b)/g,
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
/** 'released him to Lake County on its warrant': to another holder, not into the community. */
const TO_OTHERS =
  /^(?: (?:him|her))? (?:in)?to (?:the (?:custody of )?)?(?:the )?(?:(?:\p{Lu}[\w.'-]+ ){1,4}(?:County|Parish|Police|Sheriff's|Department of Corrections?)\b|another (?:county|agency|jail|jurisdiction)|state prison)/u;
/** 'when a court frees him': not yet. */
const NOT_YET = /\b(?:when|if|once|unless|until|before|whenever) (?:\w+ ){0,3}$/i;
const NO_RELEASE_AFTER =
  /^ (?:dates?|a (?:statement|report|list|video|photo)|statements?|information|the (?:names?|report|list|following|video|footage)|its|data|figures|documents|records|details|by ICE on its)\b/i;
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
      const isHandedOn = kind === 'release' && TO_OTHERS.test(text.slice(end));
      events.push({ kind: isHandedOn ? 'transfer' : kind, start, end, federal: false });
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
  if (/^frees$/i.test(word) && NOT_YET.test(text.slice(Math.max(0, start - 40), start))) return true;
  // 'served only 141 days before being released'
  if (/\bbefore being $/i.test(text.slice(0, start)) && /\b(?:served|spent|held)\b/.test(text.slice(0, start)))
    return false;
  // 'chose to release' is done
  if (/release$|release (?:from|on|by)$/i.test(word)) return false;
  return NO_RELEASE.test(text.slice(Math.max(0, start - 40), start)) || NO_RELEASE_AFTER.test(text.slice(end));
}

/** 'the agency said Tuesday'; 'On Tuesday ICE issued a news release which says ...' */
const isOfSpeech = (text: string, { start, end }: SaidDate): boolean =>
  /\b(?:said|says|announced|stated|wrote|reported|confirmed|added|told (?:\w+ ){1,3})(?: in an? [\w ]{1,20})?(?: late| early)?(?: on)? $/i.test(
    text.slice(Math.max(0, start - 50), start),
  ) ||
  /^,? (?:\w+ ){1,4}(?:issued|published|put out|posted|sent out) an? (?:\w+ )?(?:release|statement)\b/.test(
    text.slice(end, end + 80),
  );

/** A date belongs to what stands before it, or, at the beginning of a clause, to what follows. */
function giveDate(text: string, date: SaidDate, events: readonly SaidEvent[]): void {
  if (
    /^since\b/i.test(text.slice(date.start)) ||
    isOfSpeech(text, date) ||
    // 'appears on the Jan. 28 to Feb. 3 list'
    /^ (?:list|report|edition|statement|release|ruling|letter)\b(?! (?:from|by) the)/.test(text.slice(date.end)) ||
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
  const leads =
    after !== undefined &&
    opens &&
    (/^,(?! (?:after|when|following|once|because)\b)|^ (?:the|he|she|they) |^ \p{Lu}/u.test(
      text.slice(date.end, date.end + 14),
    ) ||
      !near);
  // 'officials on Wednesday disputed that he had been released': the day is of another verb
  const far =
    !before &&
    after !== undefined &&
    date.start > 12 &&
    !/^,/.test(text.slice(date.end)) &&
    after.start - date.end > 40;
  // 'On Aug. 13, after being convicted and serving a sentence, officials released him'
  const main =
    !before && /^, after (?:being|having|serving|he|she)\b/.test(text.slice(date.end))
      ? events.find(({ kind, start }) => start > date.end && (kind === 'release' || kind === 'transfer'))
      : undefined;
  const owner = far ? undefined : (main ?? (!before ? after : !after || !leads ? before : after));
  if (owner && !owner.date && (owner.kind !== 'arrest' || !date.value.startsWith('..'))) owner.date = date;
  else if (owner?.date && after && !after.date && after !== owner && leads) after.date = date;
}
