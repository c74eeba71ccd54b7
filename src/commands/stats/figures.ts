import type { Answer, Citation, Fact, Part } from '../../answer.ts';
import { figuresBriefly } from '../../cards/figure-notes.ts';
import { entryLine } from '../../cards/ledger-words.ts';
import type { Context } from '../../context.ts';
import { type DetainerFilter, namesValues } from '../../db/detainers.ts';
import { type Figure, findAllFigures } from '../../db/figures.ts';
import { findImport } from '../../db/imports.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { formatDate } from '../../rules/dates.ts';
import { isFigureOf, isOfPeriod, officeName } from '../../rules/figure-area.ts';
import { asOfDay } from '../../rules/moment.ts';
import type { OutcomeGroup } from '../../rules/outcome.ts';
import { withThe } from '../../rules/with-the.ts';
import { countSubject, sum } from './counts.ts';

/** The outcome group that a published measure counts; undefined for all detainers. We count nothing for other measures. */
const MEASURES = new Map(
  Object.entries<OutcomeGroup | undefined>({
    'detainers issued': undefined,
    'recorded by ICE as declined': 'declined_recorded',
    'declined detainers recorded in the week': 'declined_recorded',
    'booked into ICE detention': 'custody_transferred',
    'no outcome recorded': 'no_outcome',
  }),
);
const WHY =
  'Ours count the rows loaded, by the day that ICE prepared the detainer, likely copies once, at every kind of facility. Another release of the data, another rule for copies or another date (the day of the outcome) gives other numbers; ICE edits old rows later.';
const MOST = 12;
export const FIGURES_TITLE = 'Published by others; they do not add up';

/** Figures that others published about the subject, for the days and outcomes asked for. */
async function findFiguresOf({ db }: Context, subject: RecordsSubject, filter: DetainerFilter): Promise<Figure[]> {
  const { kinds, outcomes, from, to } = filter;
  if (namesValues(filter) || kinds) return [];
  const { meaning, also = [], facilities, title } = subject;
  if (facilities) return [];
  const places = [...(meaning ? [meaning] : []), ...also];
  const area = {
    placeIds: places.flatMap(({ placeId, countyFips }) => [...(placeId ? [placeId] : []), ...countyFips]),
    names: [title, ...places.map(({ canonical }) => canonical)],
    ...(meaning?.state ? { state: meaning.state } : {}),
    isState: meaning?.level === 'state',
  };
  const figures = (await findAllFigures(db)).filter(
    (figure) =>
      isFigureOf(figure, area) &&
      isOfPeriod(figure, { from, to }) &&
      (!outcomes || outcomes.some((group) => MEASURES.get(figure.measure) === group)),
  );
  return figures.sort(byPeriod);
}

/** The figures, each beside our own count for the same days. */
export async function figureParts(context: Context, subject: RecordsSubject, filter: DetainerFilter): Promise<Part[]> {
  const figures = await findFiguresOf(context, subject, filter);
  if (figures.length === 0) return [];
  const facts: Fact[] = [];
  let compared = false;
  for (const figure of figures.slice(0, MOST)) {
    const ours = await ourCount(context, subject, figure);
    compared ||= ours !== undefined;
    facts.push(asFact(figure, subject, ours));
  }
  return [
    figuresBriefly(figures.length),
    { kind: 'facts', title: 'Published by others, never added to our rows', facts, detail: true },
    ...(compared ? [{ kind: 'note' as const, text: WHY, detail: true as const }] : []),
  ];
}

/** The answer when no row is loaded but others published figures; undefined when there is no figure. */
export async function figuresAnswer(
  context: Context,
  subject: RecordsSubject,
  filter: DetainerFilter,
  { title, line }: { title: string; line: string },
): Promise<Answer | undefined> {
  const figures = await findFiguresOf(context, subject, filter);
  const [first] = figures;
  if (!first) return undefined;
  const cited = await citeFigures(context, figures);
  const place = subject.meaning?.placeId ? [`policy "${subject.title}"`] : [];
  return {
    kind: 'answer',
    title: title.replace(/^Detainers in/, 'Published figures:'),
    summary: `${sentence(first, subject)} No detainer records are loaded for ${withThe(subject.title)}${filter.from || filter.to ? ' in those days' : ''}.`,
    parts: [
      {
        kind: 'facts',
        title: FIGURES_TITLE,
        facts: figures.slice(0, MOST).map((figure) => asFact(figure, subject, undefined)),
      },
      ...(figures.length > MOST
        ? [{ kind: 'note' as const, text: `${figures.length - MOST} more are left out: add since: and until:.` }]
        : []),
    ],
    citations: cited,
    followUps: [
      ...place.map((words) => ({ label: 'Policy here', words })),
      { label: 'What is loaded', words: 'sources' },
    ],
    words: line,
  };
}

