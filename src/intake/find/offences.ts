import type { Standing } from '../found.ts';
import { namesOffence, WHOLE } from '../words/offences.ts';

export interface SaidOffence {
  start: number;
  end: number;
  text: string;
  standing: Standing;
  /** Where the words give two standings at once. */
  said?: string;
  /** It is told of an arrest after the release, or of one long before. */
  when: 'now' | 'later' | 'before';
}

interface Opening {
  start: number;
  end: number;
  standing: Standing;
  said?: string;
}

const ADJECTIVE =
  '(?:prior |previous |past |pending |felony |misdemeanor |criminal |multiple |several |numerous |various |local |state |federal |other |new |additional |outstanding |different |separate |recent |open |active |two |three |four |a |the |current )*';
/** Words after which offences are listed, with their standing; the longest first. */
const OPENINGS: readonly (readonly [RegExp, Standing, string | undefined])[] = (
  [
    [
      '(?:[Aa]rrested|stopped|re-arrested|rearrested|booked|jailed|apprehended|detained|taken into custody|in custody|held|arrest(?! detainer))\\b(?:(?! for | on (?:\\w+ ){0,3}(?:charges?|suspicion|counts?)|charg(?:ed|ing) |convict|charges for|sentenced|released|lodged| history)[^;:"]){0,160}? (?:for|on suspicion of|on (?:\\w+ ){0,3}charges? of|on (?:\\w+ ){0,3}charges? (?:for|including)|on (?:\\w+ ){0,2}counts? of|on(?= (?:an? )?(?:[\\w-]+ ){0,4}(?:charges?|violations?|warrants?|counts?)\\b)(?! (?:or about |Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|(?:his|her|the|a|an) (?:own|order|bond|bail))))',
      'arrested for',
    ],
    [
      'convictions and (?:pending )?(?:criminal )?charges (?:for|of|including|that include|include|related to)|charges and (?:prior )?convictions (?:for|of|including)|arrests and convictions (?:for|of|including)|convictions or charges (?:for|of)|charges or convictions (?:for|of)',
      'history',
      'convictions and charges',
    ],
    [
      "convicted(?: \\w+ly)?(?: in| on)?(?: the)?(?: [A-Z]?[\\w.,'-]+){0,12}? (?:of|for|on (?:charges|counts|a charge) of)|convicted of|convicted for|convicted on|convictions?,? (?:for|of|on)|(?:term|sentence) for|convictions (?:in|from|since) (?:\\w+(?: and |, )?){1,6}? for|convictions,? including|convictions (?:for|of|on|that include|include|which include)|guilty (?:plea )?(?:to|of)|guilty(?: in| on)(?: [\\w.,'-]+){1,10}? (?:to|of)|sentenced(?: \\w+){0,10}? for",
      'convicted',
    ],
    [
      `(?:charged|charging|charge)(?: (?:him|her|them|the (?:man|woman|suspect|noncitizen|individual|[A-Z]\\w+ (?:national|citizen|man|woman|noncitizen))|[A-Z][\\w'-]+|\\w+ly|locally|also|again|in|the|court|state|by|by (?:the )?(?:[A-Z][\\w.'-]+ ){1,5}(?:police|deputies|Police|Department|Office)|on [A-Z]\\w+\\.? \\d{1,2},?(?: \\d{4},?)?|[A-Z][\\w.]+)){0,8}? with|charged in connection with|charges? of|charges? for|charges? (?:including|that include|include|related to|stemming from|involving)|accused of|accused in|indicted (?:on|for)|arraigned(?: \\w+){0,12}?,? (?:on|for)|(?:one|two|three|four|five|six|\\d+) counts? of|counts of|facing(?: ${ADJECTIVE})charges of|wanted (?:for|on)|suspected of`,
      'charged',
    ],
    [
      'criminal (?:history|record|background|past)(?: also)? (?:includes?|of|for|that includes|which includes|including|consists of)|(?:his|her|their) (?:criminal )?(?:record|history)(?: also)? includes?|history of|prior arrests? (?:for|including|include)|previous arrests? (?:for|including)|previously (?:been )?arrested for|rap sheet (?:includes|including)(?: arrests for)?|arrests? include',
      'history',
    ],
  ] satisfies [string, Standing, string?][]
).map(([source, standing, said]) => [new RegExp(`\\b(?:${source})(?=[ :])`, 'g'), standing, said]);

