import type { Part } from '../../answer.ts';
import type { MatchedEvent, OwnEvent } from '../../db/detainer-after-counts.ts';
import { AFTER } from '../../rules/after-detainer.ts';
import { OUTCOME_GROUPS, OUTCOME_LABEL, type OutcomeGroup } from '../../rules/outcome.ts';
import { joinSmallCells } from '../../rules/small-cells.ts';
import { percent, plural } from '../../rules/wording.ts';
import { type After, type Followed, shownOf } from './after-counts.ts';
import { formatCount } from './shapes.ts';

const FEW = 'few, not shown';
export const LEAST = 5;
/** Whole percents: two answers over nearly the same days then do not tell one person. */
const share = (n: number, of: number): string => (of === 0 ? '-' : `${Math.round((n / of) * 100)}%`);
const days = (n: number): string => `${formatCount(n)} ${Math.abs(n) === 1 ? 'day' : 'days'}`;
/** The median of fewer than five is nearly one person's. */
const median = ({ all, median }: Followed): string => (median === undefined || all < LEAST ? '-' : days(median));

/** One sentence that stands alone: matched events where there are any, otherwise what the rows themselves date. */
export function describeAfter(found: After): string {
  const { total, where, filterWords, arrest, stay } = found;
  const head = `Of ${plural(total, 'detainer')} ${where}${filterWords}`;
  const base = Math.max(arrest.base, stay.base);
  if (base < LEAST) return `${head}, ${describeOwnColumns(found)}.`;
  const followed = [
    ...(arrest.base > 0 ? [`${soonOf(arrest)} of these were followed by an ICE arrest of the same person`] : []),
    ...(stay.base > 0
      ? [`${soonOf(stay)} ${arrest.base > 0 ? '' : 'of these were followed '}by an ICE detention stay`]
      : []),
  ];
  const files = [...(arrest.base > 0 ? ['arrests'] : []), ...(stay.base > 0 ? ['detention stays'] : [])];
  return `${head}, ${formatCount(base)} (${percent(base, total)}) can be matched with ICE's ${files.join(' and ')} of the same release: within ${AFTER.soon} days, ${followed.join(' and ')}${describeWithoutOutcome(found)}.`;
}

function soonOf({ base, soon, all }: Followed): string {
  return shownOf({ soon, later: all - soon, none: base - all }).has('soon') && base >= LEAST
    ? share(soon, base)
    : 'few';
}

/** '; of the 1,377 with no outcome recorded, 44% were followed by an arrest within 180 days'. */
function describeWithoutOutcome({ arrest, filter }: After): string {
  const group = arrest.by.get('no_outcome');
  const filterWords = cellsOf(arrest.by).get('no_outcome');
  if (!group || filter.outcomes || group.base < LEAST || filterWords === undefined || filterWords === FEW) return '';
  return `; of the ${formatCount(group.base)} with no outcome recorded, ${filterWords} were followed by an arrest within ${AFTER.to} days`;
}

/** 'ICE's own rows date an apprehension on or after the detainer for 23% (median 3 days), and a departure for 26% ...'. */
function describeOwnColumns({ apprehended, departed, total }: After): string {
  const dated = (event: Followed) => {
    const { all, before } = event;
    const isShown = shownOf({ all, before, none: total - all - before }).has('all');
    if (!isShown) return 'few';
    return `${share(all, total)}${all >= LEAST ? ` (median ${median(event)})` : ''}`;
  };
  // Where few have a date, the share without one would tell how few.
  const silent = ({ all, before }: Followed, what: string) => {
    const none = total - all - before;
    return shownOf({ all, before, none }).has('none') ? [`${share(none, total)} have no date of ${what}`] : [];
  };
  const without = [...silent(apprehended, 'apprehension'), ...silent(departed, 'departure')];
  return `ICE's own rows date an apprehension on or after the detainer for ${dated(apprehended)} and a departure for ${dated(departed)}${without.length > 0 ? `; ${without.join(' and ')}` : ''}`;
}

const OWN: readonly [OwnEvent, string][] = [
  ['apprehended', 'Apprehension by ICE'],
  ['ordered', 'Final order of removal'],
  ['departed', 'Departure'],
  ['lifted', 'Detainer lifted'],
];
const MATCHED: readonly [MatchedEvent, string][] = [
  ['arrest', 'ICE arrest'],
  ['stay', 'Book-in to ICE detention'],
  ['departure', 'Departure'],
];

