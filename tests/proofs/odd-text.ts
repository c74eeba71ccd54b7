import fc from 'fast-check';

/** What people and files hold that a program may stumble over. */
export const ODD = [
  '<!channel>',
  '<!here|x>',
  '<!subteam^S1>',
  '<@U1>',
  '<#C1|desk>',
  '<https://evil.example|ice.gov>',
  '<mailto:a@b.example|a>',
  '&lt;!channel&gt;',
  '&amp;lt;',
  '*bold* _it_ ~no~ `code`',
  '```',
  '=HYPERLINK("http://x","y")',
  '+1+1',
  '-2',
  '@SUM(A1)',
  "'; drop table detainers; --",
  '" or 1=1 --',
  '%',
  '_',
  '\\',
  '__proto__',
  'constructor',
  'toString',
  '__proto__:x',
  '{"a":1}',
  '#{7*7}',
  '../../etc/passwd',
  '\u202Egnp.exe',
  '\u2066x\u2069',
  '\u200B',
  '\uFEFF',
  '\u00AD',
  '\u00A0',
  '\u2028',
  '\n',
  '\r\n',
  '\t',
  '\0',
  '\u001b[31m',
  '\u201Csmart\u201D',
  '\u2018s\u2019',
  '«q»',
  '\uD83D',
  '\uDE00',
  '👩‍👩‍👧',
  'e\u0301\u0301\u0301',
  'İ',
  'ß',
  'ﬁ',
  '１２３',
  'Ⅷ',
  '"',
  "'",
  ':',
  ',',
  ';',
  '(',
  ')',
  '[',
  '*',
  '^',
  '?',
  '—',
  '#',
  '0',
  '-1',
  '1e309',
  'NaN',
  'null',
  '9'.repeat(40),
  'x'.repeat(300),
  'a '.repeat(600),
];

export const odd = fc.constantFrom(...ODD);

/** Text of any kind, up to far more than the desk reads. */
export const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 3, arbitrary: fc.array(odd, { maxLength: 6 }).map((pieces) => pieces.join(' ')) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map(ofUnits) },
  { weight: 1, arbitrary: fc.tuple(odd, fc.integer({ min: 1, max: 3000 })).map(([text, n]) => cut(text.repeat(n))) },
);

const cut = (text: string) => text.slice(0, 5000);
/** Lone halves of surrogate pairs too. */
function ofUnits(units: number[]): string {
  return String.fromCharCode(...units);
}

type Change = (text: string) => string;
const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (text: string, share: number) => Math.floor(share * text.length);

const change: fc.Arbitrary<Change> = fc.oneof(
  place.map(
    (end): Change =>
      (text) =>
        text.slice(0, at(text, end)),
  ),
  place.map(
    (start): Change =>
      (text) =>
        text.slice(at(text, start)),
  ),
  fc.tuple(place, anyText).map(
    ([where, piece]): Change =>
      (text) =>
        splice(text, at(text, where), 0, piece),
  ),
  fc.tuple(place, odd).map(
    ([where, piece]): Change =>
      (text) =>
        splice(text, at(text, where), 0, piece),
  ),
  fc.tuple(place, fc.nat(8)).map(
    ([where, count]): Change =>
      (text) =>
        splice(text, at(text, where), count, ''),
  ),
  fc.integer({ min: 2, max: 5 }).map(
    (count): Change =>
      (text) =>
        `${text} `.repeat(count),
  ),
  fc.tuple(place, place).map(
    ([from, to]): Change =>
      (text) => {
        const piece = text.slice(at(text, from), at(text, from) + 6);
        return splice(text, at(text, to), 0, piece);
      },
  ),
  place.map(
    (where): Change =>
      (text) => {
        const index = at(text, where);
        return `${text.slice(0, index)}${text[index + 1] ?? ''}${text[index] ?? ''}${text.slice(index + 2)}`;
      },
  ),
  fc.constantFrom<Change>(
    (text) => text.toUpperCase(),
    (text) => text.replace(/"/g, ''),
    (text) => text.replace(/"/g, '\u201C'),
    (text) => text.replace(/ /g, '\u00A0'),
    (text) => text.replace(/ /g, '\n'),
    (text) => text.replace(/[aeiou]/, ''),
    (text) => [...text].reverse().join(''),
    (text) => text.replace(/:/g, '::'),
  ),
);
const splice = (text: string, index: number, count: number, piece: string) =>
  `${text.slice(0, index)}${piece}${text.slice(index + count)}`;

/** The text with up to four things done to it. */
export const mutated = (base: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(base, fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([text, changes]) => changes.reduce((now, each) => each(now), text).slice(0, 20_000));
