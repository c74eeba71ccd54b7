import { readRows } from '../../_util/desk.ts';
import { anywhere, type Gazetteer, place, state } from './places.ts';
import type { Pick, Said } from './random.ts';

/** English after an earlier line. */
export interface After extends Said {
  previous?: string;
}
type Form = (pick: Pick, gazetteer: Gazetteer) => After;

const HOURS: readonly [string, readonly string[]][] = [
  ['07:00', ['7am', '7 a.m.', '07:00']],
  ['08:30', ['8:30am', '08:30']],
  ['12:00', ['noon']],
  ['17:00', ['5pm', '5 pm', '17:00']],
];
const ZONES: readonly [string, readonly string[]][] = [
  ['America/New_York', ['eastern', 'ET', 'eastern time']],
  ['America/Chicago', ['central', 'CT', 'chicago time']],
  ['America/Denver', ['mountain', 'MT']],
  ['America/Los_Angeles', ['pacific', 'PT', 'pacific time']],
];
const DAYS: readonly [string, string][] = [
  ['', 'daily'],
  [' days:mon-fri', 'weekday'],
];
const KINDS: readonly [string, string][] = [
  ['', ''],
  [' kinds:policy', ', only policy changes'],
  [' kinds:releases', ', only releases'],
  [' kinds:agreements', ', only 287g news'],
];

const subscriptions: Form = (pick, gazetteer) => {
  const [at, [hour, hours], [zone, zones], [days, daily], [kinds, only]] = [
    place(pick, gazetteer),
    pick.one(HOURS),
    pick.one(ZONES),
    pick.one(DAYS),
    pick.one(KINDS),
  ];
  return pick.one([
    {
      line: `digest on at:${hour} tz:${zone} in:${at.line}${days}`,
      words: `${daily} digest at ${pick.one(hours)} ${pick.one(zones)} for ${at.words}`,
    },
    { line: `watch ${at.line}${kinds}`, words: `watch ${at.words} for me${only}` },
    { line: `watch ${at.line}`, words: `let me know when something changes in ${at.words}` },
    { line: `watch ${at.line} kinds:policy`, words: `alert us whenever ${at.words} changes its policy` },
    { line: `unwatch ${at.line}`, words: `stop watching ${at.words}` },
  ]);
};

const settings: Form = (pick) => {
  const at = state(pick);
  return pick.one([
    { line: `default me state:${at.line}`, words: `my default state is ${at.words}` },
    { line: `default state:${at.line}`, words: `set our default state to ${at.words}` },
    { line: 'digest off', words: 'stop the digest' },
    { line: 'digest now', words: 'send the digest now' },
    { line: 'digest preview', words: 'preview the digest' },
    { line: 'watches', words: 'what am i watching' },
    { line: 'help', words: 'what can you do' },
    { line: 'help digest', words: 'how do i set up a digest' },
    { line: 'help export', words: 'how do i export' },
    { line: 'sources agreements-287g', words: 'when was the 287g sheet last updated' },
    { line: 'sources policies', words: 'where do the policy rules come from' },
    { line: 'sources ice-detainers', words: 'how old is the detainer data' },
  ]);
};

const TERMS = readRows('data/glossary.csv').flatMap(({ term }) => (term && /^[\w -]+$/.test(term) ? [term] : []));
const definitions: Form = (pick) => {
  const term = pick.one(TERMS);
  return {
    line: `define "${term}"`,
    words: pick.one([`define ${term}`, `what does ${term} mean`, `definition of ${term}`, `explain ${term}`]),
  };
};

const followUps: Form = (pick, gazetteer) => {
  const [one, other] = [anywhere(pick, gazetteer), place(pick, gazetteer)];
  const year = pick.from(2015, 2025);
  const previous = `stats ${one.line} since:2024-02-01`;
  const dated = `stats ${one.line} since:${year}-01-01 until:${year}-12-31`;
  return pick.one([
    { previous, line: dated, words: `and in ${year}?` },
    { previous, line: dated, words: `what about ${year}` },
    { previous, line: `stats ${other.line} since:2024-02-01`, words: `same for ${other.words}` },
    { previous, line: `stats ${other.line} since:2024-02-01`, words: `and ${other.words}?` },
    { previous, line: `chart ${previous}`, words: 'as a chart' },
    { previous, line: `export ${previous}`, words: 'csv please' },
    { previous, line: `cite ${previous}`, words: 'source?' },
    { previous, line: `${previous} by:citizenship`, words: 'by nationality' },
    { previous, line: `${previous} outcome:declined`, words: 'only the declined ones' },
    { previous: `policy ${other.line}`, line: `policy ${other.line} on:${year}`, words: `and in ${year}?` },
    { previous: `stats ${other.line}`, line: `policy ${other.line}`, words: 'and the policy there?' },
  ]);
};

/** Forms that set something up, ask about the desk, or follow an answer. */
export const otherForms: readonly Form[] = [subscriptions, settings, definitions, followUps];
