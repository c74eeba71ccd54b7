import { expect, test } from 'vitest';
import { rank } from '../../src/rules/ranking.ts';

const places = [
  { label: 'a', n: 1, of: 5 },
  { label: 'b', n: 3, of: 9 },
  { label: 'c', n: 2, of: 6 },
  { label: 'd', n: 3, of: 30 },
];
const said = (by: 'count' | 'share', order: 'most' | 'least') =>
  rank(places, { by, order }).map(({ label, rank: at, tied }) => `${at}${tied > 1 ? '=' : ''} ${label}`);

test('equal counts and equal shares have one place in the order, and the next one counts them', () => {
  expect(said('count', 'most')).toEqual(['1= b', '1= d', '3 c', '4 a']);
  expect(said('count', 'least')).toEqual(['1 a', '2 c', '3= b', '3= d']);
  expect(said('share', 'most')).toEqual(['1= b', '1= c', '3 a', '4 d']);
  expect(said('share', 'least')).toEqual(['1 d', '2 a', '3= b', '3= c']);
  expect(rank([], { by: 'count', order: 'most' })).toEqual([]);
});
