import type { Answer, Citation, ListItem, Part } from '../../answer.ts';
import { DIMENSION_LABELS } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import { placeLabel, watchThis } from '../../places/labels.ts';
import { formatDate, spanOf } from '../../rules/dates.ts';
import type { PolicyAtDate } from '../../rules/policy-at-date.ts';
import { plural } from '../../rules/wording.ts';
import { clockParts, closingParts, doubtParts, warningParts } from './caveats.ts';
import { historyItem, otherItem } from './others.ts';
import type { PolicyQuestion } from './question.ts';
import {
  describeAgreement,
  describeRuling,
  describeSource,
  describeValue,
  findConflicts,
  placeNameOf,
  truncate,
  unique,
} from './rulings.ts';

/** The rules at a date as an answer: each dimension with what governs it, then conflicts, clocks, history and doubts. */
export function policyAnswer(question: PolicyQuestion, found: PolicyAtDate<Policy>, rows: Policy[]): Answer {
  const { rulings } = found;
  const shown = rulings.flatMap((ruling) => [...ruling.governing, ...ruling.beside]);
  const title = titleOf(question);
  return {
    kind: 'answer',
    title,
    summary: `${title}, on ${formatDate(question.on)}: hold ${describeRuling(rulings[0])}, notice of release ${describeRuling(rulings[1])}, 287(g)${rulings[4]?.value ? '' : ':'} ${describeAgreement(rulings[4], question)}.`,
    parts: [
      { kind: 'note', text: whoDecides(question) },
      {
        kind: 'table',
        columns: ['', 'Rule', 'From'],
        rows: rulings.map((ruling) => [
          DIMENSION_LABELS[ruling.dimension],
          describeValue(ruling, question),
          describeSource(ruling, question),
        ]),
        total: 5,
      },
      ...(question.agreements?.parts ?? []),
      ...question.listed.parts,
      ...findConflicts(rulings, question),
      ...list(
        'Rules of other agencies here, not of the one asked about',
        found.otherAgencies.map((row) => otherItem(row)),
      ),
      clockParts(question),
      ...warningParts(shown, question).map((text) => ({ kind: 'note' as const, tone: 'warning' as const, text })),
      ...doubtParts(shown).map((text) => ({ kind: 'note' as const, text })),
      ...list(
        'Before',
        found.before.slice(0, 6).map((row) => historyItem(row)),
        found.before.length,
      ),
      ...list(
        'Later in the data',
        found.after.slice(0, 4).map((row) => historyItem(row)),
        found.after.length,
      ),
      ...list(
        'Not confirmed, not shown as law',
        found.unconfirmed.map((row) => ({
          text: `${placeNameOf(row)}: ${row.instrument}`,
          details: [firstSentence(row.notes)],
        })),
      ),
      ...list(
        'Statements and suits, not law',
        found.notLaw.map((row) => ({ text: `${placeNameOf(row)}: ${row.instrument} (${row.scope || row.kind})` })),
      ),
      { kind: 'note', text: closingParts(question, rulings) },
    ],
    citations: withOthers(citePolicies(shown.length > 0 ? shown : rows), question),
    followUps: followUps(question, found),
    words: question.line,
  };
}

// Recollection, not checked: said as such.
const STATE_RUN_JAILS = new Set(['AK', 'CT', 'DE', 'HI', 'RI', 'VT']);

function titleOf({ meaning, county, city, subject }: PolicyQuestion): string {
  if (meaning.kind !== 'jurisdiction') return placeLabel(meaning);
  if (county && city && subject === 'jail' && !STATE_RUN_JAILS.has(county.state))
    return `${county.name}, ${county.state} (${city.name})`;
  return placeLabel(meaning);
}

function whoDecides({ meaning, county, city, subject, state }: PolicyQuestion): string {
  if (subject === 'state')
    return `${meaning.canonical} is an agency of the state: the county's policy does not govern it. Shown are the state's rules that may reach it.`;
  if (meaning.level === 'state')
    return `Statewide rules of ${state?.name ?? meaning.canonical}. Counties and cities may have their own: ask for one.`;
  if (subject === 'police')
    return `Asked about the police of ${city?.name ?? county?.name ?? meaning.canonical}. The jail is ${county ? `run in ${county.name}` : 'another agency'}; its rules are apart.`;
  if (state && STATE_RUN_JAILS.has(state.place_id))
    return `The jails of ${state.name} are run by the state, as far as the desk knows (not checked), so the state's rules decide; rules of the place itself stand beside them.`;
  if (city && !county) return `${city.name} runs its own jails; the city's rules decide.`;
  if (county && city)
    return `The jail that takes people from ${city.name} is run in ${county.name}, so the county's rules and the state's decide; the city's police are apart.`;
  return 'Shown are the rules for the agency that runs the jail, state over local.';
}

const withOthers = (
  [first, ...rest]: [Citation, ...Citation[]],
  { agreements, listed }: PolicyQuestion,
): [Citation, ...Citation[]] => [first, ...rest, ...(agreements?.citations ?? []), ...listed.citations];

function citePolicies(rows: Policy[]): [Citation, ...Citation[]] {
  const cited = unique(rows)
    .slice(0, 8)
    .map((row) => ({
      title: `${row.instrument}${row.citation ? `: ${truncate(row.citation, 120)}` : ''}`,
      ...(row.source_url ? { url: row.source_url.split(/[ ;]/)[0] ?? '' } : {}),
      asOf: row.as_of,
    }));
  const [first, ...rest] = cited;
  if (!first) throw new Error('an answer on policy without a row');
  return [first, ...rest];
}

function followUps(question: PolicyQuestion, found: PolicyAtDate<Policy>) {
  const name = question.meaning.kind === 'agency' ? question.meaning.canonical : placeLabel(question.meaning);
  const own = question.meaning.level === 'state' ? question.meaning.canonical : name;
  const change = found.before[0]?.ended_on;
  const earlier = change ? (spanOf(change)?.from ?? change) : undefined;
  const county =
    question.county && question.meaning.level !== 'county'
      ? `${question.county.name}, ${question.county.state}`
      : undefined;
  return [
    ...(earlier ? [{ label: `Before ${formatDate(earlier)}`, words: `policy "${own}" on:${dayBefore(earlier)}` }] : []),
    ...(county && question.subject !== 'jail'
      ? [{ label: `Policy of ${county}`.slice(0, 70), words: `policy "${county}"` }]
      : []),
    { label: 'Releases here', words: `releases in:"${own}"` },
    { label: 'Detainer records here', words: `lookup "${own}"` },
    watchThis(own),
  ];
}

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

const firstSentence = (text: string) => truncate(text.split(/(?<=[.:])\s/)[0] ?? text, 200);

function list(title: string, items: ListItem[], total = items.length): Part[] {
  return items.length > 0
    ? [{ kind: 'list', title: total > items.length ? `${title} (${plural(total, 'row')})` : title, items }]
    : [];
}
