import type { Action, Answer, Part } from '../../answer.ts';
import type { Policy } from '../../db/policies.ts';
import { agencyName, placeLabel, watchThis } from '../../places/labels.ts';
import { addDays, compareDates, formatDate, spanOf } from '../../rules/dates.ts';
import { startOf } from '../../rules/policy-at-date.ts';
import type { PolicySegment } from '../../rules/policy-over-period.ts';
import { DIMENSIONS, type Dimension } from '../../rules/policy-record.ts';
import { withThe } from '../../rules/with-the.ts';
import { clockParts, closingParts, doubtParts, warningParts } from './caveats.ts';
import { historyItem, listPart, noteItem, otherItem } from './others.ts';
import { ownRules } from './own-rules.ts';
import type { PolicyQuestion } from './question.ts';
import { leadingRows, QUESTIONS, ruleCell, rulesInFull } from './rule-rows.ts';
import { describeStretches, findConflicts, placeNameOf, type Stretch, stretchesOf, unique } from './rulings.ts';
import { type Bound, describeDuties } from './sentence.ts';
import { sourcesInFull, sourcesOf } from './sources.ts';
import { titleOf, whoDecides } from './who-decides.ts';

/** The rules over the period as an answer: a sentence, each dimension with its source, and the details. */
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
  const own = ownRules(question, rows, cell);
  const governing = unique([
    ...stretches.flatMap(({ ruling }) => (ruling.value ? ruling.governing : ruling.contested)),
    ...stretches.flatMap(({ ruling }) => (ruling.contested.length > 0 ? ruling.beside : [])),
  ]);
  const leading = unique([...leadingRows(stretches), ...own.leading]);
  const others = governing.filter((row) => !leading.includes(row));
  const { citations, numbers, numberOf } = sourcesOf({
    leading,
    others: [...others, ...own.rows],
    shown,
    rows,
    question,
  });
  const [decides, decidesInFull] = whoDecides(question);
  return {
    kind: 'answer',
    title,
    summary: `${firstSentence(question, title, byDimension, stretches)}${own.summary}`,
    parts: [
      ...clockParts(question),
      ...(decides ? [{ kind: 'note' as const, text: decides }] : []),
      ...otherCountyChoices(question),
      ...(noneReaches(stretches)
        ? []
        : [
            {
              kind: 'table' as const,
              columns: ['Question', 'Rule', 'Source'],
              rows: byDimension.map((each) => [
                QUESTIONS[each[0].ruling.dimension],
                ruleCell(each, question),
                numbers(each) || '–',
              ]),
              total: 5,
            },
          ]),
      ...disputes(stretches, question),
      ...listPart(
        'Still to come',
        last.after
          .filter((row) => compareDates(startOf(row), question.today) > 0)
          .slice(0, 2)
          .map((row) => ({ text: historyItem(row).text })),
      ),
      ...warningParts(leading, question, numberOf).map((text) => ({
        kind: 'note' as const,
        tone: 'warning' as const,
        text,
      })),
      ...doubtParts(leading, numberOf).map((text) => ({ kind: 'note' as const, text })),
      { kind: 'note', text: closingParts(question, last.rulings) },
      ...[
        ...(decidesInFull ? [{ kind: 'note' as const, text: decidesInFull }] : []),
        ...rulesInFull(byDimension, question, numbers),
        ...warningParts([...leading, ...others], question, numberOf, true).map((text) => ({
          kind: 'note' as const,
          text,
        })),
        ...doubtParts(others, numberOf).map((text) => ({ kind: 'note' as const, text })),
        ...sourcesInFull(shown, question.today),
        ...own.parts,
        ...(question.agreements?.parts ?? []),
        ...question.listed.parts,
        ...findConflicts(stretches, question),
        ...listPart(
          'Rules of other agencies here, not of the one asked about',
          last.otherAgencies.filter((row) => !own.rows.includes(row)).map((row) => otherItem(row)),
        ),
        ...listPart(
          'Good to know',
          shown
            .filter((row) => row.note !== '')
            .slice(0, 4)
            .map(noteItem),
        ),
        ...listPart('Before', last.before.slice(0, 6).map(historyItem), last.before.length),
        ...listPart('Later in the data', last.after.slice(0, 4).map(historyItem), last.after.length),
        ...listPart(
          'Not confirmed, not shown as law',
          last.unconfirmed.filter((row) => compareDates(startOf(row), question.period.to) <= 0).map(noteItem),
        ),
        ...listPart(
          'Statements and suits, not law',
          last.notLaw.map((row) => ({
            text: `${placeNameOf(row)}: ${row.instrument} (${row.kind})`,
            details: [row.note],
          })),
        ),
      ].map((part) => ({ ...part, detail: true as const })),
    ],
    citations,
    followUps: followUps(question, last),
    words: question.line,
  };
}