/** Where a list of offences ends. */
const STOP = new RegExp(
  [
    '[;.?!](?= |$|")|(?<!\\d(?:st|nd|rd|th)):(?= |$)',
    ' — ',
    ' ?[<>\\[@=`|]|https?:',
    ' \\(',
    ',? (?:and|but|then|or) (?:who|was|were|is|are|has|had|have|he|she|they|the|his|her|ICE|ERO|sentenced|released|ordered|later|served|remains?|remained|received|a detainer|an? (?:immigration )?detainer|transferred|booked|removed|deported|lodged|resisted|placed|held|with an?|did|refused|failed|declined|ignored|police|also|whose|previously|subsequently|then)\\b',
    ',? (?:who|whom|whose|when|while(?! intoxicated| impaired| under| armed| on | license| driving| his license| in possession| having)|before|since|because|where|which|after|following|although|despite|without (?:the|being|notif|honor)|until|pending|stemming|according|processed|released|then|during|sentenced|ordered|is|was|were|has|had|are|have|did|remains?|later|but|yet|though|even|cited|he|she|they|it|as part|as well as the|currently|and is|and was|so|if|upon|previously|and previously|freed|only)\\b',
    ',? by (?!Another)(?:the|local|an?|state|county|city|police|[A-Z])',
    ',? (?:from|at|near|inside|outside) (?:the|his|her|local|an?|[A-Z])',
    ',? with (?:an? (?:active|immigration|ICE|detainer|GPS)|bail|bond|the detainer|a detainer|detainers)',
    ',? on (?:or about |the |Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|bond|bail|his|her)',
    ',? in (?:connection|the (?:city|county|town|village|state|bronx|[A-Z]\\w+|circuit|district|superior|court|death|killing|case|wake|area)|19|20|an? \\w+ (?:court|county)|[A-Z])',
    ',? (?:Jan|Feb|March|April|May \\d|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\\.? \\d',
    ',? (?:ICE|ERO|DHS|A detainer|An immigration|U\\.S\\.)\\b',
    ', (?:the|an?|his|her) (?:jail|detainer|court|judge|county|agency|immigration|detention|[A-Z])',
    ',? for (?:which|whom|that)\\b',
    ',? a charge\\b|,? charges? that\\b|,? that (?:charge|occurred|took|was|were|he|she)\\b',
    ',? (?:two|three|four|five|several|many|multiple|ten|\\d+) (?:different |separate )?times\\b|,? (?:twice|again|earlier|yesterday|last (?:week|month|year)|this (?:week|month|year))\\b',
  ].join('|'),
);
const LONGEST = 700;
const TRIM_START =
  /^(?:(?:19|20)\d\d |and |or |of |for |also |both |the |an? |to |in |his |her |multiple |several |numerous |various |many |other |two |three |four |five |six |seven |\d{1,2} |one |prior |past |previous |pending |counts? of |counts |charges? of |offenses? of |crimes? of |crimes? (?:including|ranging from|such as) |offenses? (?:including|ranging from|such as|for) |charges? (?:including|for) |convictions? (?:for|of) |including |such as |local |first-time |each of |felony charges? of |misdemeanor charges? of |a total of |at least |additional |new |ranging from |criminal charges? (?:of|including|for) |criminal offen[sc]es? of |violent crimes? (?:including|such as) |["':,] ?)/i;
const TRIM_END = /(?: charges?| convictions?| offenses| back| and| or| of|,|"|'| respectively| locally)$/i;
const NOTHING =
  /^(?:(?:local|criminal|state|felony|misdemeanor|immigration|unrelated|unspecified|serious|violent|multiple|various|additional|administrative|federal|new|separate|other|pending|several|the|those|these|his|her|such|more|further|certain|some|same|a|an|any) ?){0,6}(?:charges?|crimes?|offen[sc]es?|violations?|conduct|activity|acts?|felon(?:y|ies)|misdemeanors?|warrants?|counts?|removal|allegations?|matters?|proceedings?|arrests?|history|convictions?|criminal|case|cases|bail|bond|detainers?|it|them|this|that|years?|months?|days?)?$/i;
const NARRATED =
  /^(?:killing|stabbing|shooting|beating|attacking|striking|hitting|firing|running|crashing|raping|assaulting|robbing|molesting|punching|choking|groping|causing|injuring|threatening|holding|luring|breaking into) (?:an?|the|two|three|four|several|his|her|someone|people|another|at|into|over)\b|^crimes? against\b/i;
const IMMIGRATION =
  /^(?:immigration|administrative|civil immigration|being in the|entering|unlawful presence|violating (?:u\.s\. )?immigration)/i;

/** The offences that a sentence names, each with its standing. */
export function findOffences(text: string): SaidOffence[] {
  const openings = openingsOf(text);
  const found: SaidOffence[] = [];
  for (const [number, opening] of openings.entries()) {
    const next = openings[number + 1]?.start ?? text.length;
    const tail = text.slice(opening.end, Math.min(next, opening.end + LONGEST));
    const length = endOfList(tail);
    const when = whenOf(text, opening);
    // 'of wire fraud in a federal court and of a theft scheme'
    const more = /^[^,;:]{1,60}? and (?=(?:of|for) )/.exec(tail.slice(length))?.[0].length;
    const rest = more === undefined ? 0 : length + more;
    const items = [
      ...itemsOf(text, opening.end, opening.end + length),
      ...(rest === 0 ? [] : itemsOf(text, opening.end + rest, opening.end + rest + endOfList(tail.slice(rest)))),
    ];
    for (const item of items)
      found.push({ ...item, standing: opening.standing, when, ...(opening.said ? { said: opening.said } : {}) });
  }
  for (const offence of beforeTheirStanding(text, openings))
    if (!found.some((other) => offence.start < other.end && offence.end > other.start)) found.push(offence);
  return unlike(found.sort((a, b) => a.start - b.start));
}

function openingsOf(text: string): Opening[] {
  const found: Opening[] = [];
  for (const [pattern, standing, said] of OPENINGS)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && end > other.start)) continue;
      // 'arrested him for ...' of an officer of immigration is no charge
      if (standing === 'arrested for' && /\bon$/.test(match[0]) && !namesOffence(text.slice(end, end + 60))) continue;
      if (
        standing === 'arrested for' &&
        /^ (?:or about|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? ?(?:\d|$|[a-z]))/.test(
          text.slice(end, end + 20),
        )
      )
        continue;
      found.push({ start, end, standing, ...(said ? { said } : {}) });
    }
  const inOrder = found.sort((a, b) => a.start - b.start);
  // 'arrested for three counts of identity theft' is one opening
  return inOrder.flatMap((opening, at) => {
    const [last, next] = [inOrder[at - 1], inOrder[at + 1]];
    const joins = (one: Opening | undefined, other: Opening | undefined): boolean =>
      one !== undefined &&
      other !== undefined &&
      /^(?: \w+)? ?$/.test(text.slice(one.end, other.start)) &&
      /counts?/.test(text.slice(other.start, other.end));
    if (joins(opening, next)) return [];
    return joins(last, opening) && last ? [{ ...last, end: opening.end }] : [opening];
  });
}

