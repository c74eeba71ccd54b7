import { describe, expect, test } from 'vitest';
import { createColumn } from '../../../src/sources/files/column-codes.ts';

const texts = (values: unknown[], pieces = 3): string[] => {
  const column = createColumn(values.length);
  const size = Math.ceil(values.length / pieces);
  for (let from = 0; from < values.length; from += size) column.add(values, from, Math.min(values.length, from + size));
  expect(column.count()).toBe(values.length);
  return values.map((_, row) => column.textAt(row));
};

describe('a column in codes gives back every text', () => {
  test.each([1, 255, 256, 257, 300, 65_535, 65_536, 65_537, 70_000])('%i different values, each twice', (count) => {
    const values = Array.from({ length: count * 2 }, (_, at) => `value ${at % count}`);
    const back = texts(values);
    expect(back.every((text, at) => text === values[at])).toBe(true);
  });

  test('values of every kind', () => {
    const day = new Date('2026-02-11T00:00:00Z');
    const values = [
      null,
      undefined,
      '',
      'text',
      'DO\u00d1A ANA',
      12,
      12n,
      true,
      false,
      day,
      new Date(day),
      new Date('2026-02-11T10:30:00Z'),
    ];
    const expected = [
      '',
      '',
      '',
      'text',
      'DO\u00d1A ANA',
      '12',
      '12',
      'TRUE',
      'FALSE',
      '2026-02-11',
      '2026-02-11',
      '2026-02-11T10:30:00.000Z',
    ];
    expect(texts(values)).toEqual(expected);
  });

  test('texts of several bytes and of growing length, of a column whose values all differ', () => {
    const values = Array.from({ length: 66_000 }, (_, at) => `${'\u00f1'.repeat(at % 40)}${at}`);
    expect(texts(values).every((text, at) => text === values[at])).toBe(true);
  });
});