function firstSentence(
  question: PolicyQuestion,
  title: string,
  [hold, notify]: [Stretch, ...Stretch[]][],
  stretches: Stretch[],
): string {
  const on = capitalised(when(question));
  const sheets = question.agreements ? ` 287(g): ${question.agreements.summary}.` : '';
  const bound = boundIn(question, title);
  if (noneReaches(stretches) || !hold || !notify) return `${on}, no rule that is loaded binds ${bound.name}.${sheets}`;
  return `${on}, ${describeDuties(bound, hold, notify, question)}`;
}

/** Who disputes what. It is shown with the rule and never behind a button. */
function disputes(stretches: Stretch[], { period }: PolicyQuestion): Part[] {
  const notes = stretches.flatMap(({ ruling }) =>
    ruling.contested.map(({ as_of, contested_note }) =>
      compareDates(period.to, as_of) >= 0
        ? `In dispute: ${contested_note}`
        : `In dispute as of ${formatDate(as_of)}; since when is not recorded: ${contested_note}`,
    ),
  );
  return [...new Set(notes)].map((text) => ({ kind: 'note' as const, text }));
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The name of the agency asked about, as it stands inside a sentence. */
function boundIn({ meaning, city, county, subject }: PolicyQuestion, title: string): Bound {
  // A city that runs its own jails runs several.
  if (city && !county && subject.kind === 'jail')
    return { name: `the jails of ${city.name}, ${city.state}`, pronoun: 'they' };
  if (meaning.kind !== 'jurisdiction') return { name: withThe(agencyName(meaning)), pronoun: 'it' };
  if (meaning.level === 'state') return { name: `the agencies that run a jail in ${withThe(title)}`, pronoun: 'they' };
  return subject.jailRunBy === 'state'
    ? { name: `the state's jails for ${title}`, pronoun: 'they' }
    : { name: `the jail of ${title}`, pronoun: 'it' };
}

/** True if no row applies to the agency asked about at any time of the period. */
const noneReaches = (stretches: Stretch[]): boolean =>
  stretches.every(({ ruling }) => ruling.silence === 'no row' && ruling.contested.length === 0);

/** 'on Dec 1, 2024', 'in 2024', or 'on Jan 1, 2030 (a day to come)'. */
export function when({ asked, period, today }: PolicyQuestion): string {
  if (period.from !== period.to)
    return `in ${formatDate(asked)}${period.from > today ? ' (a time to come)' : period.to > today ? ' (not over)' : ''}`;
  return `on ${formatDate(asked)}${period.from > today ? ' (a day to come)' : ''}`;
}

/** The city's other counties as questions of their own. */
const otherCountyChoices = ({ city, otherCounties }: PolicyQuestion): Part[] =>
  city && otherCounties.length > 0
    ? [{ kind: 'choices', question: `${city.name} also lies in:`, choices: otherCounties.slice(0, 5) }]
    : [];

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
    ...(question.release.given
      ? []
      : [{ label: '48-hour clock', words: `policy "${own}" release:${question.release.time}` }]),
    { label: 'Releases here', words: `releases in:"${own}"` },
    { label: 'Detainer records here', words: `lookup "${own}"` },
    watchThis(own),
  ];
}
