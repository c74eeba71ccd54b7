import type { Token } from './tokens.ts';

const TENS: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70 };
const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );

/** '36-year-old', '36 year old', '36-year', 'thirty-six-year-old', at a token: its number of years and of tokens. */
export function ageAt(tokens: readonly Token[], at: number): { value: number; length: number } | undefined {
  const word = tokens[at]?.lower ?? '';
  if (/^aged?$/.test(word) && /^[1-9]\d$/.test(tokens[at + 1]?.text ?? ''))
    return { value: Number(tokens[at + 1]?.text), length: 2 };
  const whole = /^(.+?)-?years?-?olds?$/.exec(word.replace(/-+/g, '-'));
  const value = (text: string) => years(text.replace(/-$/, ''));
  if (whole?.[1] !== undefined) return found(value(whole[1]), 1);
  const next = tokens[at + 1]?.lower ?? '';
  if (/^\d\d-y$/.test(word) && next === '/') return { value: Number(word.slice(0, 2)), length: 3 };
  if (/^\d\d$/.test(word) && /^(?:yo|y\/o|yr-old|yrs?)$/.test(next)) return found(value(word), 2);
  if (/^years?-olds?$/.test(next)) return found(value(word), 2);
  if (/^years?$/.test(next) && /^olds?$/.test(tokens[at + 2]?.lower ?? '')) return found(value(word), 3);
  if (/-years?$/.test(word) && /^olds?$/.test(next)) return found(value(word.replace(/-years?$/, '')), 2);
  if (/^-$/.test(next) && /^years?/.test(tokens[at + 2]?.lower ?? '')) return found(value(word), 4);
  return undefined;
}
const found = (value: number | undefined, length: number) => (value === undefined ? undefined : { value, length });

function years(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 10 ? Number(text) : undefined;
  const [ten = '', unit = ''] = text.split('-');
  const small = UNITS.indexOf(ten);
  if (small >= 13 && unit === '') return small;
  const tens = TENS[ten];
  if (tens === undefined) return undefined;
  return unit === '' ? tens : UNITS.indexOf(unit) > 0 ? tens + UNITS.indexOf(unit) : undefined;
}
