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
      for (const [what, at, value] of steps) {
        const values = model.get(at) ?? [];
        if (what === 'add') {
          table.add(at, value);
          model.set(at, [...values, value]);
        } else if (what === 'has') expect(table.has(at)).toBe(values.length > 0);
        else {
          const taken = table.take(at);
          if (values.length === 0) expect(taken).toBeUndefined();
          else {
            expect(values).toContain(taken);
            values.splice(values.indexOf(taken as number), 1);
          }
        }
      }
    }),
    { numRuns: 200 },
  );
});
