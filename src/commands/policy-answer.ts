import type { Answer, Citation, ListItem, Part } from '../answer.ts';
import type { Place } from '../db/places.ts';
import type { Policy } from '../db/policies.ts';
import { compareDates, monthsSince, showDate, spanOf } from '../rules/dates.ts';
import { detainerClocks, stateClock } from '../rules/detainer-clock.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import { type Dimension, type PolicyAtDate, type Ruling, startOf } from '../rules/policy-at-date.ts';
import type { Subject } from '../rules/policy-scope.ts';
import type { AgreementsHere } from './agreements.ts';
import { placeLabel, plural, watchThis } from './detainer-list.ts';

export interface PolicyQuestion {
  /** What ICE's 287(g) sheets say here; absent when none is loaded. */
  agreements: AgreementsHere | undefined;
  /** What publishers' lists say of the places. */
  listed: { parts: Part[]; citations: Citation[] };
  meaning: PlaceMeaning;
  also: PlaceMeaning[];
  state: Place | undefined;
  county: Place | undefined;
  city: Place | undefined;
  subject: Subject;
  on: string;
  today: string;
  release: { time: string; given: boolean };
  line: string;
}

export const QUESTION: Record<Dimension, string> = {
  hold_on_detainer: 'Hold on a detainer',
  notify_release: 'Tell ICE of a release',
  jail_access_for_ice: 'ICE access to the jail',
  share_information: 'Share information',
  agreement_287g: '287(g) agreement',
};
const OLD_MONTHS = 18;

/** The rules at a date as an answer: each dimension with what governs it, then conflicts, clocks, history and doubts. */
export function policyAnswer(question: PolicyQuestion, found: PolicyAtDate<Policy>, rows: Policy[]): Answer {
  const { rulings } = found;
  const shown = rulings.flatMap((ruling) => [...ruling.governing, ...ruling.beside]);
  const title = titleOf(question);
  return {
    kind: 'answer',
    title,
    summary: `${title}, on ${showDate(question.on)}: hold ${word(rulings[0])}, notice of release ${word(rulings[1])}, 287(g)${rulings[4]?.value ? '' : ':'} ${agreementWord(rulings[4], question)}.`,
    parts: [
      { kind: 'note', text: whoDecides(question) },
      {
        kind: 'table',
        columns: ['', 'Rule', 'From'],
        rows: rulings.map((ruling) => [
          QUESTION[ruling.dimension],
          valueSaid(ruling, question),
          fromSaid(ruling, question),
        ]),
        total: 5,
      },
      ...(question.agreements?.parts ?? []),
      ...question.listed.parts,
      ...conflicts(rulings, question),
      ...list(
        'Rules of other agencies here, not of the one asked about',
        found.otherAgencies.map((row) => otherItem(row)),
      ),
      clocks(question),
      ...warnings(shown, question).map((text) => ({ kind: 'note' as const, tone: 'warning' as const, text })),
      ...doubts(shown).map((text) => ({ kind: 'note' as const, text })),
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
          text: `${place(row)}: ${row.instrument}`,
          details: [firstSentence(row.notes)],
        })),
      ),
      ...list(
        'Statements and suits, not law',
        found.notLaw.map((row) => ({ text: `${place(row)}: ${row.instrument} (${row.scope || row.kind})` })),
      ),
      { kind: 'note', text: closing(question, rulings) },
    ],
    citations: withOthers(citations(shown.length > 0 ? shown : rows), question),
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

const word = (ruling: Ruling<Policy> | undefined): string => ruling?.value ?? silence(ruling);

function silence(ruling: Ruling<Policy> | undefined): string {
  if (ruling?.silence === 'not addressed') return 'not addressed by the texts loaded';
  return ruling?.silence === 'not known' ? 'not known' : 'nothing loaded';
}

/** The sheets speak where no rule does. */
const agreementWord = (ruling: Ruling<Policy> | undefined, { agreements }: PolicyQuestion): string =>
  ruling?.value ?? agreements?.said ?? silence(ruling);

const withOthers = (
  [first, ...rest]: [Citation, ...Citation[]],
  { agreements, listed }: PolicyQuestion,
): [Citation, ...Citation[]] => [first, ...rest, ...(agreements?.citations ?? []), ...listed.citations];

