import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { qualityDesk } from '../bench/quality/desk.ts';
import { measureAll, report } from '../bench/quality/report.ts';
import type { Context } from '../src/context.ts';

/** Words of the first messages: median and largest. They may only fall; a change that makes answers longer says so here. */
const MOST: Record<string, [median: number, largest: number]> = {
  policy: [120, 230],
  stats: [115, 145],
  lookup: [130, 222],
  releases: [72, 262],
  agreements: [128, 156],
};

const folder = mkdtempSync(join(tmpdir(), 'desk-quality-'));
let desk: Context;
let measured: ReturnType<typeof report>;
beforeAll(async () => {
  desk = await qualityDesk(folder);
  measured = report(await measureAll(desk));
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

test('first messages get no longer', () => {
  expect(measured.rows.map(({ kind }) => kind)).toEqual(Object.keys(MOST));
  for (const row of measured.rows) {
    const [median, largest] = MOST[row.kind] ?? [0, 0];
    expect(row['words, median'], `${row.kind}, median`).toBeLessThanOrEqual(median);
    expect(row['words, largest'], `${row.kind}, largest`).toBeLessThanOrEqual(largest);
  }
});

test('each of sixty questions is answered by the first sentence alone', () => {
  expect(measured.asked).toBe(60);
  expect(measured.misses).toEqual([]);
});
