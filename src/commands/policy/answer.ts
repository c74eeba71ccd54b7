import type { Action, Answer, Citation, ListItem, Part } from '../../answer.ts';
import { DIMENSION_LABELS, inSentence } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import { placeLabel, watchThis } from '../../places/labels.ts';
import { addDays, compareDates, formatDate, spanOf } from '../../rules/dates.ts';
import { startOf } from '../../rules/policy-at-date.ts';
import { type PolicySegment, policyOverPeriod } from '../../rules/policy-over-period.ts';
import { DIMENSIONS, type Dimension } from '../../rules/policy-record.ts';
import { plural } from '../../rules/wording.ts';
import { clockParts, closingParts, doubtParts, warningParts } from './caveats.ts';
import { historyItem, noteItem, otherItem } from './others.ts';
import type { PolicyQuestion } from './question.ts';
import {
  describeSources,
  describeStretches,
  findConflicts,
  placeNameOf,
  type Stretch,
  stretchesOf,
  truncate,
  unique,
} from './rulings.ts';
import { titleOf, whoDecides } from './who-decides.ts';

/** The rules over the period as an answer: each dimension with what governs it, then conflicts, clocks, history, doubts. */
export function policyAnswer(
  question: PolicyQuestion,
  segments: [PolicySegment<Policy>, ...PolicySegment<Policy>[]],
  rows: Policy[],
): Answer {
  const last = segments.at(-1) ?? segments[0];
  const byDimension = DIMENSIONS.map((dimension) => stretchesOf(segments, dimension));
  const stretches = byDimension.flat();
  const shown = unique(stretches.flatMap(({ ruling }) => [...ruling.governing, ...ruling.beside, ...ruling.contested]));
  const title = titleOf(question);
  const cell = (dimension: Dimension) => describeStretches(stretchesOf(segments, dimension), question);
  const agreement = byDimension[4]?.some(({ ruling }) => ruling.value) ? '287(g)' : '287(g):';
  const own = ownRules(question, rows, cell);
  const sheets = question.agreements ? ` 287(g): ${question.agreements.summary}.` : '';
  return {
    kind: 'answer',
    title,
    summary: noneReaches(stretches)
      ? `No rule that is loaded binds ${whom(question, title)} ${when(question)}.${sheets}${own.summary}`
      : `${title}, ${when(question)}: hold ${cell('hold_on_detainer')}; notice of release ${cell('notify_release')}; ${agreement} ${cell('agreement_287g')}.${own.summary}`,
    parts: [
      { kind: 'note', text: whoDecides(question) },
      ...otherCountyChoices(question),
      {
        kind: 'table',
        columns: ['', 'Rule', 'From'],
        rows: byDimension.map((each) => [
          DIMENSION_LABELS[each[0].ruling.dimension],
          describeStretches(each, question),
          describeSources(each, question),
        ]),
        total: 5,
      },
      ...own.parts,
      ...(question.agreements?.parts ?? []),
      ...question.listed.parts,
      ...findConflicts(stretches, question),
      ...list(
        'Rules of other agencies here, not of the one asked about',
        last.otherAgencies.filter((row) => !own.rows.includes(row)).map((row) => otherItem(row)),
      ),
      ...clockParts(question),
      ...warningParts(shown, question).map((text) => ({ kind: 'note' as const, tone: 'warning' as const, text })),
      ...doubtParts(shown).map((text) => ({ kind: 'note' as const, text })),
      ...list(
        'Good to know',
        shown
          .filter((row) => row.note !== '')
          .slice(0, 4)
          .map(noteItem),
      ),
      ...list('Before', last.before.slice(0, 6).map(historyItem), last.before.length),
      ...list('Later in the data', last.after.slice(0, 4).map(historyItem), last.after.length),
      ...list(
        'Not confirmed, not shown as law',
        last.unconfirmed.filter((row) => compareDates(startOf(row), question.period.to) <= 0).map(noteItem),
      ),
      ...list(
        'Statements and suits, not law',
        last.notLaw.map((row) => ({
          text: `${placeNameOf(row)}: ${row.instrument} (${row.kind})`,
          details: [row.note],
        })),
      ),
      { kind: 'note', text: closingParts(question, last.rulings) },
    ],
    citations: withOthers(citePolicies(shown.length + own.rows.length > 0 ? [...shown, ...own.rows] : rows), question),
    followUps: followUps(question, last),
    words: question.line,
  };
}

/** The agency asked about, inside a sentence. */
const whom = ({ meaning }: PolicyQuestion, title: string): string => {
  if (meaning.kind !== 'jurisdiction') return title;
  return meaning.level === 'state' ? `the agencies that run a jail in ${title}` : `the jail of ${title}`;
};

