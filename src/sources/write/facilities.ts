import type { Db } from '../../db/connect.ts';
import {
  type FacilityCorrection,
  findAllCorrections,
  findAllFacilities,
  updateFacility,
  upsertFacility,
} from '../../db/facilities.ts';
import { findAliasesByKey, findCountiesOfCity, findPlaceById, findPlaceByName } from '../../db/places.ts';
import { findSitesByKey } from '../../db/sites.ts';
import { classifyFacility, type FacilityKind } from '../../rules/facility.ts';
import { facilitySearchKey } from '../../rules/facility-words.ts';
import { nameKey } from '../../rules/name-key.ts';
import { looksLikeName, WITHHELD } from '../../rules/private-text.ts';
import { findState } from '../../rules/states.ts';
import type { NamedFacility } from '../ice-detainers/fields.ts';
import { facilityIdOf } from '../ice-detainers/schema.ts';

interface Found {
  id: string;
  state: string | null;
  /** True when the name looked like a person's and is not stored. */
  withheld: boolean;
}

interface Location {
  kind: string;
  placeId: string | null;
  countyFips: string | null;
}

/**
 * Finds the facility of each row and adds it once: by ICE's code in a state, otherwise by name, city and state
 * together.
 */
export function createFacilityFinder(db: Db, importId: number) {
  const known = new Map<string, Found>();
  let corrections: Promise<FacilityCorrection[]> | undefined;
  return {
    /** A facility that `find` has seen. Synchronous, since a release asks hundreds of thousands of times. */
    known: (id: string): Found | undefined => known.get(id),
    async find(named: NamedFacility): Promise<Found> {
      corrections ??= findAllCorrections(db);
      const state = findState(named.state ?? '')?.code ?? named.state;
      const name = displayName(named);
      const id = facilityIdOf({ ...named, name });
      const facility = { code: named.code, name, city: named.city, state };
      const at = await locate(db, facility, await corrections);
      await upsertFacility(db, {
        facility_id: id,
        ...facility,
        kind: at.kind,
        place_id: at.placeId,
        county_fips: at.countyFips,
        search_key: facilitySearchKey({ ...facility, kind: at.kind }),
        import_id: importId,
      });
      const found = { id, state, withheld: named.name !== null && name !== named.name };
      known.set(facilityIdOf(named), found);
      return found;
    },
  };
}

/** Places every loaded facility again, after corrections or places have changed. */
export async function resolveFacilityPlaces(db: Db): Promise<void> {
  const corrections = await findAllCorrections(db);
  for (const facility of await findAllFacilities(db)) {
    const at = await locate(db, facility, corrections);
    if (at.kind === facility.kind && at.placeId === facility.place_id && at.countyFips === facility.county_fips)
      continue;
    await updateFacility(db, facility.facility_id, {
      kind: at.kind,
      place_id: at.placeId,
      county_fips: at.countyFips,
      search_key: facilitySearchKey({ ...facility, kind: at.kind }),
    });
  }
}

// Words in the name of a site that is named after a person.
const SITE = /\b(FAC\w*|DET\w*|CORR\w*|D\.? ?F\.?|CENTER|CTR|UNIT|CAMP|HOUSE|HOME|HALL|RANCH|SCHOOL)(?!\w)|JF\b/i;

/** 'GUS HARRISON, ADRIAN,MI': a site, its city and its state, even where the city is also a given name. */
const endsWithCityAndState = (name: string): boolean => {
  const state = /^[^,]+,[^,]+, ?([A-Z]{2})$/.exec(name)?.[1];
  return state !== undefined && findState(state) !== undefined;
};

/** ICE's name, otherwise its code. A cell that holds only what looks like a person's name is not stored. */
export function displayName({ name, code, city, state }: NamedFacility): string {
  if (name === null) return code ?? '';
  const isSite =
    SITE.test(name) || endsWithCityAndState(name) || classifyFacility({ name, code, city, state }).kind !== 'not known';
  return isSite || !looksLikeName(name) ? name : (code ?? WITHHELD);
}

type Facility = { code: string | null; name: string; city: string | null; state: string | null };

/** A correction wins. Otherwise: its alias in that state, the county in its name, and the city that it is in. */
async function locate(db: Db, facility: Facility, corrections: FacilityCorrection[]): Promise<Location> {
  const corrected = corrections.find((each) => corrects(each, facility));
  if (corrected) return { kind: corrected.kind, placeId: corrected.place_id, countyFips: corrected.county_fips };
  const { kind, countyName } = classifyFacility(facility);
  const { state, city } = facility;
  if (state === null || findState(state) === undefined) return { kind, placeId: null, countyFips: null };
  const town = city ? await findPlaceById(db, `${state}/${nameKey(city)}`) : undefined;
  const counties = town ? await findCountiesOfCity(db, town.place_id) : [];
  const cityCounty = counties.length === 1 ? (counties[0] ?? null) : null;
  const alias = (await aliasOf(db, facility, kind)) ?? (await siteOf(db, facility, kind));
  if (alias) return { kind, placeId: alias.placeId, countyFips: alias.countyFips ?? cityCounty };
  if (kind === 'state prison') return { kind, placeId: state, countyFips: cityCounty };
  if (kind === 'federal' || kind === 'ICE site' || kind === 'hold room')
    return { kind, placeId: null, countyFips: cityCounty };
  const county = countyName
    ? await findPlaceByName(db, { level: 'county', state, name: nameKey(countyName) })
    : undefined;
  if (county) return { kind, placeId: county.place_id, countyFips: county.fips };
  if (kind === 'police' || kind === 'city jail')
    return { kind, placeId: town?.place_id ?? null, countyFips: cityCounty };
  // A jail that does not name its county belongs to the county of its city.
  return { kind, placeId: kind === 'county jail' ? cityCounty : null, countyFips: cityCounty };
}

async function aliasOf(
  db: Db,
  { name, state }: Facility,
  kind: FacilityKind,
): Promise<Omit<Location, 'kind'> | undefined> {
  const aliases = (await findAliasesByKey(db, nameKey(name), state ?? '')).filter(
    (alias) => alias.kind !== 'jurisdiction' || kind !== 'not known',
  );
  const [alias] = aliases;
  if (!alias || new Set(aliases.map((each) => each.place_id)).size !== 1) return undefined;
  const county = alias.county_fips.split(';')[0] || (alias.level === 'county' ? alias.fips : null);
  return { placeId: alias.place_id, countyFips: county ?? null };
}

/** The one county of a federal prison, a state prison or a site of ICE that the file of sites knows by this name. */
async function siteOf(db: Db, { name, state }: Facility, kind: FacilityKind) {
  if (kind !== 'federal' && kind !== 'state prison' && kind !== 'ICE site') return undefined;
  const [site, ...more] = state ? await findSitesByKey(db, nameKey(name), state) : [];
  if (!site || more.length > 0 || site.counties.includes('; ')) return undefined;
  const county = await findPlaceByName(db, { level: 'county', state: site.state, name: nameKey(site.counties) });
  return county?.fips ? { placeId: kind === 'state prison' ? site.state : null, countyFips: county.fips } : undefined;
}

/** By code if the correction has one, otherwise by name, and by city if it has one; always within the state. */
function corrects(correction: FacilityCorrection, facility: Facility): boolean {
  if (correction.state !== facility.state) return false;
  if (correction.code !== null) return correction.code === facility.code?.toUpperCase();
  if (nameKey(correction.name ?? '') !== nameKey(facility.name)) return false;
  return correction.city === null || nameKey(correction.city) === nameKey(facility.city ?? '');
}