/** Goes on after a semicolon where no more than another offence follows it. */
function endOfList(tail: string, from = 1): number {
  const stop = STOP.exec(tail.slice(from));
  if (!stop) return tail.length;
  const at = from + stop.index;
  const next = tail[at] === ';' ? (/^; [^;.]{3,90}(?=[;.]|$)/.exec(tail.slice(at))?.[0] ?? '') : '';
  return next !== '' && namesOffence(next) && !STOP.test(next.slice(1)) && !CLAUSE.test(next)
    ? endOfList(tail, at + next.length)
    : at;
}
const CLAUSE =
  /\b(?:he|she|they|it|detainer|ICE|ERO|jail|released|lodged|honored|arrested|charged|convicted|pleaded)\b/i;

/** 'later arrested for', 'previously convicted of' */
function whenOf(text: string, { start }: Opening): SaidOffence['when'] {
  const before = text.slice(Math.max(0, start - 40), start);
  const words = text.slice(start, start + 14);
  if (
    /\b(?:later|subsequently|again|once more|went on to be|would be)(?: \w+){0,2} $/i.test(before) ||
    /^re-?arrested/i.test(words)
  )
    return 'later';
  if (/\b(?:previously|previous|prior|earlier|past)(?: \w+){0,2} $/i.test(before)) return 'before';
  return 'now';
}

/** Parts a list at commas, 'and', semicolons and slashes, but not inside of an offence that holds one. */
function itemsOf(text: string, from: number, to: number): Pick<SaidOffence, 'start' | 'end' | 'text'>[] {
  const list = text.slice(from, to);
  const kept = /ranging from/i.test(list) ? protect(list) : protect(list).replace(/ to /g, '_to_');
  const items: Pick<SaidOffence, 'start' | 'end' | 'text'>[] = [];
  let at = 0;
  for (const part of kept.split(
    /(, and | and |, or |, as well as | as well as |, along with | along with |, plus | plus |, |; |\/| & |, including | including | to (?=\w+(?: \w+){0,2}$))/,
  )) {
    const start = at;
    at += part.length;
    if (/^(?:, and | and |, or |,? as well as |,? along with |,? plus |, |; |\/| & |,? including | to )$/.test(part))
      continue;
    const tidy = trimmed(list.slice(start, at), from + start);
    if (tidy) items.push(tidy);
  }
  const known = items.filter((item) => namesOffence(item.text) && item.text.split(' ').length <= 16);
  return known;
}