/** No row speaks for the agency asked about at any time of the period. */
const noneReaches = (stretches: Stretch[]): boolean =>
  stretches.every(({ ruling }) => ruling.silence === 'no row' && ruling.contested.length === 0);

/** 'on 1 Dec 2024', 'in 2024', or 'on 1 Jan 2030 (a day to come)'. */
export function when({ asked, period, today }: PolicyQuestion): string {
  if (period.from !== period.to)
    return `in ${formatDate(asked)}${period.from > today ? ' (a time to come)' : period.to > today ? ' (not over)' : ''}`;
  return `on ${formatDate(asked)}${period.from > today ? ' (a day to come)' : ''}`;
}

/**
 * The rules of a city's own agencies, where the question is about the jail of its county. The first line tells where they
 * say something else than the jail's.
 */
function ownRules(question: PolicyQuestion, rows: Policy[], describeJail: (dimension: Dimension) => string) {
  const { city, county, subject, period } = question;
  const none = { summary: '', parts: [] as Part[], rows: [] as Policy[] };
  if (!city || !county || subject.kind !== 'jail') return none;
  const police = policyOverPeriod(rows, period, () => ({ ...subject, kind: 'city police' }));
  const isOwn = (row: Policy) => row.level === 'city';
  const decided = DIMENSIONS.map((dimension) => stretchesOf(police, dimension)).filter((stretches) =>
    stretches.some(({ ruling }) => ruling.governing.some(isOwn)),
  );
  const own = unique(decided.flat().flatMap(({ ruling }) => ruling.governing.filter(isOwn)));
  if (own.length === 0) return none;
  const others = decided
    .map((each) => ({ dimension: each[0].ruling.dimension, rule: describeStretches(each, question) }))
    .filter(({ dimension, rule }) => rule !== describeJail(dimension));
  const rules = others.map(({ dimension, rule }) => `${inSentence(dimension)} ${rule}`);
  return {
    summary:
      rules.length === 0
        ? ` ${city.name} has its own rules to the same effect.`
        : ` ${city.name}'s own agencies: ${rules.join('; ')}.`,
    parts: list(`Rules of ${city.name} for its own agencies`, own.map(otherItem)),
    rows: own,
  };
}

/** The city's other counties as questions of their own. */
const otherCountyChoices = ({ city, otherCounties }: PolicyQuestion): Part[] =>
  city && otherCounties.length > 0
    ? [{ kind: 'choices', question: `${city.name} also lies in:`, choices: otherCounties.slice(0, 5) }]
    : [];

const withOthers = (
  [first, ...rest]: [Citation, ...Citation[]],
  { agreements, listed }: PolicyQuestion,
): [Citation, ...Citation[]] => [first, ...rest, ...(agreements?.citations ?? []), ...listed.citations];

/** The page that was read of each rule, and apart from it the official address of the text. */
function citePolicies(rows: Policy[]): [Citation, ...Citation[]] {
  const [first, ...rest] = unique(rows)
    .slice(0, 8)
    .flatMap((row): Citation[] => {
      const title = `${row.instrument}${row.citation ? `: ${truncate(row.citation, 120)}` : ''}`;
      const read = { title, ...(row.source_url ? { url: row.source_url } : {}), asOf: row.as_of };
      if (row.official_url === '' || row.official_url === row.source_url) return [read];
      return [
        read,
        { title: `${row.instrument}: the text at its official address`, url: row.official_url, asOf: row.as_of },
      ];
    });
  if (!first) throw new Error('an answer on policy without a row');
  return [first, ...rest];
}

function followUps(question: PolicyQuestion, found: PolicySegment<Policy>): Action[] {
  const name = question.meaning.kind === 'agency' ? question.meaning.canonical : placeLabel(question.meaning);
  const own = question.meaning.level === 'state' ? question.meaning.canonical : name;
  const change = found.before[0]?.ended_on;
  const earlier = change ? (spanOf(change)?.from ?? change) : undefined;
  const county =
    question.county && question.meaning.level !== 'county'
      ? `${question.county.name}, ${question.county.state}`
      : undefined;
  return [
    ...(earlier
      ? [{ label: `Before ${formatDate(earlier)}`, words: `policy "${own}" on:${addDays(earlier, -1)}` }]
      : []),
    ...(county && question.subject.kind !== 'jail'
      ? [{ label: `Policy of ${county}`.slice(0, 70), words: `policy "${county}"` }]
      : []),
    { label: 'Releases here', words: `releases in:"${own}"` },
    { label: 'Detainer records here', words: `lookup "${own}"` },
    watchThis(own),
  ];
}

function list(title: string, items: ListItem[], total = items.length): Part[] {
  return items.length > 0
    ? [{ kind: 'list', title: total > items.length ? `${title} (${plural(total, 'row')})` : title, items }]
    : [];
}