export function afterTables(found: After): Part[] {
  const matched = MATCHED.filter(([event]) => found[event].base >= LEAST);
  const dated = OWN.filter(([event]) => found[event].all + found[event].before > 0);
  const own = dated.map(([event, label]) => ownRow(label, found[event], found.total));
  return [
    ...(matched.length > 0
      ? [
          table(
            "Matched with ICE's files of the same release",
            ['Of the same person', `Within ${AFTER.soon} days`, `Within ${AFTER.to} days`, 'Median', 'None found'],
            matched.map(([event, label]) => matchedRow(label, found[event])),
          ),
        ]
      : []),
    ...(own.length > 0
      ? [
          {
            ...table(
              "Dated in the detainers' own rows",
              ['Event', 'On or after the detainer', 'Median', 'Before it', 'No date'],
              own,
            ),
            ...(matched.length > 0 ? { detail: true as const } : {}),
          },
        ]
      : []),
    ...byOutcome(found, matched.length > 0 ? matched : undefined),
  ];
}

const table = (title: string, columns: string[], rows: string[][]): Part => ({
  kind: 'table',
  title,
  columns,
  rows,
  total: rows.length,
});

function ownRow(label: string, event: Followed, total: number): string[] {
  const { all, before } = event;
  const cells = { all, before, none: total - all - before };
  const shown = shownOf(cells);
  const cell = (key: keyof typeof cells) =>
    shown.has(key) ? `${formatCount(cells[key])} (${percent(cells[key], total)})` : FEW;
  return [label, cell('all'), shown.has('all') ? median(event) : '-', cell('before'), cell('none')];
}

function matchedRow(label: string, event: Followed): string[] {
  const { base, soon, all } = event;
  const shown = shownOf({ soon, later: all - soon, none: base - all });
  // All that were found are the others of those without one.
  const isWhole = shown.has('none');
  return [
    label,
    shown.has('soon') ? share(soon, base) : FEW,
    isWhole ? share(all, base) : FEW,
    isWhole ? median(event) : '-',
    isWhole ? `${share(base - all, base)} of ${formatCount(base)}` : FEW,
  ];
}

/** What followed, by the outcome that ICE recorded: of outcomes that five detainers or more have. */
function byOutcome(found: After, matched: typeof MATCHED | undefined): Part[] {
  if (found.filter.outcomes?.length === 1) return [];
  const events = matched ?? OWN.filter(([event]) => event === 'apprehended' || event === 'departed');
  const bases = events.map(([event]) => found[event].by);
  const [first] = bases;
  if (!first) return [];
  const { shown } = joinSmallCells(OUTCOME_GROUPS.map((group) => ({ group, n: first.get(group)?.base ?? 0 })));
  if (shown.length < 2) return [];
  const cells = bases.map((by) => cellsOf(by));
  return [
    table(
      `By the outcome that ICE recorded${matched ? `, within ${AFTER.to} days` : ', dated in the row'}`,
      ['Outcome', matched ? 'Matched' : 'Detainers', ...events.map(([, label]) => label)],
      shown.map(({ group, n }) => [
        OUTCOME_LABEL[group],
        formatCount(n),
        ...cells.map((cell) => cell.get(group) ?? '-'),
      ]),
    ),
  ];
}

/** The share of each outcome that was followed; small ones are joined with others, in both directions. */
function cellsOf(by: Followed['by']): ReadonlyMap<OutcomeGroup, string> {
  const groups = [...by].map(([group, { base, all }]) => ({ group, base, all }));
  const some = joinSmallCells(groups.map((each) => ({ ...each, n: each.all }))).shown.map(({ group }) => group);
  const others = joinSmallCells(groups.map((each) => ({ ...each, n: each.base - each.all }))).shown.map(
    ({ group }) => group,
  );
  return new Map(
    groups.map(({ group, base, all }) => {
      const isShown = (all === 0 || some.includes(group)) && (all === base || others.includes(group));
      return [group, isShown ? share(all, base) : FEW];
    }),
  );
}

/** The rule of the match, its coverage, and what must not be read into it. */
export function afterNotes(found: After): Part[] {
  const { total, recent, arrest, stay } = found;
  const base = Math.max(arrest.base, stay.base);
  const note = (text: string): Part => ({ kind: 'note', text });
  return [
    ...(base >= LEAST
      ? [
          note(
            `Matched by the identifier that ICE gives a person within one release. An event counts from the day before a detainer to ${AFTER.to} days after it, and only for the person's latest detainer by then. ${total - base < LEAST ? '' : `${formatCount(total - base)} (${percent(total - base, total)}) have no identifier, or are of a release whose files are not loaded. `}None found is not proof that there was none.`,
          ),
        ]
      : []),
    ...(recent >= LEAST
      ? [
          note(
            `${recent === total ? 'All of these detainers' : `${formatCount(recent)} of these detainers (${percent(recent, total)})`} are of the last ${AFTER.to} days of the release: what came after them is not known in full.`,
          ),
        ]
      : []),
    note(
      'An arrest or a booking does not tell whether the jail held the person for ICE. A row without a date says nothing about what happened.',
    ),
  ];
}
