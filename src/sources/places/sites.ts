import { z } from 'zod';
import { nameKey } from '../../rules/name-key.ts';
import { SITE_KINDS, type SiteKind } from '../../rules/site-kinds.ts';
import type { PlaceRow } from './gazetteer.ts';

const list = z.string().transform((text) =>
  text
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== ''),
);
const Row = z.object({
  kind: z.enum(SITE_KINDS),
  name: z.string().min(1),
  also: list,
  state: z.string().length(2),
  county: list,
  note: z.string().default(''),
});

interface SiteRow {
  site_id: string;
  kind: SiteKind;
  name: string;
  state: string;
  counties: string;
  place_id: string | null;
  note: string;
  keys: string[];
}

/** A row of data/sites.csv as a site with its counties' legal names. Throws where a county is not in its state. */
export function readSite(raw: Record<string, string>, places: readonly PlaceRow[]): SiteRow {
  const row = Row.parse(raw);
  const counties = row.county.map((typed) => {
    const county = places.find(
      (place) =>
        place.level === 'county' &&
        place.state === row.state &&
        (place.name === typed || (place.name_key === nameKey(typed) && !/ city$/.test(place.name))),
    );
    if (!county) throw new Error(`data/sites.csv: ${row.name}: ${row.state} has no county "${typed}"`);
    return county.name;
  });
  return {
    site_id: `${row.state}/${nameKey(row.name)}`,
    kind: row.kind,
    name: row.name,
    state: row.state,
    counties: counties.join('; '),
    place_id: row.kind === 'state prison' ? row.state : null,
    note: row.note,
    keys: [...new Set([row.name, ...row.also].map(nameKey))],
  };
}
