import { expect, test } from 'vitest';
import { parseAgreement, signedOn } from '../../src/sources/agreements-287g/schema.ts';

const rowOf = (signed: string) => ({
  file: 'participatingAgencies07182025pm.csv',
  rowNumber: 2,
  fields: { state: 'FLORIDA', law_enforcement_agency: 'Polk', support_type: 'Task Force Model', signed },
});

test.each(['2025-02-30', '2025-13-01', '2025-00-10', '02/30/2025', '2025-02-29T00:00:00'])(
  '%s is no day: it is kept as text, and no sheet is dated by it',
  (signed) => {
    expect(signedOn(rowOf(signed))).toBeUndefined();
    expect(parseAgreement(rowOf(signed), '2025-07-18')).toMatchObject({ signed_on: null, signed_text: signed });
  },
);
