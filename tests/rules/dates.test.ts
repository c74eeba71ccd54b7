import { describe, expect, test } from 'vitest';
import {
  addMonths,
  americanDays,
  compareDates,
  formatDate,
  isDay,
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
    ['2020-8', '2020-08-01', '2020-08-31'],
    ['2018-01\u201303', '2018-01-03', '2018-01-03'],
    ['12/1/2020', '2020-12-01', '2020-12-01'],
    ['fy 23 q4', '2023-07-01', '2023-09-30'],
    ['FY2024Q2', '2024-01-01', '2024-03-31'],
    ['q3 2025', '2025-07-01', '2025-09-30'],
    ['Q12025', '2025-01-01', '2025-03-31'],
    ['2025 q4', '2025-10-01', '2025-12-31'],
    ['2025q4', '2025-10-01', '2025-12-31'],
    ['now', '2026-11-24', '2026-11-24'],
    ['last day', '2026-11-23', '2026-11-23'],
    ['last week', '2026-11-17', '2026-11-24'],
    ['past month', '2026-10-01', '2026-10-31'],
    ['previous quarter', '2026-07-01', '2026-09-30'],
    ['this month', '2026-11-01', '2026-11-24'],
    ['this year', '2026-01-01', '2026-11-24'],
    ['1 day', '2026-11-23', '2026-11-24'],
    ['1 week', '2026-11-17', '2026-11-24'],
    ['1wk', '2026-11-17', '2026-11-24'],
    ['2 wks', '2026-11-10', '2026-11-24'],
    ['1 month ago', '2026-10-24', '2026-10-24'],
    ['2mo', '2026-09-24', '2026-11-24'],
    ['3 mos', '2026-08-24', '2026-11-24'],
    ['1 year', '2025-11-24', '2026-11-24'],
    ['2 yrs ago', '2024-11-24', '2024-11-24'],
    ['1yr', '2025-11-24', '2026-11-24'],
    ['past 3y', '2023-11-24', '2026-11-24'],
    ['1200d', '2023-08-12', '2026-11-24'],
    ['oct. 2020', '2020-10-01', '2020-10-31'],
    ['Jan', '2026-01-01', '2026-01-31'],
    ['in  the  March of  2020', '2020-03-01', '2020-03-31'],
    ['Mar 23rd', '2026-03-23', '2026-03-23'],
    ['Dec 25', '2025-12-25', '2025-12-25'],
    ['3rd Dec', '2025-12-03', '2025-12-03'],
    ['23 March 2020', '2020-03-23', '2020-03-23'],
    ['Nov 24', '2026-11-24', '2026-11-24'],
    ['1900', '1900-01-01', '1900-12-31'],
    ['2199', '2199-01-01', '2199-12-31'],
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
    '1899',
    '2200',
    '2020-00',
    '2020-13',
    '2020-03..2020-01',
    '..2020',
    '2020..',
    '2020..soon',
    'x9/28/2020',
    '9/28/20201',
    'xfy2023',
    'fy2023x',
    'fy 1800',
    'fy 2200 q4',
    '1000 years ago',
    'xq2 2025',
    'q2 20251',
    'x2025 q2',
    '2025 q2x',
    'q2 9999',
    'xlast month',
    'last monthx',
    'xthis week',
    'this weekx',
    'x30d',
    '1201d',
    '30dx',
    'March 2020x',
    'xMarch 3',
    'Mar 3x',
    'x3 March',
    '3 Marchx',
    'ma',
    'ma 2020',
    'Mar 32',
    'the',
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
  expect(formatDate('2018-01-05..2018-03-06')).toBe('Jan 5, 2018 to Mar 6, 2018');
  for (const text of ['x2020-08', '2020-08x', '2020-08-031', '..2020', '2020..', '2018..2019..2020', ''])
    expect(formatDate(text)).toBe(text);
  expect(formatDate('2020-13')).toBe('2020');
  expect(formatDate('2020-12-31')).toBe('Dec 31, 2020');
});

test('days inside a phrase are spelled out, and what is no day stays', () => {
  expect(spelledDates('charged 2019-11-05')).toBe('charged Nov 5, 2019');
  expect(spelledDates('week 2017-01-28..02-03: 206')).toBe('week Jan 28, 2017 to Feb 3, 2017: 206');
  expect(spelledDates('removed 2014-03; 2014-04')).toBe('removed March 2014; April 2014');
  for (const text of ['bill 2013-155', 'SB 54', '2026-ICLI-00005', 'R39-3', '2019-11-05-99'])
    expect(spelledDates(text)).toBe(text);
  expect(americanDays('of 20 May (jail) and 12 Jun 2025')).toBe('of May 20 (jail) and Jun 12, 2025');
});

test("days in a coder's phrase turn to the American order, whatever the length of the month", () => {
  for (const month of [
    'Jan',
    'February',
    'Mar',
    'April',
    'May',
    'Jun',
    'July',
    'Aug',
    'Sept',
    'Oct',
    'November',
    'Dec',
  ])
    expect(americanDays(`signed 17 ${month}; by 3 ${month} 2025`)).toBe(`signed ${month} 17; by ${month} 3, 2025`);
  for (const month of ['January', 'Feb', 'March', 'Apr', 'June', 'Jul', 'August', 'Sep', 'October', 'Nov', 'December'])
    expect(americanDays(`of 17 ${month}`)).toBe(`of ${month} 17`);
  expect(americanDays('17 Marx, 2 Decision')).toBe('17 Marx, 2 Decision');
  expect(spelledDates('week 2017-01..2017-02-03')).toBe('week January 2017 to Feb 3, 2017');
  expect(spelledDates('2017-01-02..2017-02')).toBe('Jan 2, 2017 to February 2017');
});

test('a fiscal year begins in October', () => {
  expect(parsePeriod('this fiscal year', '2026-09-30')).toEqual({ from: '2025-10-01', to: '2026-09-30' });
  expect(parsePeriod('this fiscal year', '2026-10-01')).toEqual({ from: '2026-10-01', to: '2026-10-01' });
  expect(parsePeriod('last fiscal year', '2026-09-30')).toEqual({ from: '2024-10-01', to: '2025-09-30' });
});

test('spans, months and their ends', () => {
  expect(spanOf('2020-02')).toEqual({ from: '2020-02-01', to: '2020-02-29' });
  expect(spanOf('2020-13')).toBeUndefined();
  expect(spanOf('2020-00')).toBeUndefined();
  expect(spanOf('2020-05..2020-05')).toEqual({ from: '2020-05-01', to: '2020-05-31' });
  expect(isDay('x2020-05-01') || isDay('2020-05-01x') || isDay('2020-5-1') || isDay('2020-05-32')).toBe(false);
  expect(isDay('2020-05-01')).toBe(true);
  // What is no date is as old as today.
  expect(monthsSince('soon', '2026-11-24')).toBe(0);
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
