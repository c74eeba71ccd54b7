import { expect, test } from 'vitest';
import {
  isCaseId,
  keptSince,
  readAnswerId,
  readReference,
  referenceNumber,
  referencePrefix,
  showAnswerId,
  showReference,
} from '../../src/rules/reference.ts';

test('a reference is 40 bits in letters that are read aloud, and back', () => {
  for (const number of [0, 1, 31, 32, 2 ** 40 - 1, referenceNumber('a key', 3)])
    expect(readReference(showReference(number))).toBe(number);
  expect(showReference(0)).toBe('D-0000-0000');
  expect(showReference(2 ** 40 - 1)).toBe('D-ZZZZ-ZZZZ');
  expect(referenceNumber('a key', 0)).toBeLessThan(2 ** 40);
  expect(referenceNumber('a key', 0)).toBe(referenceNumber('a key', 0));
  expect(new Set([0, 1, 2].map((at) => referenceNumber('a key', at))).size).toBe(3);
  expect(referenceNumber('b key', 0)).not.toBe(referenceNumber('a key', 0));
});

test.each([
  ['d4qx7', 'D-4QX7'],
  [' D-4QX7-9KTM ', 'D-4QX7-9KTM'],
  ['d 4qx7 9k', 'D-4QX7-9K'],
  ['D-ALEY', 'D-A1EY'],
  ['d-oil1', 'D-0111'],
  ['daley', undefined],
  ['xd4qx7', undefined],
  ['d4qx79ktmx', undefined],
  ['d4q', undefined],
  ['', undefined],
])('typed %s', (words, prefix) => expect(referencePrefix(words)).toBe(prefix));

test.each([
  ['LA-8', true],
  ['r39-3', true],
  ['PR20-7QX4K-2', true],
  ['pr20-7qx4k-f2', true],
  ['LA-8x', false],
  ['xLA 8', false],
  ['toolongname-1', false],
  ['LA-1234', false],
  ['xpr20-7qx4k-2', false],
])('%s is the id of a case: %s', (words, is) => expect(isCaseId(words)).toBe(is));

test.each([
  ['dd 7k3q', 'DD-7K3Q'],
  ['DD-7K3Q', 'DD-7K3Q'],
  ['dd7k3q9abcd', undefined],
  ['dd-oil1', 'DD-0111'],
  ['dd-7k3u', undefined],
  ['xdd-7k3q', undefined],
  ['dd-7k', undefined],
])('the id of an answer, typed %s', (words, id) => expect(readAnswerId(words)).toBe(id));

test('five bits of a byte are a letter', () =>
  expect(showAnswerId(Uint8Array.from([0, 31, 32, 255, 10]))).toBe('DD-0Z0ZA'));

test('answers are kept for 90 days', () =>
  expect(keptSince(new Date('2026-11-24T12:00:00Z'))).toBe('2026-08-26T12:00:00.000Z'));