const daysOf = ({ period_from, period_to }: Figure): string =>
  [period_from, period_to].flatMap((day) => (day ? [formatDate(day)] : [])).join(' to ') || 'no date in the source';

const showValue = ({ precision, value, unit }: Figure): string =>
  `${precision === 'exact' || precision === '' ? '' : `${precision} `}${value.toLocaleString('en-US')}${unit === 'percent' ? ' percent' : ''}`;

/** The area of a figure, if it is not the subject itself. */
const areaOf = ({ jurisdiction, state }: Figure, { title }: RecordsSubject): string =>
  title === jurisdiction || title === `${jurisdiction}, ${state}` ? '' : `, ${jurisdiction}`;

/** '292 detainers recorded by ICE as declined'; 'about 70 percent (share of ICE arrests made after ...)'. */
function described(figure: Figure): string {
  const { measure, unit } = figure;
  if (unit === 'percent') return `${showValue(figure)} (${measure})`;
  const bare = unit === 'detainers' && !/detainers/.test(measure);
  return `${showValue(figure)} ${bare ? `detainers ${measure.replace(/^no /, 'with no ')}` : measure}`;
}

function sentence(figure: Figure, subject: RecordsSubject): string {
  const caveat = figure.caveat ? `; ${figure.caveat}` : '';
  return `According to ${figure.publisher}: ${described(figure)}${areaOf(figure, subject)}, ${daysOf(figure)}${caveat}.`;
}

function asFact(figure: Figure, subject: RecordsSubject, ours: string | undefined): Fact {
  const caveat = figure.caveat ? `; ${figure.caveat}` : '';
  return {
    reference: figure.figure_id,
    label: `${figure.measure}${areaOf(figure, subject)} (${daysOf(figure)})`,
    value: `${showValue(figure)} by ${figure.publisher}${caveat}.${ours === undefined ? '' : ` Here: ${ours}.`}${(figure.ledger ?? []).map((entry) => ` ${entryLine(entry)} (${entry.address}).`).join('')}`,
  };
}

/** Newest first; within one period, the total before its parts. */
const byPeriod = (a: Figure, b: Figure): number =>
  (b.period_to ?? '').localeCompare(a.period_to ?? '') ||
  Number(b.measure === 'detainers issued') - Number(a.measure === 'detainers issued');

async function citeFigures({ db, zone }: Context, figures: Figure[]): Promise<[Citation, ...Citation[]]> {
  const cited = new Map<string, Citation>();
  for (const { publisher, source, source_class, period_to, import_id } of figures) {
    const brought = await findImport(db, import_id);
    const web = source_class === 'shown' && /^[\w.-]+\.[a-z]{2,}\/\S+$/.test(source) ? `https://${source}` : undefined;
    const title = `${publisher}${source_class === 'shown' ? `, ${source}` : ''}`;
    const asOf = period_to ?? (brought ? asOfDay(brought, zone) : '');
    if (!cited.has(title) || (cited.get(title)?.asOf ?? '') < asOf)
      cited.set(title, { title, ...(web ? { url: web } : {}), asOf });
  }
  return [...cited.values()] as [Citation, ...Citation[]];
}

/** Our count for the days of a figure; undefined for a measure that we do not count. */
async function ourCount(
  context: Context,
  subject: RecordsSubject,
  { measure, unit, period_from, period_to }: Figure,
): Promise<string | undefined> {
  if (!MEASURES.has(measure) || unit !== 'detainers' || !period_from || !period_to) return undefined;
  const days = { from: period_from, to: period_to };
  const { cells, loaded } = await countSubject(context, subject, { ...subject.filter, ...days });
  const { first, last } = loaded;
  if (!first || !last || period_to < first || period_from > last) return 'none of those days is loaded';
  const group = MEASURES.get(measure);
  const ours = sum(group ? cells.filter((cell) => cell.outcome_group === group) : cells);
  const part =
    period_from < first || period_to > last ? ` (only ${formatDate(first)} to ${formatDate(last)} is loaded)` : '';
  return `${ours.toLocaleString('en-US')}${part}`;
}

/** The field office that the words name ('ERO Los Angeles', 'Los Angeles field office'), if it has published figures. */
export async function findFieldOffice({ db }: Context, words: string): Promise<string | undefined> {
  const name = officeName(words);
  if (name === undefined) return undefined;
  return (await findAllFigures(db)).find(({ jurisdiction }) => officeName(jurisdiction) === name)?.jurisdiction;
}
