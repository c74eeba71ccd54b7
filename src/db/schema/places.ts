import type { Generated } from 'kysely';

export interface PlaceTable {
  place_id: string;
  level: 'state' | 'county' | 'city';
  state: string;
  name: string;
  name_key: string;
  fips: string | null;
  import_id: number;
}

export interface PlaceCountyTable {
  place_id: string;
  county_fips: string;
  position: number;
}

export interface AgencyTable {
  agency_id: Generated<number>;
  name: string;
  level: 'state' | 'county' | 'city' | 'federal';
  state: string | null;
  place_id: string | null;
  import_id: number;
}

export interface AliasTable {
  alias_id: string;
  alias: string;
  alias_key: string;
  canonical: string;
  canonical_key: string;
  level: 'state' | 'county' | 'city' | 'federal';
  state: string | null;
  fips: string | null;
  county_fips: string;
  kind: 'jurisdiction' | 'agency' | 'facility';
  parent: string | null;
  place_id: string | null;
  ambiguity: 'none' | 'same place' | 'different places';
  rank: number;
  note: string;
  typed_as: '' | 'state slot' | 'whole argument';
  county_government: '' | 'none';
  name_kind: '' | 'nickname' | 'old name' | 'old county' | 'misspelling' | 'region';
  agency_role: '' | 'police' | 'jail';
  content: string;
  import_id: number;
}

/** An FTS5 index over name keys. Join it by name_key: rowid has no meaning. */
export interface NameSearchTable {
  name_key: string;
}
