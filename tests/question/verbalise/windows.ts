import { addDays } from '../../../src/rules/dates.ts';
import type { Pick, Said } from './random.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const two = (number: number): string => String(number).padStart(2, '0');
const monthEnd = (year: number, month: number): string =>
  addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`, -1);

interface Period {
  from: string;
  to: string;
  /** Without a preposition. */
  words: string;
  /** For a rule: the date at the precision said; undefined for what is no date of a rule. */
  on?: string;
}

function day(pick: Pick): Period {
  const [year, month, date] = [pick.from(2012, 2025), pick.from(1, 12), pick.from(1, 28)];
  const iso = `${year}-${two(month)}-${two(date)}`;
  const name = MONTHS[month - 1] ?? '';
  const words = pick.one([
    iso,
    `${name} ${date}, ${year}`,
    `${name.toLowerCase()} ${date} ${year}`,
    `${name.slice(0, 3)}. ${date}, ${year}`,
    `${date} ${name} ${year}`,
    `${month}/${date}/${year}`,
    `${month}/${date}/${String(year).slice(2)}`,
  ]);
  return { from: iso, to: iso, words, on: iso };
}

function month(pick: Pick): Period {
  const [year, at] = [pick.from(2010, 2025), pick.from(1, 12)];
  const name = MONTHS[at - 1] ?? '';
  const iso = `${year}-${two(at)}`;
  const words = pick.one([`${name} ${year}`, `${name.toLowerCase()} of ${year}`, `${name.slice(0, 3)} ${year}`, iso]);
  return { from: `${iso}-01`, to: monthEnd(year, at), words, on: iso };
}

function year(pick: Pick): Period {
  const at = pick.from(2005, 2025);
  return { from: `${at}-01-01`, to: `${at}-12-31`, words: pick.one([`${at}`, `the year ${at}`]), on: `${at}` };
}

function fiscal(pick: Pick): Period {
  const at = pick.from(2012, 2026);
  const short = String(at).slice(2);
  const words = pick.one([`FY${at}`, `FY${short}`, `fy ${at}`, `fiscal year ${at}`, `fiscal ${at}`]);
  return { from: `${at - 1}-10-01`, to: `${at}-09-30`, words, on: `FY${at}` };
}

function part(pick: Pick): Period {
  const at = pick.from(2012, 2025);
  if (pick.is(0.3)) {
    const half = pick.from(1, 2);
    return {
      from: half === 1 ? `${at}-01-01` : `${at}-07-01`,
      to: half === 1 ? `${at}-06-30` : `${at}-12-31`,
      words: pick.one([`the ${half === 1 ? 'first' : 'second'} half of ${at}`, `H${half} ${at}`]),
    };
  }
  const quarter = pick.from(1, 4);
  const [q1, names] = [quarter * 3 - 2, ['first', 'second', 'third', 'fourth']];
  return {
    from: `${at}-${two(q1)}-01`,
    to: monthEnd(at, q1 + 2),
    words: pick.one([`Q${quarter} ${at}`, `q${quarter} of ${at}`, `the ${names[quarter - 1]} quarter of ${at}`]),
  };
}

/** Of 28 November 2026. */
const OPEN: readonly [string, readonly string[]][] = [
  ['since:2026-01-01', ['this year', 'year to date', 'so far this year', 'ytd']],
  ['since:2026-11-01', ['this month']],
  ['since:2026-10-01', ['this quarter', 'this fiscal year']],
  ['since:2026-11-23', ['this week', 'since Monday']],
  ['since:2026-08-30', ['in the past 90 days', 'over the last 90 days']],
  ['since:2026-05-28', ['in the past six months', 'over the past 6 months']],
  ['since:2025-11-28', ['in the past 12 months', 'over the past year']],
  ['since:2025-01-20', ['since the inauguration', 'since Trump took office']],
  ['since:2025-12-01', ['since December']],
  ['since:2025-01-01 until:2025-12-31', ['last year']],
  ['since:2026-10-01 until:2026-10-31', ['last month', 'in October']],
  ['since:2026-07-01 until:2026-09-30', ['last quarter']],
  ['since:2025-10-01 until:2026-09-30', ['last fiscal year']],
  ['since:2026-11-16 until:2026-11-22', ['last week']],
  ['since:2026-11-27 until:2026-11-27', ['yesterday']],
  ['since:2026-06-01 until:2026-08-31', ['this summer', 'over the summer']],
  ['since:2021-01-20 until:2025-01-19', ['under Biden']],
];

/** A window of a command and its words, with a blank before each; both empty in one of four. */
export function window(pick: Pick): Said {
  if (pick.is(0.25)) return { line: '', words: '' };
  if (pick.is(0.25)) {
    const [line, words] = pick.one(OPEN);
    return { line: ` ${line}`, words: ` ${pick.one(words)}` };
  }
  const { from, to, words } = pick.one([day, month, year, fiscal, part])(pick);
  const on = from === to ? 'on' : 'in';
  return pick.one<() => Said>([
    () => ({ line: ` since:${from} until:${to}`, words: ` ${on} ${words}` }),
    () => ({ line: ` since:${from} until:${to}`, words: ` ${pick.one(['during', 'for'])} ${words}` }),
    () => ({ line: ` since:${from}`, words: ` since ${words}` }),
    () => ({ line: ` since:${addDays(to, 1)}`, words: ` after ${words}` }),
    () => ({ line: ` until:${addDays(from, -1)}`, words: ` ${pick.one(['before', 'prior to'])} ${words}` }),
    () => ({ line: ` until:${to}`, words: ` ${pick.one(['until', 'through'])} ${words}` }),
    () => range(pick),
  ])();
}

function range(pick: Pick): Said {
  const kind = pick.one([day, month, year]);
  const [a, b] = [kind(pick), kind(pick)];
  const [first, last] = a.from <= b.from ? [a, b] : [b, a];
  const [open, joint] = pick.one([
    ['between', 'and'],
    ['from', 'to'],
    ['from', 'through'],
  ] as const);
  return { line: ` since:${first.from} until:${last.to}`, words: ` ${open} ${first.words} ${joint} ${last.words}` };
}

/** The date of a rule, with a blank before each part; empty in one of three. */
export function onDate(pick: Pick): Said {
  if (pick.is(0.34)) return { line: '', words: '' };
  const { from, to, words, on = from } = pick.one([day, month, year, fiscal])(pick);
  if (from === to && pick.is(0.2)) return { line: ` on:${addDays(from, -1)}`, words: ` the day before ${words}` };
  return { line: ` on:${on}`, words: ` ${from === to ? pick.one(['on', 'as of']) : 'in'} ${words}` };
}
