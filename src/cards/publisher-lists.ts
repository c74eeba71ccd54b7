import type { Citation, Fact, Part } from '../answer.ts';
import type { Db } from '../db/connect.ts';
import { countUnplacedListRows, findAllListEntries, findAllLists, type ListEntry } from '../db/lists.ts';
import { findCitiesOfCounty, type Place } from '../db/places.ts';
import { formatDate, spanOf } from '../rules/dates.ts';
import { plural } from '../rules/wording.ts';

export const LISTS_TITLE = "On publishers' lists";

/**
 * What publishers' lists of jurisdictions say about places on a day: a fact about each list, never the desk's own label.
 * For a county without a city asked about, its cities that are on the list are named too.
 */
export async function describeListEntries(
  db: Db,
  { city, county, state }: { city: Place | undefined; county: Place | undefined; state: Place | undefined },
  on: string,
): Promise<{ parts: Part[]; citations: Citation[] }> {
  const here = [city, county, state].filter((place) => place !== undefined);
  const known = (await findAllLists(db)).filter((list) => firstDay(list.listed_on) <= on);
  if (here.length === 0 || known.length === 0) return { parts: [], citations: [] };
  const inside = county && !city ? await findCitiesOfCounty(db, county.place_id) : [];
  const entries = await findAllListEntries(
    db,
    [...here, ...inside].map((place) => place.place_id),
  );
  const unplaced = await countUnplacedListRows(db);
  const told = (list: string, place: Place) =>
    describeEntry(
      entries.filter((entry) => entry.list === list && entry.place_id === place.place_id),
      on,
      unplaced,
    );
  const facts: Fact[] = known.map(({ list, listed_on }) => ({
    label: `${list}, ${formatDate(listed_on)}`,
    value: here
      .map((place) => {
        const cities = place === county ? inside.filter((each) => entries.some((e) => isOn(e, list, each))) : [];
        const beside = cities.map((each) => `${each.name}: ${told(list, each)}`).join(', ');
        return `${place.name}: ${told(list, place)}${beside ? ` (a city in it, ${beside})` : ''}`;
      })
      .join(' · '),
  }));
  const until = known.map((list) => formatDate(list.as_of)).join(', ');
  return {
    parts: [
      { kind: 'facts', title: LISTS_TITLE, facts },
      {
        kind: 'note',
        text: `To stand on a list is a fact about the list. Changes to it after ${until} were not checked.`,
      },
    ],
    citations: known.flatMap((list) => {
      const own = entries.filter((entry) => here.some((place) => isOn(entry, list.list, place)));
      return [...new Map([list, ...own].map((each) => [each.citation, cite(each)])).values()];
    }),
  };
}

const cite = ({ citation, source_url, as_of }: Pick<ListEntry, 'citation' | 'source_url' | 'as_of'>): Citation => ({
  title: citation,
  ...(source_url ? { url: source_url } : {}),
  asOf: as_of,
});
const isOn = (entry: ListEntry, list: string, place: Place): boolean =>
  entry.list === list && entry.place_id === place.place_id;
const firstDay = (date: string): string => spanOf(date)?.from ?? date;
const lastDay = (date: string): string => spanOf(date)?.to ?? date;

/** How the newest entry that had begun stands on the day; what happened on a day that is not known is said so. */
function describeEntry(entries: ListEntry[], on: string, unplaced: number): string {
  const [first] = entries;
  if (!first)
    return unplaced === 0
      ? 'not on it'
      : `not found on it, but the place of ${plural(unplaced, 'row')} of the lists is not known`;
  const entry = entries.filter((each) => firstDay(each.listed_on) <= on).at(-1);
  if (!entry) return `not on it at that date; listed ${formatDate(first.listed_on)}`;
  const note = entry.note ? ` (${entry.note.replace(/\.$/, '')})` : '';
  const removed = entry.removed_on;
  if (on < lastDay(entry.listed_on)) return `listed in ${formatDate(entry.listed_on)}, the day is not known${note}`;
  if (removed === null) return `on it${note}`;
  if (on < firstDay(removed)) return `on it at that date; removed ${formatDate(removed)}${note}`;
  if (on < lastDay(removed)) return `removed in ${formatDate(removed)}, the day is not known${note}`;
  return `no longer on it, removed ${formatDate(removed)}${note}`;
}
