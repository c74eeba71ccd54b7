export interface FacilityTable {
  facility_id: string;
  code: string | null;
  name: string;
  city: string | null;
  state: string | null;
  kind: string;
  place_id: string | null;
  county_fips: string | null;
  search_key: string;
  import_id: number;
}

/** A team's correction of a facility. The key is the state, then the code or the name and city. */
export interface FacilityCorrectionTable {
  correction_id: string;
  state: string;
  code: string | null;
  name: string | null;
  city: string | null;
  kind: string;
  place_id: string | null;
  county_fips: string | null;
  reason: string;
  source: string;
  content: string;
  import_id: number;
}
