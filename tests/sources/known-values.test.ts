import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectPath } from '../../src/project.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { KNOWN } from '../../src/sources/ice-detainers/known-values.ts';

/** Values as ICE published them, by kind of column. */
const PUBLISHED: Record<keyof typeof KNOWN, string[]> = {
  reason: [
    'Detainer Declined by LEA',
    'Booked into Detention',
    'No longer in State, Local, or Federal Custody',
    'USC or Presumptive Claim to US Citizenship',
    'Superseding - New Form Issued',
    'I247A - Immigration Detainer - Notice of Action (as of May 2025)',
    '8-Excluded/Deported/Removed - Inadmissibility',
    '9-VR Witnessed',
    'A-Proceedings Terminated',
    '[8F] Expedited Removal',
    '[2A] Deportable - Under Adjudication by IJ',
    'ADMINISTRATIVE DEPORTATION I-851/I-851A',
    'Warrant of Arrest/Notice to Appear',
    'Not Applicable',
    'PWA Mexico',
    'Custodial Arrest',
    'CAP Local Incarceration',
    'ERO Criminal Alien Program',
    '287(g) Program',
    '287G Task Force',
    'Fugitive Operations',
    'Non-Detained Docket Control',
    'Violent Criminal Alien Section',
    'Mobile Criminal Alien Team',
    'Law Enforcement Area Response Units',
    'Joint Terrorism Task Force',
    'Inspections - Air',
  ],
  form: [
    '1 Convicted Criminal',
    '2 Pending Criminal Charges',
    '3 Other Immigration Violator',
    'Not an Aggravated Felon',
    'Detainer request',
    'Request for advance notification of release',
    'Other',
    'Violent crime',
    'Nonviolent crime',
    'None',
  ],
  country: [
    'MEXICO',
    'CHINA, PEOPLES REPUBLIC OF',
    'DEM REP OF THE CONGO',
    'KOREA',
    'USSR',
    'ST. KITTS-NEVIS',
    'IVORY COAST',
    "Côte d'Ivoire",
    'BURMA',
    'TRINIDAD AND TOBAGO',
    'UNKNOWN',
  ],
  gender: ['Male', 'FEMALE', 'Unknown'],
  yesNo: ['YES', 'no', 'TRUE'],
  level: ['1', '3'],
  shortCode: ['A', '5404', '0399', '1316.1'],
  siteCode: ['MNCFSTC', 'COOKCIL', 'TX0001'],
};
const PEOPLE = ['Xochitl Quispe', 'QUISPE MAMANI, XOCHITL', 'xochitl quispe', 'Doe', '1987654321', 'see Xochitl'];

test.each(Object.entries(PUBLISHED))("what ICE publishes in a column of kind '%s' is known", (kind, values) => {
  const isKnown = KNOWN[kind as keyof typeof KNOWN];
  expect(values.filter((value) => !isKnown(value))).toEqual([]);
});

test.each(Object.keys(KNOWN).filter((kind) => !/Code/.test(kind)))(
  "a person's name is no value of kind '%s'",
  (kind) => {
    expect(PEOPLE.filter(KNOWN[kind as keyof typeof KNOWN])).toEqual([]);
  },
);

test('a reason that ICE adds is kept in its words; a name with it is not', () => {
  expect(KNOWN.reason('Detainer Declined by LEA - Sanctuary Ordinance')).toBe(true);
  expect(KNOWN.reason('Released to a Sponsor Organization')).toBe(true);
  expect(KNOWN.reason('Xochitl Quispe Mamani released')).toBe(false);
});

const REAL = projectPath('../shared/data/ice-detainers-st-cloud.csv');
test.skipIf(!existsSync(REAL))('every value of the real rows is known (skipped: needs ../shared/data)', () => {
  const rows = parseCsvRows(readFileSync(REAL, 'utf8'));
  const columns = {
    detainer_lift_reason: 'reason',
    felon: 'form',
    citizenship_country: 'country',
    gender: 'gender',
    case_category: 'reason',
    processing_disposition: 'reason',
  } as const;
  expect(rows.length).toBe(22);
  for (const [column, kind] of Object.entries(columns))
    for (const row of rows)
      expect([column, row[column], row[column] === 'NA' || KNOWN[kind](row[column] ?? '')]).toEqual([
        column,
        row[column],
        true,
      ]);
});
