import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { goldReleases } from '../../bench/quality/gold.ts';

const halves = (['open', 'sealed'] as const).map((half) => ({ half, releases: goldReleases(half) }));
const sets = [
  ...halves,
  ...(['second', 'third', 'fourth'] as const).map((half) => ({ half, releases: goldReleases(half) })),
];

/** One line of small letters with plain quotes and dashes, words broken at a line's end joined, entities written out. */
const plain = (text: string) =>
  text
    .replaceAll(/(?<=[a-z])-\n *(?=[a-z])/g, '')
    .replaceAll(/&#8217;|&rsquo;/g, "'")
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[‐‑–]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();

describe.each(halves)('the $half press releases', ({ half, releases }) => {
  test('are at least 44, each text with its record', () => {
    expect(releases.length).toBeGreaterThanOrEqual(44);
    const folder = join(import.meta.dirname, '../../bench/quality/releases', half);
    expect(readdirSync(folder).filter((file) => file.endsWith('.json'))).toHaveLength(releases.length);
  });

  test('have every pattern, trap and kind', () => {
    const kinds = ['html', 'pdf', 'quotes', 'hostile', 'two', 'no-case', 'es'];
    const patterns = Array.from({ length: 14 }, (_, at) => `P${at + 1}`);
    const traps = Array.from({ length: 10 }, (_, at) => `T${at + 1}`);
    const tags = new Set(releases.flatMap(({ gold }) => gold.tags));
    expect([...tags].sort()).toEqual([...patterns, ...traps, ...kinds].sort());
  });

  test('have every outcome', () => {
    const outcomes = new Set(releases.flatMap(({ gold }) => gold.cases.map((each) => each.outcome)));
    expect(outcomes.size).toBe(6);
  });
});

describe.each(sets)('of the $half press releases', ({ releases }) => {
  test.each(releases)('$name holds what its record says', ({ text, gold }) => {
    expect(gold.tags.includes('no-case')).toBe(gold.cases.length === 0 && !gold.tags.includes('P6'));
    for (const planted of [...gold.planted, ...(gold.hostile ?? [])]) expect(text).toContain(planted);
    const said = plain(text);
    for (const each of gold.cases) {
      const agencies = [each.releasing_agency, each.detainer_to, each.arresting_agency];
      const offences = (each.offences ?? []).map((offence) => offence.text);
      for (const words of [...agencies, ...offences]) if (words) expect(said).toContain(plain(words));
      if (each.age) expect(said).toContain(String(each.age));
    }
  });

  test.each(releases)('$name was published after what it tells', ({ gold }) => {
    const days = gold.cases.flatMap((each) => [each.release_date, each.detainer_date, each.arrest_date]);
    const values = days.flatMap((day) => (day ? [day.value.slice(0, 10)] : []));
    expect(values.filter((value) => value > gold.published)).toEqual([]);
  });
});
