import type { Answer, Notice, Part, Picture } from '../../answer.ts';
import { lineOf, type Window, windowOf } from '../../command-line/parse.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { UserError } from '../../errors.ts';
import { findSubject } from '../../places/find-subject.ts';
import { namedPlaces, placeLabel } from '../../places/labels.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { splitPlaces } from '../../places/split-places.ts';
import { formatDate } from '../../rules/dates.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { withThe } from '../../rules/with-the.ts';
import { titleCase } from '../../rules/wording.ts';
import { chartOf } from './chart-spec.ts';
import { comparisonNotes, listSides } from './compare-notes.ts';
import { compareTable, type Side } from './compare-table.ts';
import { citeDataReleases, countSubject, statesOf } from './counts.ts';

const MOST = 6;
const EXAMPLE = 'compare "Cook County, IL" with "Harris County, TX" since:2025';

/** `policies` compares the rules of places: `compare policy Texas with Florida`. */
export const compare = (policies: Subcommand['run']): Subcommand => ({
  name: 'compare',
  summary:
    'Two to six places side by side: detainers, outcome shares, and what has no outcome; or with policy their rules',
  usage: 'compare [policy] <place> with <place> [with ...] [since:] [until:] [on:]',
  examples: [EXAMPLE, 'compare Texas with Florida with Minnesota', 'compare policy Texas with Florida'],
  effects: 'none',
  heavy: true,
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  filters: {
    since: 'first day, for example since:2026-01 or since:FY2025',
    until: 'last day',
    on: 'of rules, the day or period asked about: compare policy Texas with Florida on:2025-01-01',
  },
  notes: ['Places stand in the order that you name them. Shares leave state prisons, federal and ICE sites out.'],
  run: (context, args, asker) => {
    if (/^(?:policy|policies|rules|laws)\s/i.test(args.words)) return policies(context, args, asker);
    if (args.filters['on'])
      throw new UserError(
        '`on:` asks for rules: compare policy Texas with Florida on:2025-01-01. Counts take since: and until:.',
      );
    return compareAnswer(context, args);
  },
});

/** The answer; for a chart, with one line for each place. */
export async function compareAnswer(context: Context, args: Args, theme?: Picture['theme']): Promise<Answer | Notice> {
  const names = splitPlaces(args.words);
  if (names.length > MOST)
    throw new UserError(
      `That is ${names.length} places; at most ${MOST} can stand side by side. For example: ${EXAMPLE}.`,
      {
        choices: [{ label: `The first ${MOST}`, words: lineFor(names.slice(0, MOST), args) }],
      },
    );
  const [only] = names;
  if (!only || names.length < 2)
    throw new UserError(`Compare ${only ? `"${repeatWords(only, 60)}"` : 'what'} with what? For example: ${EXAMPLE}.`, {
      choices: only
        ? [{ label: `stats ${only}`.slice(0, 70), words: lineOf('stats', [only], windowFilters(args)) }]
        : [],
    });
  const days = windowOf(args, args.today);
  const subjects: RecordsSubject[] = [];
  for (const [at, name] of names.entries()) {
    const found = await findOne(context, args, names, at, name);
    if ('kind' in found) return found;
    const before = subjects.findIndex((subject) => idOf(subject) === idOf(found));
    if (before >= 0) throw twice(names, at, before, found, args);
    subjects.push({ ...found, title: shortTitle(found) });
  }
  const sides: Side[] = [];
  for (const subject of subjects)
    sides.push({ subject, counts: await countSubject(context, subject, { ...subject.filter, ...days }) });
  const line = lineFor(names, args);
  const filled = sides.filter(({ counts }) => counts.total > 0);
  if (filled.length === 0) return nothing(sides, line, days);
  const table = compareTable(sides);
  const states = sides.every(({ subject }) => statesOf(subject))
    ? [...new Set(sides.flatMap(({ subject }) => statesOf(subject) ?? []))]
    : undefined;
  const citations = await citeDataReleases(context, states);
  const title = listSides(subjects.map(({ title: each }) => each));
  const from = filled.map(({ counts }) => counts.from).sort()[0] ?? '';
  const to =
    filled
      .map(({ counts }) => counts.to)
      .sort()
      .at(-1) ?? '';
  const summary = `Detainers, ${formatDate(from)} to ${formatDate(to)}: ${sides.map(({ subject, counts }) => `${subject.title} ${counts.total > 0 ? counts.total.toLocaleString('en-US') : 'none loaded'}`).join('; ')}.`;
  return {
    kind: 'answer',
    title: `${title}, side by side`.slice(0, 140),
    summary,
    parts: [
      theme
        ? chartOf({
            table,
            // The legend has the names too.
            title: `Detainers by month${filled.length > 3 ? ` in ${filled.length} places` : `: ${title}`}`,
            name: `detainers by month ${title}`,
            citations,
            theme,
          })
        : { kind: 'table', title: table.title, columns: table.columns, rows: table.rows, total: table.rows.length },
      ...(await comparisonNotes(context, sides, days)),
      ...policyChoices(subjects, to),
    ],
    citations,
    followUps: [
      ...(theme ? [] : [{ label: 'Chart, posted to this channel', words: `chart ${line}`, seenByAll: true as const }]),
      ...filled.slice(0, 4).map(({ subject }, at) => ({
        label: `Stats: ${subject.title}`.slice(0, 70),
        words: lineOf('stats', [names[sides.indexOf(filled[at] as Side)] ?? ''], windowFilters(args)),
      })),
    ],
    words: theme ? `chart ${line}${theme === 'dark' ? ' theme:dark' : ''}` : line,
  };
}

