import { describe, expect, test } from 'vitest';
import { RELEASES, RENAMED } from '../../src/sources/ice-detainers/column-names.ts';
import { COLUMNS } from '../../src/sources/ice-detainers/fields.ts';

describe('names of columns by release', () => {
  test('each leads to a column that the desk reads, and a name has one meaning in all releases', () => {
    const named = RELEASES.flatMap(({ columns }) => Object.entries(columns));
    expect(named.length).toBeGreaterThan(40);
    for (const [theirs, ours] of named) {
      expect(COLUMNS, theirs).toContain(ours);
      expect(RENAMED[theirs], theirs).toBe(ours);
      expect(COLUMNS, `${theirs} would hide a column of that name`).not.toContain(theirs);
    }
  });

  test('releases are dated, newest first', () => {
    const days = RELEASES.map(({ on }) => on);
    for (const day of days) expect(day).toMatch(/^20\d{2}-\d{2}(-\d{2})?$/);
    expect([...days].sort().reverse()).toEqual(days);
  });
});
