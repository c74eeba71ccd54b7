import { describe, expect, test } from 'vitest';
import { likelyDay, readSheetName } from '../../src/sources/agreements-287g/sheet-name.ts';

describe('the day of a real name', () => {
  test.each([
    ['participatingAgencies07182025pm.xlsx', 'participating', '2025-07-18'],
    ['pendingAgencies03172025pm.xlsx', 'pending', '2025-03-17'],
    ['participatingAgencies04232026.xlsx', 'participating', '2026-04-23'],
    ['participatingAgencies10222025mid.xlsx', 'participating', '2025-10-22'],
    ['participatingAgencies04212026am 12.15.07 AM.xlsx', 'participating', '2026-04-21'],
    ['participatingAgencies01072026am_7516bee78dd7.xlsx', 'participating', '2026-01-07'],
    ['participatingAgencies-20250410172009.xlsx', 'participating', '2025-04-10'],
    ['ParticipatingEntities-20210113002027.xlsx', 'participating', '2021-01-13'],
    ['287gParticipatingAgencies091526pm.xlsx', 'participating', '2026-09-15'],
    ['ParticipatingAgency091826am.xlsx', 'participating', '2026-09-18'],
    ['participating-agencies_2025-07-18.csv', 'participating', '2025-07-18'],
    ['pending 7-18-2025.xlsx', 'pending', '2025-07-18'],
    ['html_20210116_02_c25304a0123a.xlsx', undefined, '2021-01-16'],
    ['sheets_20260908_181740/participatingAgencies09082026.xlsx', 'participating', '2026-09-08'],
    ['agreements-287g.csv', undefined, undefined],
    ['participatingAgencies02302025am.xlsx', 'participating', undefined],
  ])('%s', (file, stage, day) => {
    expect(readSheetName(file)).toMatchObject({ stage, day });
  });

  test('sheets of one day are in the order of the day', () => {
    const names = ['', 'am', 'mid', 'pm', 'pmB'].map((half) => `participatingAgencies10222025${half}.xlsx`);
    const editions = names.map((name) => readSheetName(name).edition);
    expect([...editions].sort()).toEqual(editions);
    expect(new Set(editions).size).toBe(5);
  });
});

describe('the likely day of a name that cannot be right', () => {
  test.each([
    ['a year of last year', 'participatingAgencies01052025pm.xlsx', '2025-12-29', '2026-01-05'],
    ['a digit too many', 'participatingAgencies090022025am.xlsx', '2025-08-29', '2025-09-02'],
    ['a year of another century', 'pendingAgencies03113025am.xlsx', undefined, '2025-03-11'],
    ['digits of the year exchanged', 'participatingAgencies07182052pm.xlsx', '2025-07-16', '2025-07-18'],
    ['the day before the month', 'participatingAgencies18072025pm.xlsx', '2025-07-16', '2025-07-18'],
    ['nothing near', 'participatingAgencies99999999.xlsx', '2025-07-16', undefined],
  ])('%s', (_, file, newest, likely) => {
    expect(likelyDay(readSheetName(file), newest, '2026-11-25')).toBe(likely);
  });
});
