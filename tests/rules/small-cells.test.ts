import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinSmallCells, roundToFives } from '../../src/rules/small-cells.ts';

const cells = fc.array(fc.nat({ max: 14 }), { maxLength: 12 }).map((counts) => counts.map((n, at) => ({ n, at })));
const sum = (list: { n: number }[]) => list.reduce((total, { n }) => total + n, 0);

test('nothing is lost, no published cell is under five, and no total less some cells is', () => {
  fc.assert(
    fc.property(cells, (all) => {
      const { shown, joined } = joinSmallCells(all);
      expect(sum(shown) + joined).toBe(sum(all));
      if (sum(all) < 5) {
        expect(shown).toEqual([]);
        return;
      }
      const published = [...shown.map(({ n }) => n), ...(joined > 0 ? [joined] : [])];
      for (const n of published) expect(n).toBeGreaterThanOrEqual(5);
      // What is left of the total when cells are taken away is the sum of the others.
      for (let mask = 0; mask < 2 ** published.length; mask += 1) {
        const left = published.filter((_, at) => mask & (1 << at)).reduce((total, n) => total + n, 0);
        expect(left === 0 || left >= 5).toBe(true);
      }
    }),
  );
});

test('a lone small cell never stands alone behind the joined one', () => {
  expect(joinSmallCells([{ n: 3 }, { n: 9 }, { n: 40 }])).toEqual({ shown: [{ n: 40 }], joined: 12 });
  expect(joinSmallCells([{ n: 4 }, { n: 4 }, { n: 40 }])).toEqual({ shown: [{ n: 40 }], joined: 8 });
  expect(joinSmallCells([{ n: 0 }, { n: 7 }])).toEqual({ shown: [{ n: 7 }], joined: 0 });
});

test('in fives', () => {
  expect([0, 1, 4, 5, 9, 10, 1234].map(roundToFives)).toEqual([
    '0',
    'fewer than 5',
    'fewer than 5',
    '5 to 9',
    '5 to 9',
    '10 to 14',
    '1,230 to 1,234',
  ]);
});