async function findOne(
  context: Context,
  args: Args,
  names: string[],
  at: number,
  name: string,
): Promise<RecordsSubject | Notice> {
  const withOther = (other: string) =>
    lineFor(
      names.map((each, place) => (place === at ? other.replace(/"/g, '') : each)),
      args,
    );
  try {
    return await findSubject(context, name, undefined, withOther);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    const rest = names.filter((_, place) => place !== at);
    const without = rest.length > 1 ? [{ label: `Without ${name}`.slice(0, 70), words: lineFor(rest, args) }] : [];
    throw new UserError(cause.message, { choices: [...cause.choices, ...without] });
  }
}

/** A column is narrow, so a facility is labelled with its name and state only. */
const shortTitle = ({ title, facilities }: RecordsSubject): string => {
  const [only, more] = facilities ?? [];
  return only && !more ? [titleCase(only.name), only.state ?? ''].filter(Boolean).join(', ') : title;
};

const idOf = ({ filter }: RecordsSubject) => JSON.stringify([filter.placeIds?.[0], filter.facilityIds]);

function twice(names: string[], at: number, before: number, { title }: RecordsSubject, args: Args): UserError {
  const rest = names.filter((_, place) => place !== at);
  return new UserError(
    `"${repeatWords(names[before] ?? '', 60)}" and "${repeatWords(names[at] ?? '', 60)}" are one place, ${title}. Name another, for example: ${EXAMPLE}.`,
    { choices: rest.length > 1 ? [{ label: 'The others', words: lineFor(rest, args) }] : [] },
  );
}

const windowFilters = ({ filters }: Args) =>
  Object.fromEntries(Object.entries(filters).filter(([key]) => key === 'since' || key === 'until'));
const lineFor = (names: string[], args: Args): string =>
  [`compare ${names.map((name) => `"${name}"`).join(' with ')}`, lineOf('', [], windowFilters(args)).trim()]
    .join(' ')
    .trim();

/** Buttons for the rules of each place on the last day, since the numbers should be read beside them. */
function policyChoices(subjects: RecordsSubject[], on: string): Part[] {
  const places = subjects.filter(({ meaning }) => meaning?.kind === 'jurisdiction' && meaning.placeId);
  if (places.length === 0) return [];
  const choices = places.map(({ title, meaning }) => ({
    label: `Policy: ${title}`.slice(0, 70),
    words: `policy "${meaning ? placeLabel(meaning) : title}" on:${on}`,
  }));
  return [{ kind: 'choices', question: `Rules in force on ${formatDate(on)}:`, choices }];
}

const describeLoaded = (sides: Side[]): string =>
  sides
    .flatMap(({ subject, counts: { loaded } }) =>
      loaded.first && loaded.last
        ? [
            `Around ${withThe(subject.title)}, rows are loaded from ${formatDate(loaded.first)} to ${formatDate(loaded.last)}. `,
          ]
        : [],
    )
    .join('');

function nothing(sides: Side[], words: string, days: Window): Notice {
  const titles = listSides(sides.map(({ subject }) => withThe(subject.title)));
  const loaded = describeLoaded(sides);
  return {
    kind: 'notice',
    title: `${titles}, side by side`.slice(0, 140),
    summary: `No detainer records are loaded for ${titles}${days.from || days.to ? ' in those days' : ''}.`,
    parts: loaded ? [{ kind: 'note', text: `${loaded}No record here is not proof that there was no detainer.` }] : [],
    followUps: [{ label: 'What is loaded', words: 'sources' }],
    words,
    unloaded: sides.flatMap(({ subject }) => namedPlaces(subject)),
  };
}
