import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNumberTable } from '../../../src/sources/write/number-table.ts';

test('holds keys as a list of values by key does, over growth and takings', () => {
  const key = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.maxSafeInteger().map(Math.abs));
  const step = fc.tuple(fc.constantFrom('add', 'add', 'take', 'has'), key, fc.nat(1000));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 3000, size: 'max' }), (steps) => {
      const table = createNumberTable();
      const model = new Map<number, number[]>();
      const wrong: string[] = []; // `expect` on each of 300,000 steps would take longer than the steps
      for (const [what, at, value] of steps) {
        const values = model.get(at) ?? [];
        if (what === 'add') {
          table.add(at, value);
          model.set(at, [...values, value]);
        } else if (what === 'has') {
          if (table.has(at) !== values.length > 0) wrong.push(`has ${at}`);
        } else {
          const taken = table.take(at);
          const found = taken === undefined ? -1 : values.indexOf(taken);
          if (values.length === 0 ? taken !== undefined : found < 0) wrong.push(`take ${at}: ${taken}`);
          if (found >= 0) values.splice(found, 1);
        }
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
