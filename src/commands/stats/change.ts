import type { Answer, Notice } from '../../answer.ts';
import { lineOf, windowOf } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { countByDay, findCoveredDays } from '../../db/detainer-stats.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import { UserError } from '../../errors.ts';
import { namedPlaces } from '../../places/labels.ts';
import { type DaySpan, pairOfYears, type Rate, rateOf, windowsAround, withinLoaded } from '../../rules/change.ts';
import { addDays, addMonths, formatDate, parsePeriod } from '../../rules/dates.ts';
import { lastDayOf } from '../../rules/months.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { changeAnswer } from './change-answer.ts';
import { type Change, type ChangeAsked, daysOf } from './change-shapes.ts';
import { statesOf } from './counts.ts';
import { findLawDay } from './law-day.ts';

export const asksForChange = ({ filters }: Args): boolean => Boolean(filters['against'] || filters['around']);

/** Detainers a day in some days against others, or before and after the day of a law. */
export async function statsChange(context: Context, asked: ChangeAsked): Promise<Answer | Notice> {
  const { args, words, subject } = asked;
  const { against, around, by } = args.filters;
  if (against && around)
    throw new UserError('`against:` and `around:` are two questions. Use one of them, for example around:"HB 318".');
  if (by && by.at(-1) !== 'month')
    throw new UserError(
      '`against:` and `around:` compare totals a day, without by:. Example: stats Texas since:2026-01 against:last-year',
    );
  const line = lineOf('stats', words === '' ? [] : [words], args.filters);
  const { first, last } = await findCoveredDays(context.db, statesOf(subject));
  if (first === null || last === null || subject.filter.facilityIds?.length === 0) return nothing(asked, line, NONE);
  const loaded = { from: first, to: last };
  const found = around ? await aroundLaw(context, asked, around.at(-1) ?? '', loaded) : againstPeriod(asked, loaded);
  if (typeof found === 'string') return nothing(asked, line, `Loaded are ${daysOf(loaded)}: ${found}`);
  const { spans, ...windows } = found;
  const before = await rateIn(context, asked.filter, spans.before);
  const after = await rateIn(context, asked.filter, spans.after);
  const rows = [before, after].some(({ n, batches }) => n + batches.length > 0);
  if (!rows)
    return nothing(asked, line, `No loaded detainer matches, ${daysOf(spans.before)} or ${daysOf(spans.after)}.`);
  return changeAnswer(context, { ...asked, ...windows, before, after, line });
}

type Spans = { spans: { before: DaySpan; after: DaySpan } } & Pick<Change, 'beforeSaid' | 'law'>;

async function aroundLaw(
  context: Context,
  { args, words, subject }: ChangeAsked,
  typed: string,
  loaded: DaySpan,
): Promise<Spans | string> {
  const law = await findLawDay(context, typed, subject.meaning, args.today, (day) =>
    lineOf('stats', words === '' ? [] : [words], { ...args.filters, around: [day] }),
  );
  const spans = windowsAround(law.day, windowOf(args, args.today), loaded);
  return spans
    ? { spans, law, beforeSaid: 'before' }
    : `days on both sides of ${formatDate(law.day)} (${law.label}) are needed.`;
}

const YEAR_BEFORE =
  /^(?:the )?(?:(?:last|previous|prior)[- ]year|(?:same days )?(?:a |the )?year[- ](?:before|earlier|ago))$/;

/** Without days, the last twelve months that are loaded are compared. */
function againstPeriod({ args }: ChangeAsked, loaded: DaySpan): Spans | string {
  const { from, to } = windowOf(args, args.today);
  const end = to ?? loaded.to;
  const wanted = { from: from ?? addDays(addMonths(end, -12), 1), to: end };
  const typed = (args.filters['against']?.at(-1) ?? '').toLowerCase();
  if (YEAR_BEFORE.test(typed)) {
    const pair = pairOfYears(wanted, loaded);
    return pair
      ? { spans: { before: pair.before, after: pair.now }, beforeSaid: 'the same days a year before' }
      : 'the same days of two years are needed.';
  }
  const period = parsePeriod(typed, args.today);
  if (!period)
    throw new UserError(
      `\`against:${repeatWords(typed, 40)}\` is neither a period nor last-year. Example: stats Texas since:2026-01 against:last-year, or against:2024`,
    );
  const [after, before] = [withinLoaded(wanted, loaded), withinLoaded(period, loaded)];
  return after && before ? { spans: { before, after }, beforeSaid: '' } : 'both periods must lie in these days.';
}

/** Whole months are counted, since a batch day is told by its month. */
async function rateIn({ db }: Context, filter: DetainerFilter, span: DaySpan): Promise<Rate> {
  const [from, to] = [`${span.from.slice(0, 7)}-01`, lastDayOf(span.to.slice(0, 7))];
  return rateOf(span, await countByDay(db, { ...filter, from, to }));
}

const NONE = 'No detainer records are loaded for it.';

const nothing = ({ subject, words }: ChangeAsked, line: string, why: string): Notice => ({
  kind: 'notice',
  title: `Detainers in ${subject.title}: change`,
  summary: `Nothing can be compared for ${subject.title}. ${why}`,
  parts: [],
  followUps: [
    { label: 'All that is loaded here', words: lineOf('stats', [words || 'us'], {}) },
    { label: 'What is loaded', words: 'sources ice-detainers' },
  ],
  words: line,
  ...(why === NONE ? { unloaded: namedPlaces(subject) } : {}),
});
