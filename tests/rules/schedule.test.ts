import { describe, expect, test } from 'vitest';
import {
  dueDate,
  firstDate,
  formatDay,
  formatHour,
  formatWeekdays,
  formatZone,
  localTime,
  missedDates,
  nextDate,
  parseDays,
  parseTimeOfDay,
  type Schedule,
  WEEKDAYS,
} from '../../src/rules/schedule.ts';
import { readZone } from '../../src/rules/time-zone.ts';

const daily = (over: Partial<Schedule> = {}): Schedule => ({
  at: '08:00',
  zone: 'America/New_York',
  days: WEEKDAYS,
  startsOn: '2026-01-01',
  ...over,
});
const at = (instant: string) => new Date(instant);

describe('due', () => {
  test('from the hour on, once a local date', () => {
    expect(dueDate(daily(), at('2026-07-02T11:59:00Z'), '2026-07-01')).toBeUndefined();
    expect(dueDate(daily(), at('2026-07-02T12:00:00Z'), '2026-07-01')).toBe('2026-07-02');
    expect(dueDate(daily(), at('2026-07-02T18:00:00Z'), '2026-07-02')).toBeUndefined();
    expect(dueDate(daily(), at('2026-07-02T12:00:00Z'), undefined)).toBe('2026-07-02');
  });

  test('a time inside the gap is due when clocks have jumped past it; an overlap counts once', () => {
    const early = daily({ at: '02:30' });
    expect(dueDate(early, at('2026-03-08T06:59:00Z'), '2026-03-07')).toBeUndefined(); // 01:59
    expect(dueDate(early, at('2026-03-08T07:00:00Z'), '2026-03-07')).toBe('2026-03-08'); // 03:00
    const twice = daily({ at: '01:30' });
    expect(dueDate(twice, at('2026-11-01T05:30:00Z'), '2026-10-31')).toBe('2026-11-01');
    expect(dueDate(twice, at('2026-11-01T06:30:00Z'), '2026-11-01')).toBeUndefined();
  });

  test('not before it starts, not on other days', () => {
    expect(dueDate(daily({ startsOn: '2026-07-03' }), at('2026-07-02T13:00:00Z'), undefined)).toBeUndefined();
    expect(dueDate(daily({ days: ['mon', 'fri'] }), at('2026-07-02T13:00:00Z'), undefined)).toBeUndefined();
    expect(dueDate(daily({ days: ['thu'] }), at('2026-07-02T13:00:00Z'), undefined)).toBe('2026-07-02');
  });

  test('one made after its hour starts tomorrow', () => {
    expect(firstDate('08:00', 'America/New_York', at('2026-07-02T11:59:00Z'))).toBe('2026-07-02');
    expect(firstDate('08:00', 'America/New_York', at('2026-07-02T12:00:00Z'))).toBe('2026-07-03');
  });

  test('next and missed dates', () => {
    const weekdays = daily({ days: ['mon', 'tue', 'wed', 'thu', 'fri'] });
    expect(nextDate(weekdays, at('2026-07-03T13:00:00Z'), '2026-07-03')).toBe('2026-07-06');
    expect(missedDates(weekdays, '2026-07-07', '2026-07-02')).toEqual(['2026-07-03', '2026-07-06']);
    expect(missedDates(weekdays, '2026-07-03', '2026-07-02')).toEqual([]);
    expect(missedDates(daily({ startsOn: '2026-07-06' }), '2026-07-08', '2026-07-06')).toEqual(['2026-07-07']);
    expect(missedDates(daily({ startsOn: '2026-07-06' }), '2026-07-08', '2026-07-01')).toEqual([
      '2026-07-06',
      '2026-07-07',
    ]);
    expect(missedDates(daily(), '2026-07-08', undefined)).toHaveLength(60);
    expect(missedDates(daily(), '2026-07-08', undefined).at(-1)).toBe('2026-07-07');
    expect(dueDate(daily({ startsOn: '2026-07-02' }), at('2026-07-02T13:00:00Z'), undefined)).toBe('2026-07-02');
    // A digest of a later day exists where the clock was ahead.
    expect(dueDate(daily(), at('2026-07-02T13:00:00Z'), '2026-07-09')).toBeUndefined();
    expect(missedDates(daily({ startsOn: '2026-07-06' }), '2026-07-08', undefined)).toEqual([
      '2026-07-06',
      '2026-07-07',
    ]);
  });
});

test.each([
  ['2026-07-02T12:00:00Z', 'Asia/Kolkata', '2026-07-02', '17:30'],
  ['2026-12-31T23:30:00Z', 'Pacific/Chatham', '2027-01-01', '13:15'],
  ['2028-02-29T12:00:00Z', 'UTC', '2028-02-29', '12:00'],
  ['2026-07-02T04:00:00Z', 'America/New_York', '2026-07-02', '00:00'],
])('%s in %s', (instant, zone, date, time) => {
  expect(localTime(at(instant), zone)).toEqual({ date, time });
});

