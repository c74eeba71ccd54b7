/** A small file in the shape that the Deportation Data Project publishes; every value is invented. */
export const HEADER = [
  '',
  'detainer_prepare_date',
  'facility_state',
  'facility_aor',
  'case_status',
  'detainer_prepared_criminality',
  'detention_facility',
  'detention_facility_code',
  'facility_city',
  'gender',
  'citizenship_country',
  'birth_country',
  'birth_year',
  'most_serious_conviction_charge',
  'msc_charge_code',
  'msc_charge_date',
  'msc_conviction_date',
  'detainer_lift_reason',
  'detainer_lift_reason_code',
  'detainer_type',
  'unique_identifier',
  'duplicate_likely',
  'file_original',
  'sheet_original',
  'row_original',
];
const BASE: Record<string, string> = {
  detainer_prepare_date: '2025-03-04',
  facility_state: 'ILLINOIS',
  facility_aor: 'Chicago Area of Responsibility',
  case_status: 'ACTIVE',
  detainer_prepared_criminality: '2 Pending Criminal Charges',
  detention_facility: 'COOK COUNTY JAIL',
  detention_facility_code: 'COOKCIL',
  facility_city: 'CHICAGO',
  gender: 'Male',
  citizenship_country: 'POLAND',
  birth_country: 'POLAND',
  birth_year: '1980',
  most_serious_conviction_charge: 'NA',
  msc_charge_code: 'NA',
  msc_charge_date: 'NA',
  msc_conviction_date: 'NA',
  detainer_lift_reason: 'NA',
  detainer_lift_reason_code: 'NA',
  detainer_type: 'I247A - Immigration Detainer - Immigration Detainer - Notice of Action',
  unique_identifier: 'made-up',
  duplicate_likely: 'FALSE',
  file_original: 'Made_Up_Detainers_FY25_20250401.xlsx',
  sheet_original: 'FY2025',
  row_original: '9',
};

/** Rows as CSV text; `columns` may leave out, rename or reorder. */
export function iceCsv(rows: Record<string, string>[], columns = HEADER): string {
  const quote = (text: string) => `"${text.replace(/"/g, '""')}"`;
  const lines = rows.map((row, at) => {
    const cells: Record<string, string> = { ...BASE, ...row, '': String(at + 1) };
    return columns.map((column) => quote(cells[column] ?? 'NA')).join(',');
  });
  return [columns.map(quote).join(','), ...lines].join('\n');
}
