import { type Draft, windowFilters } from '../draft.ts';
import type { Slots } from '../slots.ts';
import { type Kind, WHOLE_COUNTRY } from '../span.ts';

/** What the filters of `stats` and `lookup` share. */
export function recordFilters(slots: Slots): Record<string, string[]> {
  const outcomes = slots.all('outcome');
  return {
    ...(outcomes.length > 0 ? { outcome: outcomes } : {}),
    ...(slots.has('citizenship') ? { citizenship: slots.all('citizenship') } : {}),
    ...(slots.has('charge') ? { charge: slots.all('charge') } : {}),
  };
}

const OBJECTS: readonly Kind[] = [
  'detainer',
  'outcome',
  'criminality',
  'citizenship',
  'charge',
  'honor',
  'release',
  'detail',
];
export const isOfRecords = (slots: Slots): boolean =>
  OBJECTS.some((kind) => slots.has(kind)) || slots.says('detainer', 'detainers');

const ANCHORS: readonly Kind[] = ['detainer', 'ice', 'outcome', 'honor', 'release', 'case', 'people', 'citizenship'];

/** 'Robberies in Chicago' are no detainers: a crime counts beside ICE, a person, or words such as "charged". */
export const isOnlyOfCrime = (slots: Slots): boolean =>
  slots.has('charge') &&
  !ANCHORS.some((kind) => slots.has(kind)) &&
  !slots.has('criminality') &&
  !slots.has('loaded', 'people', 'slur') &&
  !slots.says(
    'detainer',
    'detainers',
    'charged',
    'charge',
    'charges',
    'convicted',
    'conviction',
    'convictions',
    'booked',
  );

export const KNOWN_BY = new Set(['month', 'outcome', 'facility', 'county', 'citizenship', 'charge']);

/** The desk counts people only where a detainer, an outcome or the like is spoken of. */
export const isOfOthers = (slots: Slots): boolean =>
  !isOfRecords(slots) && (slots.has('people') || slots.has('agency') || slots.has('ice'));

/** What nobody can be counted by here yet: a detail, the criminal record, or a breakdown. */
function beyondOf(slots: Slots): string | undefined {
  const [detail] = slots.all('detail');
  const [by] = slots.all('by');
  if (detail) return detail.slice(0, detail.indexOf(':') + 1);
  if (slots.has('criminality')) return 'criminality:';
  return by && !KNOWN_BY.has(by) ? `by:${by}` : undefined;
}

/** The outcomes as a breakdown answer "how many were honored" and "what share was declined". */
function isByOutcome(slots: Slots): boolean {
  if (slots.has('honor') || slots.has('detainer', 'active')) return true;
  return slots.has('measure', 'share') && slots.has('outcome');
}

/** What to count by, where the words say or mean it. */
function groupedBy(slots: Slots): string | undefined {
  const [by] = slots.all('by');
  if (by) return by;
  const ofCharge =
    !slots.has('outcome') && ['charge', 'citizenship', 'criminality'].some((kind) => slots.has(kind as Kind));
  const shared = slots.has('measure', 'share') && !slots.has('measure', 'trend', 'change') && !ofCharge;
  return isByOutcome(slots) || shared ? 'outcome' : undefined;
}

export const detailFilters = (slots: Slots): Record<string, string[]> =>
  Object.fromEntries(
    slots.all('detail').map((value) => {
      const at = value.indexOf(':');
      return [value.slice(0, at), [value.slice(at + 1).replace(/"/g, '')]];
    }),
  );

/**
 * 'county jails in Minnesota' and 'Kansas prisons' ask for a kind of facility. Jails alone are all of them, and 'which
 * jails' asks for each.
 */
function kindOf(slots: Slots): Record<string, string[]> {
  const isWide = slots.places.every(
    ({ words, outcome }) => words === 'us' || (outcome.outcome === 'answer' && outcome.meaning.level === 'state'),
  );
  if (
    !isWide ||
    slots.has('by') ||
    slots.has('dimension') ||
    slots.all('detail').some((each) => each.startsWith('kind:'))
  )
    return {};
  if (slots.says('prisons')) return { kind: ['state prison'] };
  return slots.says('jails') && slots.says('county') ? { kind: ['county jail'] } : {};
}

/** `stats` of the place, with what the words filter and count by. */
export function count(slots: Slots, today: string): Draft | undefined {
  if (isOnlyOfCrime(slots) || isOfOthers(slots) || slots.has('agency', 'site') || slots.all('by').length > 1)
    return undefined;
  const { outcome: recorded, ...others } = recordFilters(slots);
  const outcomes = slots.has('release') ? ['declined', ...(recorded ?? [])] : recorded;
  const by = groupedBy(slots);
  const isDropped = outcomes === undefined || (isByOutcome(slots) && slots.all('by').length === 0 && by === 'outcome');
  const window = windowFilters(slots.time, today);
  const ofKind = {
    ...(isDropped ? {} : { outcome: [...new Set(outcomes)] }),
    ...others,
    ...window,
  };
  const draft: Draft = {
    command: 'stats',
    places: slots.places,
    filters: {
      ...ofKind,
      ...(slots.has('criminality') ? { criminality: slots.all('criminality') } : {}),
      ...detailFilters(slots),
      ...kindOf(slots),
      ...(by && by !== 'month' ? { by: [by] } : {}),
    },
  };
  const beyond = beyondOf(slots);
  if (beyond) {
    const near: Draft = { ...draft, filters: { ...ofKind, ...(slots.has('criminality') ? { by: ['charge'] } : {}) } };
    // Where no place is named, these are questions about the whole country.
    const places = slots.places.length > 0 ? slots.places : [WHOLE_COUNTRY];
    return { ...draft, places, feature: `stats ${beyond}`, near: [{ ...near, places }] };
  }
  return slots.places.length === 0
    ? { ...draft, asks: 'Of which place? Name a state, county, city or facility, or say nationwide.' }
    : draft;
}

/** A jail or prison, of which records are listed rather than counted. */
export function isFacility(slots: Slots): boolean {
  const [place] = slots.places;
  return (
    place !== undefined &&
    /\b(jail|prison|detention|correctional|penitentiary|fci|usp|mdc|workhouse|island)\b/i.test(place.words)
  );
}

export function isAgency(slots: Slots): boolean {
  const [place] = slots.places;
  if (!place || place.words === 'us') return false;
  const meanings =
    place.outcome.outcome === 'answer'
      ? [place.outcome.meaning]
      : place.outcome.outcome === 'ask'
        ? place.outcome.candidates
        : [];
  return meanings.length > 0 && meanings.every(({ kind }) => kind !== 'jurisdiction');
}
