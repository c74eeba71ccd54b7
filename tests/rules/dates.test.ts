import { describe, expect, test } from 'vitest';
import {
  addMonths,
  americanDays,
  compareDates,
  formatDate,
  monthsSince,
  parsePeriod,
  spanOf,
  spelledDates,
} from '../../src/rules/dates.ts';

const TODAY = '2026-11-24';

describe('parsePeriod', () => {
  test.each([
    ['2020-08-31', '2020-08-31', '2020-08-31'],
    ['2020-8-3', '2020-08-03', '2020-08-03'],
    ['2020-08', '2020-08-01', '2020-08-31'],
    ['2020', '2020-01-01', '2020-12-31'],
    ['March 2020', '2020-03-01', '2020-03-31'],
    ['Sept 2020', '2020-09-01', '2020-09-30'],
    ['Mar 3 2020', '2020-03-03', '2020-03-03'],
    ['March 3rd, 2020', '2020-03-03', '2020-03-03'],
    ['3 March 2020', '2020-03-03', '2020-03-03'],
    ['9/28/2020', '2020-09-28', '2020-09-28'],
    ['FY2023', '2022-10-01', '2023-09-30'],
    ['fy23', '2022-10-01', '2023-09-30'],
    ['fiscal year 2023', '2022-10-01', '2023-09-30'],
    ['FY2024 Q1', '2023-10-01', '2023-12-31'],
    ['Q2 2025', '2025-04-01', '2025-06-30'],
    ['2025-Q2', '2025-04-01', '2025-06-30'],
    ['30d', '2026-10-25', '2026-11-24'],
    ['last 3 months', '2026-08-24', '2026-11-24'],
    ['2 weeks ago', '2026-11-10', '2026-11-10'],
    ['yesterday', '2026-11-23', '2026-11-23'],
    ['since yesterday', '2026-11-23', '2026-11-23'],
    ['today', '2026-11-24', '2026-11-24'],
    ['last month', '2026-10-01', '2026-10-31'],
    ['last year', '2025-01-01', '2025-12-31'],
    ['last fiscal year', '2025-10-01', '2026-09-30'],
    ['this fiscal year', '2026-10-01', '2026-11-24'],
    ['last quarter', '2026-07-01', '2026-09-30'],
    ['this week', '2026-11-23', '2026-11-24'],
    ['March', '2026-03-01', '2026-03-31'],
    ['may', '2026-05-01', '2026-05-31'],
    ['December', '2025-12-01', '2025-12-31'],
    ['November', '2026-11-01', '2026-11-30'],
    ['2018-01..2018-03', '2018-01-01', '2018-03-31'],
  ])('%s', (text, from, to) => expect(parsePeriod(text, TODAY)).toEqual({ from, to }));

  test.each([
    '2020-13-45',
    '2020-02-30',
    'Febuary 31',
    'soon',
    '',
    '0d',
    'Q5 2025',
    '13/45/2020',
    '99999',
    'xyz 2020',
    "'; drop table",
  ])('%s is not a time', (text) => expect(parsePeriod(text, TODAY)).toBeUndefined());

  test('30 February is never made a day of March', () => expect(parsePeriod('Feb 30 2020', TODAY)).toBeUndefined());
});

test('dates compare at the shorter precision', () => {
  expect(compareDates('2020-08', '2020-08-31')).toBe(0);
  expect(compareDates('2020', '2021-01-01')).toBe(-1);
  expect(compareDates('2020-09-01', '2020-08')).toBe(1);
});

test('dates keep their precision when shown', () => {
  expect(formatDate('2020-08')).toBe('August 2020');
  expect(formatDate('2020-08-03')).toBe('Aug 3, 2020');
  expect(formatDate('2020')).toBe('2020');
  expect(formatDate('2018-01..2018-03')).toBe('January 2018 to March 2018');
  expect(formatDate('not a date')).toBe('not a date');
});

test('days inside a phrase are spelled out, and what is no day stays', () => {
  expect(spelledDates('charged 2019-11-05')).toBe('charged Nov 5, 2019');
  expect(spelledDates('week 2017-01-28..02-03: 206')).toBe('week Jan 28, 2017 to Feb 3, 2017: 206');
  expect(spelledDates('removed 2014-03; 2014-04')).toBe('removed March 2014; April 2014');
  for (const text of ['bill 2013-155', 'SB 54', '2026-ICLI-00005', 'R39-3', '2019-11-05-99'])
    expect(spelledDates(text)).toBe(text);
  expect(americanDays('of 20 May (jail) and 12 Jun 2025')).toBe('of May 20 (jail) and Jun 12, 2025');
});

test('spans, months and their ends', () => {
  expect(spanOf('2020-02')).toEqual({ from: '2020-02-01', to: '2020-02-29' });
  expect(spanOf('2020-13')).toBeUndefined();
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(monthsSince('2025-05', '2026-11-24')).toBe(17);
  expect(monthsSince('2025-05-24', '2026-11-24')).toBe(18);
});

test('years that are no dates here are no periods either, in whatever form', () => {
  const forms = (year: string) => [
    `q1 ${year}`,
    `${year} q4`,
    `fy${year}`,
    `fy${year} q2`,
    year,
    `march ${year}`,
    `3/5/${year}`,
  ];
  for (const year of ['0000', '0001', '0024', '1066', '1899', '2200', '9999'])
    for (const form of forms(year)) expect(parsePeriod(form, '2026-11-24'), form).toBeUndefined();
  for (const form of forms('2024')) expect(parsePeriod(form, '2026-11-24'), form).toBeDefined();
});
