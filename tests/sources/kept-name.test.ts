import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptName } from '../../src/sources/kept-name.ts';

const AT = 'https://example.org';

test.each<[string | undefined, string[], string]>([
  [undefined, ['/a/participatingAgencies07182025pm.xlsx'], 'participatingAgencies07182025pm.xlsx'],
  [undefined, ['/ICE%20Detainers_20260311_final.xlsx?key=1'], 'ICE Detainers_20260311_final.xlsx'],
  [undefined, ['/latest', '/files/pendingAgencies08012025am.xlsx'], 'pendingAgencies08012025am.xlsx'],
  [undefined, ['/pendingAgencies08012025am.xlsx', '/blob/77aa'], 'pendingAgencies08012025am.xlsx'],
  [undefined, ['/'], 'download'],
  [undefined, ['/%E0%A4%A'], '_E0_A4_A'],
  ['attachment; filename="policies 2026.csv"', ['/x'], 'policies 2026.csv'],
  ['attachment; filename=policies.csv; size=3', ['/x'], 'policies.csv'],
  [`attachment; filename="a.csv"; filename*=UTF-8''Pol%C3%ADticas.csv`, ['/x'], 'Políticas.csv'],
  ['attachment; filename="../../etc/passwd"', ['/x'], 'passwd'],
  ['attachment; filename="..\\\\..\\\\desk.sqlite"', ['/x'], 'desk.sqlite'],
  [`attachment; filename*=UTF-8''..%2F..%2Fa%00b.csv`, ['/x'], 'ab.csv'],
  ['attachment; filename=".."', ['/real.csv'], 'real.csv'],
  ['attachment; filename=".env"', ['/x'], 'env'],
  ['attachment; filename="/"', ['/real.csv'], 'real.csv'],
  ['attachment; filename="a\u202Evsc.csv"', ['/x'], 'avsc.csv'],
  ['attachment', ['/real.csv'], 'real.csv'],
])('%s %j', (disposition, paths, name) => {
  expect(
    keptName(
      disposition,
      paths.map((path) => `${AT}${path}`),
    ),
  ).toBe(name);
});

test('a long name keeps its ending', () => {
  const name = keptName(`attachment; filename="${'x'.repeat(500)}.xlsx"`, [AT]);
  expect(name).toHaveLength(120);
  expect(name.endsWith('.xlsx')).toBe(true);
});

test('whatever a site says, the name is one part of a path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.webUrl(), (said, url) => {
      const name = keptName(`attachment; filename="${said}"`, [url]);
      expect(name).not.toBe('');
      expect(name.length).toBeLessThanOrEqual(120);
      expect(name).toMatch(/^[\p{L}\p{N}_()-]([\p{L}\p{N} ._()-]*[\p{L}\p{N}_()-])?$/u);
    }),
    { numRuns: 2000, seed: 7 },
  );
});