/** The same letters, with no comma and no 'and' inside of an offence. */
function protect(list: string): string {
  let kept = list.replace(/, not /g, '__not_');
  const lower = list.toLowerCase();
  for (const whole of WHOLE) {
    let at = lower.indexOf(whole);
    while (at >= 0) {
      kept =
        kept.slice(0, at) + kept.slice(at, at + whole.length).replace(/[ ,/]/g, '_') + kept.slice(at + whole.length);
      at = lower.indexOf(whole, at + whole.length);
    }
  }
  return kept;
}

function trimmed(words: string, from: number): Pick<SaidOffence, 'start' | 'end' | 'text'> | undefined {
  let [start, end] = [0, words.length];
  for (let turn = 0; turn < 8; turn += 1) {
    const lead =
      /^ +/.exec(words.slice(start, end))?.[0].length ?? TRIM_START.exec(words.slice(start, end))?.[0].length ?? 0;
    const tail =
      / {1,9}$/.exec(words.slice(start, end))?.[0].length ?? TRIM_END.exec(words.slice(start, end))?.[0].length ?? 0;
    if (lead + tail === 0) break;
    start += lead;
    end -= tail;
    if (start >= end) return undefined;
  }
  end = start + withoutProperNames(words.slice(start, end)).length;
  const text = words.slice(start, end);
  if (text.includes('"')) return undefined;
  if (text.length < 3 || NOTHING.test(text) || IMMIGRATION.test(text) || NARRATED.test(text)) return undefined;
  return { start: from + start, end: from + end, text };
}

/** 'murder of Maria Lopez' -> 'murder': in small letters a capital is somebody's name, or a place's. */
function withoutProperNames(words: string): string {
  if (/^\p{Lu}\p{Ll}/u.test(words)) return words;
  const name =
    /(?: (?:of|against|to|with|on|named|by|from|at|near|in|for|outside|involving))?(?: (?:the|his|her|an?|former|ex-\w+|\w+friend|wife|husband|officer|deputy|victim)){0,3} \p{Lu}\p{Ll}[\p{L}'-]*/u.exec(
      words,
    );
  return name && !/^ (?:Act|Code|Section|Schedule|Class)\b/.test(name[0]) ? words.slice(0, name.index) : words;
}

const REVERSED =
  /\b((?:[a-z0-9'-]+|DUI|DWI|OUI|OWI|[A-Z][a-z]+) ){1,6}(convictions?|charges?|arrest)\b(?! (?:of|for|including|include|and charges|and convictions|with)\b)/g;
const BEFORE_IT =
  /^(?:.*\b(?:with|of|on|for|has|had|have|and|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|a|an|the|his|her|prior|previous|past|multiple|several|numerous|pending|local|state|criminal|felony|misdemeanor|facing|faces|face|second|third|recent|earlier|old|new|other|to|from|was|were|drop|dropped|that|this|these|those|including|also|or|both|more|than|is|latest|after|before|following|during|at|by|in|on|his|her|The|A)\b )/;

/** 'two DUI convictions', 'domestic violence charges' */
function beforeTheirStanding(text: string, openings: readonly Opening[]): SaidOffence[] {
  const found: SaidOffence[] = [];
  for (const match of text.matchAll(REVERSED)) {
    const standing = match[2]?.startsWith('conv') ? 'convicted' : match[2] === 'arrest' ? 'arrested for' : 'charged';
    const words = match[0].slice(0, match[0].length - (match[2]?.length ?? 0) - 1);
    const skip = BEFORE_IT.exec(words)?.[0].length ?? 0;
    const start = match.index + skip;
    const offence = text.slice(start, match.index + words.length);
    if (offence === '' || NOTHING.test(offence) || IMMIGRATION.test(offence) || !namesOffence(offence)) continue;
    if (openings.some((opening) => start < opening.end && start + offence.length > opening.start)) continue;
    found.push({ start, end: start + offence.length, text: offence, standing, when: 'now' });
  }
  return found;
}

const unlike = (offences: SaidOffence[]): SaidOffence[] =>
  offences.filter(
    (offence, at) =>
      offences.findIndex(
        (other) => other.text.toLowerCase() === offence.text.toLowerCase() && other.standing === offence.standing,
      ) === at,
  );
