import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bibText, bibtexOf } from '../../src/cards/citation-formats.ts';

test("TeX's special characters are escaped", () => {
  expect(bibText('50% of $5 & #1_a ~ ^ \\ {x}\nnext')).toBe(
    '50\\% of \\$5 \\& \\#1\\_a \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\textbraceleft{}x\\textbraceright{} next',
  );
});

test('whatever the title holds, braces balance and the entry ends where it should', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (title, question) => {
      const entry = bibtexOf(
        { title, question, asOf: '2026', accessed: '2026-11-24', url: 'https://example.org/{a}' },
        'k',
        '2026',
      );
      let depth = 0;
      const closed: number[] = [];
      for (const [at, letter] of Array.from(entry).entries()) {
        depth += letter === '{' ? 1 : letter === '}' ? -1 : 0;
        if (letter === '}' && depth <= 0) closed.push(at);
      }
      expect(closed).toEqual([Array.from(entry).length - 1]);
      expect(depth).toBe(0);
    }),
  );
});

test('the year is that of the text, where it is known to be another than that of its data', () => {
  const entry = (year?: string) =>
    bibtexOf(
      {
        title: 't',
        question: 'q',
        asOf: '2026-01-25',
        accessed: '2026-11-24',
        ...(year === undefined ? {} : { year }),
      },
      'k',
      '',
    );
  expect(entry()).toContain('year = {2026}');
  expect(entry('2021')).toContain('year = {2021}');
  expect(entry('')).not.toContain('year =');
});