function valueSaid(ruling: Ruling<Policy>, question: PolicyQuestion): string {
  if (!ruling.value && ruling.dimension === 'agreement_287g') return agreementWord(ruling, question);
  if (!ruling.value) return silence(ruling);
  const [lead] = ruling.governing;
  const exceptions = lead && ruling.value !== 'permitted' && speaksOf(ruling.dimension) ? lead.exceptions : '';
  const both = ruling.conflict === 'contested' ? ' (contested: see below)' : '';
  return `${ruling.value}${both}${exceptions ? `. Text: ${cut(exceptions, 160)}` : ''}`;
}

// Exceptions of a row are written for holds and notice; repeating them in every line would drown the answer.
const speaksOf = (dimension: Dimension) => dimension === 'hold_on_detainer' || dimension === 'notify_release';

function fromSaid(ruling: Ruling<Policy>, question: PolicyQuestion): string {
  if (!ruling.value)
    return ruling.dimension === 'agreement_287g'
      ? (question.agreements?.from ?? "ICE's 287(g) sheets are not loaded")
      : '–';
  const said = ruling.governing.slice(0, 2).map((row) => sourceSaid(row, question));
  return said.join(' · ') + (ruling.governing.length > 2 ? ` · and ${ruling.governing.length - 2} more` : '');
}

function sourceSaid(row: Policy, { today }: PolicyQuestion): string {
  const kind = /court ruling|opinion|agreement|consent|directive|executive/.test(row.kind) ? ` (${row.kind})` : '';
  const since = `${(row.effective_on ?? row.enacted_on) ? `since ${showDate(startOf(row))}` : 'start not known'}${row.ended_on && compareDates(row.ended_on, today) <= 0 ? `, until ${showDate(row.ended_on)}` : ''}`;
  return `${place(row)}: ${row.instrument}${kind}${row.scope ? `, ${row.scope}` : ''}, ${since}; read as of ${showDate(row.as_of)}, confidence ${row.confidence}`;
}

const place = (row: Policy) => (row.level === 'state' ? 'State' : row.name);

const WHY: Record<NonNullable<Ruling<Policy>['conflict']>, string> = {
  'state law governs': 'the state rule governs; the local text stands beside it',
  'local rule is stricter': 'the local rule is stricter inside the limits of state law',
  'state allows it':
    'the state allows what the local rule limits; whether the state bars the local rule is not decided here',
  contested: 'contested: both are shown',
  'same level': 'two rules of one level disagree: both are shown',
};

function conflicts(rulings: Ruling<Policy>[], question: PolicyQuestion): Part[] {
  const facts = rulings
    .filter((ruling) => ruling.conflict)
    .map((ruling) => ({
      label: `${QUESTION[ruling.dimension]}, ${ruling.conflict ? WHY[ruling.conflict] : ''}`,
      value: [...ruling.governing, ...ruling.beside]
        .map((row) => `${row[ruling.dimension]}, says ${sourceSaid(row, question)}`)
        .join(' | '),
    }));
  return facts.length > 0 ? [{ kind: 'facts', title: 'Side by side', facts }] : [];
}

