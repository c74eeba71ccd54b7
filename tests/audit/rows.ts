import type { Row } from '../_util/detainers.ts';

/** Rows that stand for one another but for their day: facility, city, state, month, reason, citizenship, charge, number. */
type Group = [string, string, string, string, string, string, string, number];

const DECLINED = 'Detainer Declined by LEA';
const BOOKED = 'Booked into Detention';
const GONE = 'No longer in State, Local, or Federal Custody';
const REDACTED = '(b)(6), (b)(7)(C)';

const GROUPS: Group[] = [
  ['FRANKLIN COUNTY JAIL', 'COLUMBUS', 'OHIO', '2025-03', DECLINED, 'GUINEA', 'Robbery', 14],
  ['FRANKLIN COUNTY JAIL', 'COLUMBUS', 'OHIO', '2025-04', BOOKED, 'EQUATORIAL GUINEA', 'Carrying Concealed Weapon', 9],
  ['FRANKLIN COUNTY JAIL', 'COLUMBUS', 'OHIO', '2025-05', 'NA', 'GUINEA-BISSAU', 'Weapon Offense', 6],
  ['COLUMBUS POLICE DEPT', 'COLUMBUS', 'OHIO', '2025-05', DECLINED, 'SUDAN', 'Simple Assault', 8],
  ['COLUMBUS POLICE DEPT', 'COLUMBUS', 'OHIO', '2025-06', BOOKED, 'SOUTH SUDAN', 'Assault', 5],
  ['FCI ELKTON', 'LISBON', 'OHIO', '2025-06', 'NA', 'MEXICO', 'Dangerous Drugs', 20],
  ['HAMILTON COUNTY JAIL', 'CINCINNATI', 'OHIO', '2025-07', GONE, 'INDIA', 'Fraud', 12],
  ['HAMILTON COUNTY JAIL', 'CINCINNATI', 'OHIO', '2025-07', REDACTED, 'INDIA', 'Embezzlement', 10],
  ['JACKSON COUNTY JAIL', 'KANSAS CITY', 'MISSOURI', '2025-08', DECLINED, 'NIGERIA', 'Larceny', 16],
  ['CLAY COUNTY JAIL', 'LIBERTY', 'MISSOURI', '2025-08', BOOKED, 'NIGER', 'Homicide', 11],
  [
    'KANSAS CITY POLICE DEPT',
    'KANSAS CITY',
    'MISSOURI',
    '2025-09',
    'Early Release',
    'HONDURAS',
    'Driving Under Influence Liquor',
    7,
  ],
  ['ORLEANS PARISH SHERIFF', 'NEW ORLEANS', 'LOUISIANA', '2025-10', DECLINED, 'HONDURAS', 'Burglary', 13],
  ['LOUISIANA STATE PENITENTIARY', 'ANGOLA', 'LOUISIANA', '2025-10', 'NA', 'CUBA', 'Homicide', 6],
  ['LOUISVILLE METRO CORRECTIONS', 'LOUISVILLE', 'KENTUCKY', '2025-11', DECLINED, 'DOMINICA', 'Larceny', 15],
  ['LOUISVILLE METRO CORRECTIONS', 'LOUISVILLE', 'KENTUCKY', '2025-12', BOOKED, 'DOMINICAN REPUBLIC', 'Larceny', 10],
];

/** The rows of the findings: values that are pieces of one another, a federal prison in a county, a city in a county. */
const FOUND: Group[] = [
  ['HENNEPIN COUNTY JAIL', 'MINNEAPOLIS', 'MINNESOTA', '2025-01', BOOKED, 'MALI', 'Rape', 7],
  ['HENNEPIN COUNTY JAIL', 'MINNEAPOLIS', 'MINNESOTA', '2025-02', BOOKED, 'SOMALIA', 'Grape Theft', 27],
  ['HENNEPIN COUNTY JAIL', 'MINNEAPOLIS', 'MINNESOTA', '2025-03', DECLINED, 'NIGER', 'Assault', 6],
  ['HENNEPIN COUNTY JAIL', 'MINNEAPOLIS', 'MINNESOTA', '2025-04', BOOKED, 'NIGERIA', 'Sex Assault', 23],
  ['HENNEPIN COUNTY JAIL', 'MINNEAPOLIS', 'MINNESOTA', '2025-05', BOOKED, 'OMAN', 'Burglary', 5],
  ['HENNEPIN COUNTY JAIL', 'MINNEAPOLIS', 'MINNESOTA', '2025-06', BOOKED, 'ROMANIA', 'Burglary', 9],
  ['RAMSEY COUNTY JAIL', 'ST. PAUL', 'MINNESOTA', '2025-07', 'NA', 'MEXICO', 'Larceny', 17],
  ['RAMSEY COUNTY JAIL', 'ST. PAUL', 'MINNESOTA', '2025-08', REDACTED, 'MEXICO', 'Larceny', 11],
  ['RAMSEY COUNTY JAIL', 'ST. PAUL', 'MINNESOTA', '2025-09', DECLINED, 'MEXICO', 'Larceny', 14],
  ['FCI WASECA', 'WASECA', 'MINNESOTA', '2025-09', DECLINED, 'MEXICO', 'Fraud', 15],
  ['LONG BEACH POLICE DEPARTMENT', 'LONG BEACH', 'CALIFORNIA', '2025-09', DECLINED, 'MEXICO', 'Larceny', 6],
  ['LOS ANGELES MENS CENTRAL JAIL', 'LOS ANGELES', 'CALIFORNIA', '2025-10', DECLINED, 'MEXICO', 'Larceny', 9],
];

/** The detainer rows of the audit, counted by hand in `GROUPS`. */
export const auditRows = (): Row[] => rowsOf(GROUPS);

/** The detainer rows of the findings, counted by hand in `FOUND`. */
export const foundRows = (): Row[] => rowsOf(FOUND);

const rowsOf = (groups: readonly Group[]): Row[] =>
  groups.flatMap(([facility, city, state, month, reason, citizenship, charge, count], group) =>
    Array.from({ length: count }, (_, at) => ({
      detention_facility: facility,
      detention_facility_code: 'NA',
      facility_city: city,
      facility_state: state,
      detainer_prepare_date: `${month}-${String(1 + at).padStart(2, '0')}`,
      detainer_lift_reason: reason,
      citizenship_country: citizenship,
      most_serious_conviction_charge: charge,
      birth_year: String(1960 + at),
      unique_identifier: `audit-${group}-${at}`,
      row_original: String(group * 100 + at + 7),
    })),
  );
