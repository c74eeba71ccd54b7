import { nameKey } from './name-key.ts';

interface PublishedFigure {
  jurisdiction: string;
  state: string;
  place_id: string | null;
  period_from: string | null;
  period_to: string | null;
}

/** What was asked about: its places with the counties of a city, and its names. */
interface Area {
  placeIds: readonly string[];
  names: readonly string[];
  state?: string;
  isState: boolean;
}

/** The city of a field office: 'los angeles' for 'ERO Los Angeles' or 'Los Angeles field office'; undefined for others. */
export function officeName(words: string): string | undefined {
  const key = nameKey(words);
  return (/^(?:ice )?(?:ero )?(.+?) (?:field office|area of responsibility|aor)$/.exec(key) ??
    /^(?:ice )?ero (.+)$/.exec(key))?.[1];
}

/**
 * True for a figure of the area: of one of its places, of all the country, or of the field office that is named like it. A
 * field office is larger than its city, so its figures say so; they are the state's too.
 */
export function isFigureOf({ jurisdiction, state, place_id }: PublishedFigure, area: Area): boolean {
  if (place_id !== null) return area.placeIds.includes(place_id);
  const office = officeName(jurisdiction);
  if (office === undefined) return area.names.includes(jurisdiction);
  if (area.names.includes(jurisdiction)) return true;
  if (area.state !== state) return false;
  return (
    area.isState || area.names.some((name) => nameKey(name.replace(/,.*$/, '')).replace(/ county$/, '') === office)
  );
}

/** True for a figure of days that touch the period, and for one without a date: only its publisher knows. */
export function isOfPeriod(
  { period_from, period_to }: PublishedFigure,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): boolean {
  if (period_from === null || period_to === null) return true;
  return (to === undefined || period_from <= to) && (from === undefined || period_to >= from);
}
