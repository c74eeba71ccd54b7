import fc from 'fast-check';
import { subcommands } from '../../src/commands/index.ts';
import { showAnswerId } from '../../src/rules/reference.ts';
import { sourceList } from '../../src/sources/index.ts';
import { readRows } from '../_util/desk.ts';
import { bytesOf } from './fuzz-desk.ts';
import { anyText, mutated, odd } from './odd-text.ts';

const names = subcommands.map((each) => each.name);
const keys = [...new Set([...subcommands.flatMap((each) => Object.keys(each.filters)), 'page'])];

const column = (path: string, name: string) => readRows(path).map((row) => row[name] ?? '');
const PLACES = [
  ...column('data/aliases.csv', 'alias'),
  ...column('tests/place-queries.csv', 'query'),
  ...readRows('data/policies.csv').map(({ level, name, state }) =>
    level === 'state' ? `${name}` : `${name}, ${state}`,
  ),
  ...column('data/lists.csv', 'place'),
  ...column('data/releases.csv', 'releasing_agency'),
  ...column('data/releases.csv', 'case_id'),
  ...subcommands.flatMap((each) => [each.name, ...each.examples.map((line) => line.replace(/^\S+ ?/, ''))]),
  'federal',
  'New York',
  'Minnesota',
  'MN',
].filter((text) => text !== '');
const WHEN =
  '2020-08 2026-02-11 FY2025 FY26 Q2 2025 |90d|last 3 months|yesterday|today|March 2020|2020-13-45|0000-01-01'
    .concat('|9999-12-31|2024-02-30|12/31/2020|31.12.2020|2026-11-20T17:00|17:00|08:00|25:99|noon|5pm|2020..2021')
    .split('|');
const VALUES =
  'declined|outcome|month|county|category|yes|no|mon-fri|sat,mon|releases,policy|light|dark|CA|me|always|never|on'
    .concat('|America/New_York|Europe/Berlin|Mars/Base|UTC|2|0|-1|999999|1e3|MEXICO|assault|LASD|male|all|off')
    .split('|');
const days = ['2025-12', 'FY2025', '2026-02-11', '90d', '"March 2020"', 'last 3 months', '2020'];
const places = ['MN', 'CA', '"Cook County, IL"', 'Texas', '"Los Angeles County, CA"', 'Denver'];
/** What a filter is usually given. */
const FITTING: Record<string, string[]> = {
  since: days,
  until: days,
  on: days,
  in: places,
  state: ['CA', 'Texas', 'MN'],
  at: ['08:00', '17:30', '5pm'],
  page: ['1', '2', '3'],
  by: ['month', 'outcome', 'county', 'facility', 'citizenship', 'charge', 'LASD'],
  outcome: ['declined', 'booked', 'left', 'lifted', 'none', 'other'],
  kinds: ['releases', 'policy,agreements', 'all', 'data'],
};
const OFTEN = ['lookup', 'releases', 'policy', 'stats', 'compare', 'chart'];
/** Ids of the first answers of a round, and some that no answer has. */
const ids = Array.from({ length: 30 }, (_, at) => showAnswerId(bytesOf(at < 20 ? at : at * 977, 4)));
/** What follows a subcommand that takes no place. */
const SUBJECTS: Record<string, string[]> = {
  sources: sourceList.map((each) => each.id),
  watch: [...sourceList.map((each) => each.id), ...places],
  digest: ['on', 'off', 'now', 'preview', 'status', 'on in:CA'],
  default: ['', 'me', 'off', 'me off'],
  help: names,
  show: ids,
  cite: [...ids, 'policy "Cook County, IL"', 'releases', 'stats MN'],
  export: [...ids, 'policy "Cook County, IL"', 'releases', 'stats MN', 'lookup MN', 'sources', 'compare MN with IL'],
};
const WORDS = 'on off now preview status me off state with map compare by since until in last months and of'.split(' ');

/** Command lines; `more` are words that only this desk knows, such as references of its records. */
export function commandLines(more: string[]): fc.Arbitrary<string> {
  const place = fc.constantFrom(...PLACES, ...more);
  const subject = fc.oneof(
    { weight: 5, arbitrary: place },
    { weight: 2, arbitrary: place.map((name) => `"${name}"`) },
    { weight: 1, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 1, arbitrary: fc.constantFrom(...more) },
    { weight: 1, arbitrary: mutated(place) },
  );
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...WHEN) },
    { weight: 3, arbitrary: fc.constantFrom(...VALUES) },
    { weight: 3, arbitrary: place.map((name) => `"${name}"`) },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: mutated(fc.constantFrom(...WHEN)) },
  );
  const fittingValue = (key: string): fc.Arbitrary<string> => {
    const fitting = FITTING[key];
    return fitting
      ? fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: value })
      : value;
  };
  const filterOf = (known: string[]) =>
    fc
      .oneof({ weight: 12, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: fc.constantFrom(...keys) })
      .chain((key) =>
        fc
          .tuple(fc.constantFrom(':', ':', ':', ':', ' ', ': '), fittingValue(key))
          .map(([mark, text]) => key + mark + text),
      );
  const subjectOf = (name: string) =>
    fc.oneof(
      { weight: 5, arbitrary: name in SUBJECTS ? fc.constantFrom(...(SUBJECTS[name] ?? [])) : subject },
      {
        weight: name === 'compare' ? 5 : 1,
        arbitrary: fc.tuple(subject, subject).map((words) => words.join(' with ')),
      },
      { weight: 1, arbitrary: fc.tuple(subject, fc.constantFrom(...WORDS), subject).map((words) => words.join(' ')) },
      { weight: 1, arbitrary: subject },
      { weight: 1, arbitrary: fc.constant('') },
    );
  const built = fc.oneof(
    ...subcommands.map((each) => ({
      weight: OFTEN.includes(each.name) ? 4 : 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('', '', '', '', '', '', '', 'export ', 'cite ', '/detainer '),
          subjectOf(each.name),
          fc.array(filterOf([...Object.keys(each.filters), 'page']), { maxLength: 2 }),
        )
        .map(([before, words, filters]) => [`${before}${each.name}`, words, ...filters].join(' ')),
    })),
  );
  const real = fc.constantFrom(...subcommands.flatMap((each) => [...each.examples, each.usage]));
  return fc.oneof(
    { weight: 12, arbitrary: built },
    { weight: 4, arbitrary: mutated(built) },
    { weight: 3, arbitrary: real },
    { weight: 3, arbitrary: mutated(real) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...names), anyText).map((parts) => parts.join(' ')) },
    { weight: 2, arbitrary: anyText },
  );
}
