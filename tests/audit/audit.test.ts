import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows } from '../_util/detainers.ts';
import { check } from './check.ts';
import { lines, others } from './lines.ts';
import { auditRows } from './rows.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
  await loadRows(desk, auditRows());
});
afterAll(() => desk.close());

test('the audit has at least 60 lines, each of its own', () => {
  expect(new Set(lines.map(({ line }) => line)).size).toBe(lines.length);
  expect(lines.length).toBeGreaterThanOrEqual(60);
});

test.each(lines)('$line', (each) => check(desk, each));

test.each(others)('of the kind of a line that was wrong: $line', (each) => check(desk, each));