function otherItem(row: Policy): ListItem {
  const cells = (Object.keys(QUESTION) as Dimension[])
    .filter((dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed')
    .map((dimension) => `${QUESTION[dimension].toLowerCase()} ${row[dimension]}`);
  return {
    text: `${place(row)}: ${row.instrument}${row.scope ? ` (${row.scope})` : row.level === 'city' ? ' (city)' : ''}`,
    details: [`${cells.join(', ') || 'none of the five questions addressed'}; as of ${showDate(row.as_of)}`],
  };
}

function historyItem(row: Policy): ListItem {
  const span = `${(row.effective_on ?? row.enacted_on) ? showDate(startOf(row)) : 'start not known'} ${row.ended_on ? `to ${showDate(row.ended_on)}` : 'on'}`;
  const cells = (Object.keys(QUESTION) as Dimension[])
    .filter((dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed')
    .map((dimension) => `${QUESTION[dimension].toLowerCase()} ${row[dimension]}`);
  return {
    text: `${span} · ${place(row)}: ${row.instrument}${row.scope ? ` (${row.scope})` : ''}`,
    details: [
      `${cells.join(', ') || 'none of the five questions addressed'}${row.agreement_287g !== 'not addressed' && row.notes ? `. ${cut(row.notes, 200)}` : ''}`,
    ],
  };
}

function clocks({ release, state, on }: PolicyQuestion): Part {
  const { form, regulation } = detainerClocks(release.time);
  const day = spanOf(on)?.from ?? on;
  const own = state ? stateClock(state.place_id, day) : undefined;
  return {
    kind: 'facts',
    title: `48 hours from a would-be release at ${timeSaid(release.time)}${release.given ? '' : ' (an example; set release:)'}, time at the jail`,
    facts: [
      { label: "By the form's own box (I-247A)", value: timeSaid(form) },
      {
        label: 'Latest time under the regulation (8 CFR 287.7(d), without weekends and federal holidays)',
        value: timeSaid(regulation),
      },
      ...(own ? [{ label: "The state's own clock", value: own }] : []),
    ],
  };
}

function timeSaid(time: string): string {
  const day = new Date(`${time.slice(0, 10)}T00:00:00Z`).toLocaleDateString('en-US', {
    weekday: 'short',
    timeZone: 'UTC',
  });
  return `${day} ${showDate(time.slice(0, 10))} ${time.slice(11)}`;
}

function warnings(rows: Policy[], { on }: PolicyQuestion): string[] {
  const day = spanOf(on)?.to ?? on;
  const old = unique(rows).filter((row) => row.ended_on === null && monthsSince(row.as_of, day) > OLD_MONTHS);
  if (old.length === 0) return [];
  const said = old
    .slice(0, 4)
    .map((row) => `${row.instrument} (${showDate(row.as_of)}, ${monthsSince(row.as_of, day)} months before)`);
  return [
    `Last read more than ${OLD_MONTHS} months before the date asked about: ${said.join('; ')}. It may have changed since.`,
  ];
}

function doubts(rows: Policy[]): string[] {
  return unique(rows)
    .filter((row) => row.reviewed === 'doubted by second reader' || /\bdoubt \(/.test(row.notes))
    .slice(0, 3)
    .map(
      (row) =>
        `Doubt noted on ${row.instrument}: ${cut(/doubt \([^)]*\):[^|]*/.exec(row.notes)?.[0] ?? row.notes, 220)}`,
    );
}

function closing({ subject }: PolicyQuestion, rulings: Ruling<Policy>[]): string {
  const blank = rulings
    .filter((ruling) => ruling.silence && ruling.silence !== 'not addressed')
    .map((ruling) => QUESTION[ruling.dimension].toLowerCase());
  const unknown = blank.length > 0 ? `Not known here: ${blank.join(', ')}. ` : '';
  const practice = subject === 'state' ? '' : 'What an agency does in practice is not in these texts. ';
  return `${unknown}${practice}A detainer is a request (8 CFR 287.7(a)). "In force" means when last read. Not legal advice.`;
}

function citations(rows: Policy[]): [Citation, ...Citation[]] {
  const cited = unique(rows)
    .slice(0, 8)
    .map((row) => ({
      title: `${row.instrument}${row.citation ? `: ${cut(row.citation, 120)}` : ''}`,
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
    ...(earlier ? [{ label: `Before ${showDate(earlier)}`, words: `policy "${own}" on:${dayBefore(earlier)}` }] : []),
    ...(county && question.subject !== 'jail'
      ? [{ label: `Policy of ${county}`.slice(0, 70), words: `policy "${county}"` }]
      : []),
    { label: 'Releases here', words: `releases in:"${own}"` },
    { label: 'Detainer records here', words: `lookup "${own}"` },
    watchThis(own),
  ];
}

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const unique = (rows: Policy[]): Policy[] => [...new Map(rows.map((row) => [row.policy_id, row])).values()];
const cut = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1).trimEnd()}…` : text);
const firstSentence = (text: string) => cut(text.split(/(?<=[.:])\s/)[0] ?? text, 200);

function list(title: string, items: ListItem[], total = items.length): Part[] {
  return items.length > 0
    ? [{ kind: 'list', title: total > items.length ? `${title} (${plural(total, 'row')})` : title, items }]
    : [];
}
