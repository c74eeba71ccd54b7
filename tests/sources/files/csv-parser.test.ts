import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCsvParser, parseCsvRows } from '../../../src/sources/files/csv-parser.ts';

/** Cuts bytes that come in pieces, as a file does. */
function cutAll(bytes: Buffer, piece: number, wants?: boolean[]): { records: string[][]; problem?: string } {
  const cut = createCsvParser();
  const records: string[][] = [];
  let rest = Buffer.alloc(0);
  for (let at = 0; at <= bytes.length; at += piece) {
    rest = Buffer.concat([rest, bytes.subarray(at, at + piece)]);
    const done = cut(rest, at + piece > bytes.length, wants);
    records.push(...done.records);
    if (done.problem) return { records, problem: done.problem };
    rest = rest.subarray(done.rest);
  }
  return { records };
}

const text = fc.oneof(
  fc.constantFrom('', 'NA', 'YES', 'NO', 'a,b', 'say "x"', '"', 'two\nlines', 'x\r\ny', 'Doña Ana', '  ', 'a\0', 'a'),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.replace(/\r/g, '')),
);
const quoted = (cell: string, always: boolean) =>
  always || /[",\n\r]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;

test('gives back the cells that were written, wherever the pieces end, with either line end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(text, fc.boolean()), { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.integer({ min: 1, max: 40 }),
      (rows, end, lastEnd, piece) => {
        const lines = rows.map((row) => row.map(([cell, always]) => quoted(cell, always)).join(','));
        const csv = lines.join(end) + (lastEnd ? end : '');
        const records = rows.map((row) => row.map(([cell]) => cell));
        expect(cutAll(Buffer.from(csv), piece)).toEqual({ records });
      },
    ),
    { numRuns: 2000 },
  );
});

test('columns that are not asked for are left out', () => {
  expect(cutAll(Buffer.from('a,"b",c\n1,2,3'), 5, [true, false, true]).records).toEqual([
    ['a', '', 'c'],
    ['1', '', '3'],
  ]);
});

test('an open quote and text after a closing one are told, with the records before', () => {
  expect(cutAll(Buffer.from('a,b\n"c,d\n'), 3)).toEqual({
    records: [['a', 'b']],
    problem: 'has a quote that is not closed',
  });
  expect(cutAll(Buffer.from('a,b\n"c"d,e\n'), 100)).toMatchObject({
    records: [['a', 'b']],
    problem: expect.stringContaining('text after a closing quote'),
  });
});

test('values whose hashes fall together stay apart', () => {
  // 31-hash: "Aa" and "BB" agree in it, and so does whatever is made of them.
  const cells = ['AaAaAa', 'AaAaBB', 'AaBBAa', 'BBAaAa', 'BBBBBB', 'AaBBBB'];
  const csv = Array.from({ length: 50 }, () => cells.join(',')).join('\n');
  expect(new Set(cutAll(Buffer.from(csv), 64).records.map((row) => row.join()))).toEqual(new Set([cells.join()]));
});

test('a small text is read whole: its byte order mark left out, its rows by column, its fault told with the row', () => {
  expect(parseCsvRows('\uFEFFa,b\r\n1,"x, y"\r\n2\r\n')).toEqual([
    { a: '1', b: 'x, y' },
    { a: '2', b: '' },
  ]);
  expect(() => parseCsvRows('a,b\n"c,d\n')).toThrow('row 2 has a quote that is not closed');
});