test.each([
  ['08:00', '08:00'],
  ['8:05', '08:05'],
  ['8am', '08:00'],
  ['8:30 pm', '20:30'],
  ['12am', '00:00'],
  ['12 p.m.', '12:00'],
  ['noon', '12:00'],
  ['0830', '08:30'],
  ['23:59', '23:59'],
  ['24:00', undefined],
  ['8', undefined],
  ['13pm', undefined],
  ['08:60', undefined],
  ['midnight', '00:00'],
  ['x0830', undefined],
  ['08305', undefined],
  ['0pm', undefined],
  ['1 am', '01:00'],
  ['soon', undefined],
])('time of day %s', (text, time) => expect(parseTimeOfDay(text)).toBe(time));

test('a digest late at night is due for two hours, past midnight too, and once', () => {
  const late = { at: '23:59', zone: 'UTC', days: WEEKDAYS, startsOn: '2026-07-01' };
  const due = (instant: string, last?: string) => dueDate(late, new Date(instant), last);
  expect(due('2026-07-02T23:59:30Z', '2026-07-01')).toBe('2026-07-02');
  expect(due('2026-07-03T00:30:00Z', '2026-07-01')).toBe('2026-07-02');
  expect(due('2026-07-03T00:30:00Z', '2026-07-02')).toBeUndefined();
  expect(due('2026-07-03T02:00:00Z', '2026-07-01')).toBeUndefined();
  expect(due('2026-07-01T00:30:00Z')).toBeUndefined(); // it starts on this day
  expect(dueDate({ ...late, at: '08:00' }, new Date('2026-07-03T00:30:00Z'), '2026-07-01')).toBeUndefined();
});

test.each([
  ['mon-fri', 'weekdays'],
  ['Mon - Fri', 'weekdays'],
  ['weekdays', 'weekdays'],
  ['weekends', 'weekends'],
  ['daily', 'every day'],
  ['monday, thursday', 'Mon, Thu'],
  ['sat-mon', 'Mon, Sat, Sun'],
  ['mon to wed', 'Mon, Tue, Wed'],
  ['every day', 'every day'],
  ['working days', 'weekdays'],
  ['everyday', 'every day'],
  ['every-day', 'every day'],
  ['all', 'every day'],
  ['business-days', 'weekdays'],
  ['workingday', 'weekdays'],
  ['weekend', 'weekends'],
  ['mon-wed-fri', undefined],
  [', mon,, tue ,', 'Mon, Tue'],
  ['tue–thu', 'Tue, Wed, Thu'],
  ['montowed', undefined],
  ['monkey', undefined],
  ['tues-thurs', 'Tue, Wed, Thu'],
  ['Saturdays', 'Sat'],
  ['1mon', undefined],
  ['mon1', undefined],
  ['fri-', undefined],
  ['xdaily', undefined],
  ['dailyx', undefined],
  ['weekdayss', undefined],
  ['xweekdays', undefined],
  ['weekendsx', undefined],
  ['xweekends', undefined],
  ['funday', undefined],
  ['funday-mon', undefined],
  ['mon-funday', undefined],
  ['', undefined],
])('days %s', (text, said) => {
  const days = parseDays(text);
  expect(days && formatWeekdays(days)).toBe(said);
});

test('a day is said with its weekday', () => expect(formatDay('2026-09-01')).toBe('Tue, Sep 1, 2026'));

test.each([
  ['america/los_angeles', { zone: 'America/Los_Angeles' }],
  ['Asia/Kolkata', { zone: 'Asia/Kolkata' }],
  ['utc', { zone: 'UTC' }],
  ['EST', { suggestion: 'America/New_York' }],
  ['Pacific time', { suggestion: 'America/Los_Angeles' }],
  ['Los Angeles', { suggestion: 'America/Los_Angeles' }],
  ['America/New_Yrok', { suggestion: 'America/New_York' }],
  ['EST5EDT', {}],
  ['+05:00', {}],
  ['nowhere at all', {}],
])('zone %s', (text, read) => expect(readZone(text)).toEqual(read));

test.each([
  ['00:05', '12:05 AM'],
  ['08:00', '8:00 AM'],
  ['12:00', '12:00 PM'],
  ['12:30', '12:30 PM'],
  ['13:05', '1:05 PM'],
  ['23:59', '11:59 PM'],
])('hour %s is told as %s', (time, told) => expect(formatHour(time)).toBe(told));

test.each([
  ['America/Los_Angeles', 'PT'],
  ['America/New_York', 'ET'],
  ['UTC', 'UTC'],
  ['Etc/UTC', 'UTC'],
])('zone %s is told as %s', (zone, told) => expect(formatZone(zone)).toBe(told));

test('days of the week have their names', () => {
  expect(formatWeekdays(['tue'])).toBe('Tue');
  expect(formatWeekdays(['wed', 'thu'])).toBe('Wed, Thu');
  expect(formatWeekdays(['fri', 'sat'])).toBe('Fri, Sat');
  expect(formatWeekdays(['sun'])).toBe('Sun');
});
