import type { DetainerFilter } from '../db/detainers.ts';
import type { Facility } from '../db/facilities.ts';
import { UserError } from '../errors.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import { withThe } from '../rules/with-the.ts';
import { titleCase } from '../rules/wording.ts';
import { meaningLabel, placeLabel } from './labels.ts';

/** The subject of a list of records: a place or agency, or facilities. */
export interface RecordsSubject {
  title: string;
  meaning?: PlaceMeaning;
  /** Other places that are counted with it: the city of a county that was named by its city. */
  also?: PlaceMeaning[];
  facilities?: Facility[];
  filter: DetainerFilter;
}

/** A command line with another place: in the words, in `in:`, or in the words without `in:`. */
export type LineWithPlace = (placeWords: string, key: 'words' | 'in' | 'alone') => string;

const MANHATTAN = '36061';

/** A county or a state is all that lies in it; a city or an agency only what it runs itself. */
export function placeSubject(meaning: PlaceMeaning, also: PlaceMeaning[]): RecordsSubject {
  const own = meaning.level === 'city' || meaning.kind === 'agency';
  const placeIds = [
    ...[meaning, ...(own ? [] : also)].map((each) => each.placeId).filter((id) => id !== undefined),
    // New York City is its five counties, and runs their jails.
    ...(own && meaning.countyFips.includes(MANHATTAN) ? meaning.countyFips : []),
  ];
  return {
    title: meaning.site ? meaningLabel(meaning) : placeLabel(meaning),
    meaning,
    also: own ? [] : also,
    // A site that no loaded facility matches has no records; those of its state are not its own.
    filter: placeIds.length > 0 && !meaning.site ? { placeIds, ...(own ? { own } : {}) } : { facilityIds: [] },
  };
}

/** Facilities that words name; several go by the words and the place. */
export function facilitiesSubject(facilities: Facility[], words: string, place?: string): RecordsSubject {
  const [first] = facilities;
  const title =
    facilities.length === 1 && first
      ? `${first.name} (${first.kind === 'not known' ? 'kind of facility not known' : first.kind}${first.code ? `; ICE code ${first.code}` : ''}), ${[first.city ? titleCase(first.city) : '', first.state ?? ''].filter(Boolean).join(', ')}`
      : `${facilities.length.toLocaleString('en-US')} facilities${place ? ` in ${place}` : ''} that match "${words.slice(0, 40)}"`;
  return { title, facilities, filter: { facilityIds: facilities.map((facility) => facility.facility_id) } };
}

/** Nothing of the name is known in a place; the place itself is offered. */
export const nothingWithin = (words: string, place: PlaceMeaning, hasAny: boolean, commandLine: LineWithPlace) =>
  new UserError(
    hasAny
      ? `No facility in ${withThe(placeLabel(place))} is called "${words.slice(0, 60)}" in the loaded records. Try fewer words, for example jail or police.`
      : `No detainer records are loaded for ${withThe(placeLabel(place))}, so no facility there is known by name yet. \`sources ice-detainers\` says what is loaded.`,
    { choices: [{ label: placeLabel(place).slice(0, 70), words: commandLine(`"${placeLabel(place)}"`, 'alone') }] },
  );
