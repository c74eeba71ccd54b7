import { seeded } from '../../bench/generate.ts';
import type { Counts } from '../_util/made-releases.ts';

/** Something that a person does in Slack, and whether what comes back is right. */
export interface Deed {
  how: 'typed' | 'clicked' | 'mentioned' | 'home';
  words: string;
  right: (said: string) => boolean;
}

const number = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''));
const says = (pattern: RegExp) => (said: string) => pattern.test(said);

/** The counts that an answer gives are those of one whole release, never of a half. */
function countsOf(counts: Counts[], pattern: RegExp, states: string[]): (said: string) => boolean {
  return (said) => {
    const found = pattern.exec(said)?.slice(1).map(number) ?? [];
    return counts.some((of) => {
      const expected = states.map((state) => of[state]?.all);
      return found.join() === (states.length > 1 ? expected : [...expected, of[states[0] ?? '']?.declined]).join();
    });
  };
}

const SETTING = (then: RegExp) => (said: string) => then.test(said) || said.includes('Facts are being loaded just now');

/** Deeds in the shares in which a busy workspace does them, the same ones for a seed. */
export function deeds(counts: Counts[], seed: number): (earlierId: string | undefined) => Deed {
  const random = seeded(seed);
  const one = (state: string, name: string): Deed['right'] =>
    countsOf(
      counts,
      new RegExp(`${name}: ([\\d,]+) detainer[^:]*: (?:[^:;]*; )?([\\d,]+) recorded by ICE as declined`),
      [state],
    );
  const state = () =>
    [
      ['TEXAS', 'Texas'],
      ['FLORIDA', 'Florida'],
      ['MINNESOTA', 'Minnesota'],
      ['GEORGIA', 'Georgia'],
    ][Math.floor(random() * 4)] as [string, string];
  const typed = (words: string, right: Deed['right']): Deed => ({ how: 'typed', words, right });
  const shares: [number, (earlierId: string | undefined) => Deed][] = [
    [
      14,
      () => {
        const [upper, name] = state();
        return typed(`lookup ${name}`, one(upper, name));
      },
    ],
    [
      8,
      () => typed(`lookup TX000${Math.floor(random() * 9)} page:${1 + Math.floor(random() * 3)}`, says(/TX DISTRICT/)),
    ],
    [6, () => typed('lookup "Cook County, IL" since:2020', says(/Cook County, IL/))],
    [
      9,
      () =>
        typed(
          'releases in:"Los Angeles County, CA" since:2020-08-01 until:2020-09-30',
          says(/8 published cases in Los Angeles County, CA/),
        ),
    ],
    [4, () => typed(`releases page:${1 + Math.floor(random() * 3)}`, says(/published cases/))],
    [
      10,
      () =>
        typed(
          `policy "Charlotte, NC" on:${2019 + Math.floor(random() * 7)}-${1 + Math.floor(random() * 9)}-15`.replace(
            /-(\d)-/,
            '-0$1-',
          ),
          says(/Mecklenburg County, NC \(Charlotte\)/),
        ),
    ],
    [8, () => typed('policy orange county', says(/Orange County, CA/))],
    [
      12,
      () => {
        const [upper, name] = state();
        return typed(`stats ${name}`, one(upper, name));
      },
    ],
    [
      4,
      () =>
        typed('compare Texas with Florida', countsOf(counts, /Texas ([\d,]+); Florida ([\d,]+)/, ['TEXAS', 'FLORIDA'])),
    ],
    [3, () => typed('sources', says(/sources are loaded/))],
    [3, () => typed('help', says(/Type a county/))],
    [2, () => typed('polcy Denver', says(/Denver, CO: Read as .policy/))],
    [2, () => typed('stats', says(/Statistics of what\?/))],
    [1, () => typed(`policy "Nowhere ${random().toString(36)} <!channel> & 漢"`, says(/know a place called/))],
    [1, () => typed('watch "Cook County, IL"', SETTING(/Watching Cook County, IL/))],
    [1, () => typed('default me state:CA', SETTING(/California/))],
    [1, () => typed('digest preview', says(/digest/i))],
    [3, (id) => (id ? typed(`show ${id}`, says(new RegExp(id))) : typed('help', says(/Type a county/)))],
    [1, (id) => (id ? typed(`cite ${id}`, says(/@misc/)) : typed('help', says(/Type a county/)))],
    [
      5,
      () => {
        const [upper, name] = state();
        return { how: 'clicked', words: `stats ${name}`, right: one(upper, name) };
      },
    ],
    [1, () => ({ how: 'mentioned', words: 'policy Denver', right: says(/Denver/) })],
    [1, () => ({ how: 'home', words: '', right: says(/\bhome\b/) })],
  ];
  const total = shares.reduce((sum, [share]) => sum + share, 0);
  return (id) => {
    let left = random() * total;
    for (const [share, make] of shares) {
      left -= share;
      if (left < 0) return make(id);
    }
    return typed('help', says(/Type a county/));
  };
}
