import type { Generated } from 'kysely';
import type { SiteKind } from '../../rules/site-kinds.ts';

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

export interface SiteTable {
  site_id: string;
  kind: SiteKind;
  name: string;
  state: string;
  /** Names of the counties in which it lies, the main one first, joined by '; '. */
  counties: string;
  /** The state whose rules reach it; null where no rule of a state, county or city does. */
  place_id: string | null;
  note: string;
  import_id: number;
}

export interface SiteNameTable {
  name_key: string;
  site_id: string;
}
