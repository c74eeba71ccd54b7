import type { Db } from '../../db/connect.ts';
import {
  type FacilityCorrection,
  findAllCorrections,
  findAllFacilities,
  updateFacility,
  upsertFacility,
} from '../../db/facilities.ts';
import { findAliasesByKey, findCountiesOfCity, findPlaceById, findPlaceByName } from '../../db/places.ts';
import { classifyFacility, type FacilityKind } from '../../rules/facility.ts';
import { facilitySearchKey } from '../../rules/facility-words.ts';
import { nameKey } from '../../rules/name-key.ts';
import { looksLikeName, WITHHELD } from '../../rules/private-text.ts';
import { findState } from '../../rules/states.ts';
import { facilityIdOf, type NamedFacility } from '../ice-detainers/schema.ts';

interface Found {
  id: string;
  state: string | null;
  /** True when the name looked like a person's and is not kept. */
  withheld: boolean;
}

interface Whereabouts {
  kind: string;
  placeId: string | null;
  countyFips: string | null;
}

/** Finds, and adds once, the facility of each row: by ICE's code in a state, else by name, city and state together. */
export function createFacilityFinder(db: Db, importId: number) {
  const known = new Map<string, Found>();
  let corrections: Promise<FacilityCorrection[]> | undefined;
  return {
    /** A facility that `find` has seen; no waiting, since a release asks for hundreds of thousands. */
    known: (id: string): Found | undefined => known.get(id),
    async find(named: NamedFacility): Promise<Found> {
      corrections ??= findAllCorrections(db);
      const state = findState(named.state ?? '')?.code ?? named.state;
      const name = displayName(named);
      const id = facilityIdOf({ ...named, name });
      const facility = { code: named.code, name, city: named.city, state };
      const at = await whereaboutsOf(db, facility, await corrections);
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

/** Places every loaded facility anew: after corrections or places have changed. */
export async function resolveFacilityPlaces(db: Db): Promise<void> {
  const corrections = await findAllCorrections(db);
  for (const facility of await findAllFacilities(db)) {
    const at = await whereaboutsOf(db, facility, corrections);
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

// What stands in the name of a site that is named after a person.
const SITE = /\b(FAC\w*|DET\w*|CORR\w*|D\.? ?F\.?|CENTER|CTR|UNIT|CAMP|HOUSE|HOME|HALL|RANCH|SCHOOL)(?!\w)|JF\b/i;

/** ICE's name, else its code. A cell that holds nothing but what looks like a person's name is not kept. */
export function displayName({ name, code, city, state }: NamedFacility): string {
  if (name === null) return code ?? '';
  const isSite = SITE.test(name) || classifyFacility({ name, code, city, state }).kind !== 'not known';
  return isSite || !looksLikeName(name) ? name : (code ?? WITHHELD);
}

type Facility = { code: string | null; name: string; city: string | null; state: string | null };

/** A correction wins; then what people call it in that state, the county in its name, and the city that it stands in. */
async function whereaboutsOf(db: Db, facility: Facility, corrections: FacilityCorrection[]): Promise<Whereabouts> {
  const corrected = corrections.find((each) => corrects(each, facility));
  if (corrected) return { kind: corrected.kind, placeId: corrected.place_id, countyFips: corrected.county_fips };
  const { kind, countyName } = classifyFacility(facility);
  const { state, city } = facility;
  if (state === null || findState(state) === undefined) return { kind, placeId: null, countyFips: null };
  const town = city ? await findPlaceById(db, `${state}/${nameKey(city)}`) : undefined;
  const counties = town ? await findCountiesOfCity(db, town.place_id) : [];
  const standsIn = counties.length === 1 ? (counties[0] ?? null) : null;
  const alias = await aliasOf(db, facility, kind);
  if (alias) return { kind, placeId: alias.placeId, countyFips: alias.countyFips ?? standsIn };
  if (kind === 'state prison') return { kind, placeId: state, countyFips: standsIn };
  if (kind === 'federal' || kind === 'ICE site') return { kind, placeId: null, countyFips: standsIn };
  const county = countyName
    ? await findPlaceByName(db, { level: 'county', state, name: nameKey(countyName) })
    : undefined;
  if (county) return { kind, placeId: county.place_id, countyFips: county.fips };
  if (kind === 'police') return { kind, placeId: town?.place_id ?? null, countyFips: standsIn };
  // A jail that does not name its county is the county's that its city stands in.
  return { kind, placeId: kind === 'county jail' ? standsIn : null, countyFips: standsIn };
}

async function aliasOf(
  db: Db,
  { name, state }: Facility,
  kind: FacilityKind,
): Promise<Omit<Whereabouts, 'kind'> | undefined> {
  const aliases = (await findAliasesByKey(db, nameKey(name), state ?? '')).filter(
    (alias) => alias.kind !== 'jurisdiction' || kind !== 'not known',
  );
  const [alias] = aliases;
  if (!alias || new Set(aliases.map((each) => each.place_id)).size !== 1) return undefined;
  const county = alias.county_fips.split(';')[0] || (alias.level === 'county' ? alias.fips : null);
  return { placeId: alias.place_id, countyFips: county ?? null };
}

/** By code where the correction names one, else by name, and city where it names one; always in the state. */
function corrects(correction: FacilityCorrection, facility: Facility): boolean {
  if (correction.state !== facility.state) return false;
  if (correction.code !== null) return correction.code === facility.code?.toUpperCase();
  if (nameKey(correction.name ?? '') !== nameKey(facility.name)) return false;
  return correction.city === null || nameKey(correction.city) === nameKey(facility.city ?? '');
}
