import { hash } from 'node:crypto';
import { insertArrivals, insertChanges } from '../db/changes.ts';
import type { Db } from '../db/connect.ts';
import { type LoadedDetainer, upsertDetainers } from '../db/detainers.ts';
import { upsertFacility } from '../db/facilities.ts';
import { findAliasesByKey, findPlaceByName } from '../db/places.ts';
import { type Changes, noChanges } from '../db/replace.ts';
import type { FacilityTable } from '../db/schema.ts';
import { classifyFacility } from '../rules/facility.ts';
import { facilitySearchKey } from '../rules/facility-words.ts';
import { nameKey } from '../rules/name-key.ts';
import { detainerReference } from '../rules/reference.ts';
import { findState } from '../rules/states.ts';
import { publishedOn } from './ice-detainers/index.ts';
import { type DetainerRow, naturalKey, parseDetainer } from './ice-detainers/schema.ts';
import type { RawRow } from './source.ts';

// 43 columns a row stay under SQLite's 32,766 bound values.
const BATCH = 500;

interface Whereabouts {
  state: string | null;
  place_id: string | null;
  county_fips: string | null;
}

/** Streams rows into facilities and detainers, in batches. Rows of earlier files stay. */
export async function writeDetainers(
  db: Db,
  raw: AsyncIterable<RawRow>,
  importId: number,
  reject: (rowNumber: number, cause: unknown) => void,
): Promise<{ changes: Changes; publishedOn?: string }> {
  const changes = noChanges();
  const ordinals = new Map<number, number>();
  const facilities = new Map<string, Whereabouts>();
  const arrivals = new Map<string, { added: number; changed: number }>();
  let published: string | undefined;
  let batch: LoadedDetainer[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const { added, changed } = await upsertDetainers(db, batch);
    changes.inserted += added.length;
    changes.updated += changed.length;
    changes.unchanged += batch.length - added.length - changed.length;
    for (const row of added) countOne(arrivals, row.facility_id, 'added');
    for (const { row } of changed) countOne(arrivals, row.facility_id, 'changed');
    await insertChanges(
      db,
      changed
        .filter(({ row, was }) => row.outcome_group !== was.outcome_group || row.lift_reason !== was.lift_reason)
        .map(({ row, was }) => ({
          import_id: importId,
          kind: 'outcomes',
          change: 'changed',
          fact: row.reference,
          class: null,
          ...(facilities.get(row.facility_id) ?? { state: null, place_id: null, county_fips: null }),
          facility_id: row.facility_id,
          was: JSON.stringify(was),
          now: JSON.stringify({ outcome_group: row.outcome_group, lift_reason: row.lift_reason }),
        })),
    );
    batch = [];
  };
  for await (const each of raw) {
    let row: DetainerRow;
    try {
      row = parseDetainer(each);
    } catch (cause) {
      reject(each.rowNumber, cause);
      continue;
    }
    const key = naturalKey(row);
    const short = shortHash(key);
    const ordinal = ordinals.get(short) ?? 0;
    ordinals.set(short, ordinal + 1);
    const facilityId = await facilityOf(db, row, importId, facilities);
    const day = publishedOn(row.file);
    if (day && day > (published ?? '')) published = day;
    batch.push({
      row: detainerRow(row, detainerReference(key, ordinal), facilityId, importId),
      otherReference: (attempt) => detainerReference(key, ordinal, attempt),
    });
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  await insertArrivals(db, importId, arrivals);
  return { changes, ...(published ? { publishedOn: published } : {}) };
}

/** 48 bits of a key: a release has hundreds of thousands, and their texts would fill the memory. */
const shortHash = (key: string): number => hash('sha256', key, 'buffer').readUIntBE(0, 6);

function countOne(counts: Map<string, { added: number; changed: number }>, id: string, what: 'added' | 'changed') {
  const count = counts.get(id) ?? { added: 0, changed: 0 };
  count[what] += 1;
  counts.set(id, count);
}

/** The facility of a row: by ICE's code within a state, else by name, city and state; never by name alone. */
async function facilityOf(
  db: Db,
  row: DetainerRow,
  importId: number,
  known: Map<string, Whereabouts>,
): Promise<string> {
  const state = findState(row.facility_state ?? '')?.code ?? row.facility_state;
  const name = row.detention_facility ?? row.detention_facility_code ?? '';
  const id = [state ?? '', row.detention_facility_code ?? `${name}/${row.facility_city ?? ''}`].join(':');
  if (known.has(id)) return id;
  const place = await placeOf(db, name, state, row);
  const facility: FacilityTable = {
    facility_id: id,
    code: row.detention_facility_code,
    name,
    city: row.facility_city,
    state,
    kind: place.kind,
    place_id: place.placeId,
    county_fips: place.countyFips,
    search_key: facilitySearchKey({
      name,
      code: row.detention_facility_code,
      city: row.facility_city,
      state,
      kind: place.kind,
    }),
    import_id: importId,
  };
  await upsertFacility(db, facility);
  known.set(id, { state, place_id: place.placeId, county_fips: place.countyFips });
  return id;
}

async function placeOf(db: Db, name: string, state: string | null, row: DetainerRow) {
  const { kind, countyName } = classifyFacility({
    name,
    code: row.detention_facility_code,
    city: row.facility_city,
    state,
  });
  const aliases = (await findAliasesByKey(db, nameKey(name))).filter(
    (alias) => (alias.kind !== 'jurisdiction' || kind !== 'not known') && state !== null && alias.state === state,
  );
  const places = new Set(aliases.map((alias) => alias.place_id));
  const [alias] = aliases;
  if (alias && places.size === 1) {
    return {
      kind,
      placeId: alias.place_id,
      countyFips: alias.county_fips.split(';')[0] || (alias.level === 'county' ? alias.fips : null),
    };
  }
  if (kind === 'state prison' && state) return { kind, placeId: state, countyFips: null };
  const county =
    countyName && state ? await findPlaceByName(db, { level: 'county', state, name: nameKey(countyName) }) : undefined;
  return { kind, placeId: county?.place_id ?? null, countyFips: county?.fips ?? null };
}

function detainerRow(row: DetainerRow, reference: string, facilityId: string, importId: number) {
  const facts = {
    reference,
    prepared_on: row.detainer_prepare_date,
    facility_id: facilityId,
    facility_aor: row.facility_aor,
    outcome_group: row.outcome,
    lift_reason: row.detainer_lift_reason,
    lift_reason_code: row.detainer_lift_reason_code,
    detainer_type: row.detainer_type,
    criminality: row.detainer_prepared_criminality,
    threat_level: row.detainer_prep_threat_level,
    gender: row.gender,
    citizenship: row.citizenship_country,
    birth_country: row.birth_country,
    birth_year: row.birth_year,
    conviction_charge: row.most_serious_conviction_charge,
    conviction_charge_code: row.msc_charge_code,
    charge_on: row.msc_charge_date,
    conviction_on: row.msc_conviction_date,
    sentence_days: row.msc_sentence_days,
    sentence_months: row.msc_sentence_months,
    sentence_years: row.msc_sentence_years,
    aggravated_felon: row.felon,
    case_status: row.case_status,
    case_category: row.case_category,
    processing_disposition: row.processing_disposition,
    entry_status: row.entry_status,
    entry_on: row.entry_date,
    final_order: row.final_order_yes_no,
    final_order_on: row.final_order_date,
    departed_on: row.departed_date,
    departure_country: row.departure_country,
    apprehension_on: row.apprehension_date,
    apprehension_method: row.apprehension_method,
    resume_custody: row.resume_custody_yes_no,
    notify_release_request: row.notify_release_request_yes_no,
    flags: JSON.stringify(row.flags),
    redacted: row.redacted.join(','),
    duty_site: row.tod_current_duty_site,
    identifier: row.unique_identifier,
    duplicate_likely: row.duplicate_likely,
    file: row.file,
    sheet: row.sheet,
    row_number: row.rowNumber,
  };
  const content = hash('sha256', JSON.stringify(facts)).slice(0, 32);
  return { ...facts, content, import_id: importId };
}
