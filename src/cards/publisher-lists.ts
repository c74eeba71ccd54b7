import type { Citation, Fact, Part } from '../answer.ts';
import type { Db } from '../db/connect.ts';
import { findAllListEntries, findAllLists, type ListEntry } from '../db/lists.ts';
import type { Place } from '../db/places.ts';
import { compareDates, formatDate } from '../rules/dates.ts';

/**
 * What publishers' lists of jurisdictions say about places at a date: a fact about each list, never the desk's own
 * label.
 */
export async function describeListEntries(
  db: Db,
  places: (Place | undefined)[],
  on: string,
): Promise<{ parts: Part[]; citations: Citation[] }> {
  const here = places.filter((place) => place !== undefined);
  const lists = await findAllLists(db);
  if (here.length === 0 || lists.length === 0) return { parts: [], citations: [] };
  const entries = await findAllListEntries(
    db,
    here.map((place) => place.place_id),
  );
  const known = lists.filter((list) => compareDates(list.listed_on, on) <= 0);
  const facts: Fact[] = known.map((list) => ({
    label: `${list.list}, ${formatDate(list.listed_on)}`,
    value: here
      .map(
        (place) =>
          `${place.name}: ${describeEntry(
            entries.find((each) => isEntry(each, list.list, place)),
            on,
          )}`,
      )
      .join(' · '),
  }));
  if (facts.length === 0) return { parts: [], citations: [] };
  const until = known.map((list) => formatDate(list.as_of)).join(', ');
  return {
    parts: [
      { kind: 'facts', title: "On publishers' lists", facts },
      {
        kind: 'note',
        text: `To stand on a list is a fact about the list. Changes to it after ${until} were not checked.`,
      },
    ],
    citations: known.map((list) => ({
      title: list.citation,
      ...(list.source_url ? { url: list.source_url } : {}),
      asOf: list.as_of,
    })),
  };
}

const isEntry = (entry: ListEntry, list: string, place: Place): boolean =>
  entry.list === list && entry.place_id === place.place_id;

function describeEntry(entry: ListEntry | undefined, on: string): string {
  if (!entry) return 'not on it';
  if (compareDates(entry.listed_on, on) > 0) return 'not on it at that date';
  const note = entry.note ? ` (${entry.note})` : '';
  if (entry.removed_on && compareDates(entry.removed_on, on) <= 0)
    return `no longer on it, removed ${formatDate(entry.removed_on)}${note}`;
  return entry.removed_on ? `on it at that date; removed ${formatDate(entry.removed_on)}${note}` : `on it${note}`;
}
