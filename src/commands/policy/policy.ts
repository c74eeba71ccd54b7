import type { Answer, FullTable, Notice, NoticePart } from '../../answer.ts';
import { describeAgreements } from '../../cards/agreements.ts';
import { describeListEntries } from '../../cards/publisher-lists.ts';
import { lineOf } from '../../command-line/parse.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findCountiesOfCity, findPlaceById, type Place } from '../../db/places.ts';
import { findAllPoliciesByPlaces, findPolicyCoverage, type Policy } from '../../db/policies.ts';
import { UserError } from '../../errors.ts';
import { findPlace } from '../../places/find-place.ts';
import { placeLabel } from '../../places/labels.ts';
import { meaningLabel, placeQuestion } from '../../places/place-question.ts';
import { formatDate, parsePeriod, spanOf } from '../../rules/dates.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import { policyAtDate } from '../../rules/policy-at-date.ts';
import type { PolicySubject } from '../../rules/policy-scope.ts';
import { policyAnswer } from './answer.ts';
import type { PolicyQuestion } from './question.ts';
import { rulesTable } from './rules-table.ts';

// The one city that runs its own jails over five counties.
const RUNS_ITS_JAILS = new Set(['NY/new york city']);

export const policy: Subcommand = {
  name: 'policy',
  summary:
    'The rules on holds, notice, jail access, information and 287(g) of a place at a date, with both 48-hour clocks',
  usage: 'policy <place> [on:<date>] [release:<time>]',
  examples: ['policy "Charlotte, NC" on:2024-12-01', 'policy "Cook County, IL"', 'policy LAPD'],
  effects: 'none',
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  filters: {
    on: 'the date asked about; today when left out: on:2024-11-30 or on:"March 2020"',
    release: 'when a person would otherwise be released, for the clocks: release:2026-11-20T17:00',
  },
  notes: [
    'The jail decides detainer questions, so a city is answered by its county; city police have their own part.',
    'State over local; unconfirmed rows are never shown as law. "In force" means when last read.',
  ],
  table: policyTable,
  restsOn: ['policies', 'lists', 'agreements-287g', 'places'],
  run: runPolicy,
};

async function runPolicy(context: Context, args: Args): Promise<Answer | Notice> {
  const found = await findRules(context, args);
  if ('kind' in found) return found;
  const { question, rows } = found;
  return policyAnswer(question, policyAtDate(rows, question.on, question.subject), rows);
}

async function policyTable(context: Context, args: Args): Promise<FullTable | Notice> {
  const found = await findRules(context, args);
  if ('kind' in found)
    return found.kind === 'notice'
      ? found
      : { ...found, kind: 'notice', parts: [], summary: `There are no rows to export. ${found.summary}` };
  return rulesTable(found.question, found.rows);
}

/** The rules that are read together for a place; a question back, or an answer that has none. */
async function findRules(
  context: Context,
  args: Args,
): Promise<{ question: PolicyQuestion; rows: Policy[] } | Answer | Notice> {
  if (args.words === '')
    throw new UserError(
      'Which place? Name a county, city, state or agency, for example: policy "Cook County, IL" on:2024-05-01',
    );
  const { today } = args;
  const on = readOn(args, today);
  const release = readRelease(args, on);
  const found = await findPlace(context.db, args.words);
  if (found.outcome !== 'answer')
    return placeQuestion(found, args.words, (name) => `policy ${name}${lineOf('', [], args.filters)}`);
  const { meaning, also } = found;
  if (meaning.level === 'federal') return federal(meaning, args);
  const places = await placesOf(context, meaning, also);
  const placeIds = [places.county, places.city].flatMap((place) => (place ? [place.place_id] : []));
  const scope = placeIds.length > 0 ? { placeIds } : { state: meaning.state ?? '' };
  const question: PolicyQuestion = {
    ...places,
    agreements: await describeAgreements(context.db, scope, on),
    listed: await describeListEntries(context.db, [places.city, places.county, places.state], on),
    meaning,
    also,
    on,
    today,
    release,
    line: args.line,
  };
  const rows = await rowsOf(context, question);
  return rows.length === 0 ? nothing(context, question) : { question, rows };
}

/** The state, county and city whose rows are read together, and whose conduct is meant. */
async function placesOf(context: Context, meaning: PlaceMeaning, also: PlaceMeaning[]) {
  const all = [meaning, ...also];
  const state = meaning.state ? await findPlaceById(context.db, meaning.state) : undefined;
  const city = await placeOfLevel(context, all, 'city');
  let county = await placeOfLevel(context, all, 'county');
  if (!county && city && !RUNS_ITS_JAILS.has(city.place_id)) {
    const [main] = await findCountiesOfCity(context.db, city.place_id);
    county = main ? await findPlaceById(context.db, main) : undefined;
  }
  const ofState = meaning.kind !== 'jurisdiction' && meaning.level === 'state';
  const subject: PolicySubject = ofState ? 'state' : (meaning.agencyRole ?? 'jail');
  return { state, county: ofState ? undefined : county, city: ofState ? undefined : city, subject };
}

async function placeOfLevel(context: Context, meanings: PlaceMeaning[], level: string): Promise<Place | undefined> {
  const id = meanings.find((each) => each.level === level && each.placeId)?.placeId;
  return id ? await findPlaceById(context.db, id) : undefined;
}

async function rowsOf(
  context: Context,
  { state, county, city }: Pick<PolicyQuestion, 'state' | 'county' | 'city'>,
): Promise<Policy[]> {
  const ids = [state, county, city].flatMap((place) => (place ? [place.place_id] : []));
  const rows = await findAllPoliciesByPlaces(context.db, ids);
  return rows.map((row) =>
    row.place_id && RUNS_ITS_JAILS.has(row.place_id) ? { ...row, level: 'county' as const } : row,
  );
}

/** The date asked about, at its own precision where it was typed so; of a longer period its last day. */
function readOn(args: Args, today: string): string {
  const text = args.filters['on']?.at(-1);
  if (text === undefined) return today;
  if (spanOf(text) && !text.includes('..')) return text;
  const period = parsePeriod(text, today);
  if (period)
    return period.from.slice(0, 7) === period.to.slice(0, 7) && period.from !== period.to
      ? period.from.slice(0, 7)
      : period.to;
  throw new UserError(
    `\`${text.slice(0, 40)}\` is not a date. Try \`2020-12-31\`, \`Dec 2020\`, \`FY2020\` or \`90d\`.`,
  );
}

function readRelease(args: Args, on: string): { time: string; given: boolean } {
  const text = args.filters['release']?.at(-1);
  if (text === undefined) return { time: `${spanOf(on)?.from ?? on}T17:00`, given: false };
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}):(\d{2}))?$/.exec(text);
  if (!parts || !spanOf(parts[1] ?? '') || Number(parts[2] ?? 0) > 23 || Number(parts[3] ?? 0) > 59) {
    throw new UserError(
      `\`release:${text.slice(0, 40)}\` is not a time at the jail. Example: release:2026-11-20T17:00`,
    );
  }
  return { time: `${parts[1]}T${(parts[2] ?? '17').padStart(2, '0')}:${parts[3] ?? '00'}`, given: true };
}

function federal(meaning: PlaceMeaning, args: Args): Notice {
  return {
    kind: 'notice',
    title: meaning.canonical,
    summary: 'A federal site or agency: no county or state detainer policy governs it.',
    parts: [
      {
        kind: 'note',
        text: "The rules loaded here are those of states, counties and cities. A county's policy does not apply to a federal site that stands in it.",
      },
      ...(meaning.note ? [{ kind: 'note' as const, text: meaning.note }] : []),
    ],
    followUps: [{ label: 'Detainer records there', words: `lookup "${meaning.canonical}"` }],
    words: args.line,
  };
}

async function nothing(context: Context, question: PolicyQuestion): Promise<Answer | Notice> {
  const { rows, places, newest } = await findPolicyCoverage(context.db);
  const name = meaningLabel(question.meaning);
  const { agreements } = question;
  const notes: NoticePart[] = [
    {
      kind: 'note',
      text: `Loaded are ${rows} rules of ${places} places, read up to ${formatDate(newest ?? '')}. No rule here does not mean that there is none.`,
    },
    {
      kind: 'note',
      text: 'A detainer is a request (8 CFR 287.7(a)); duties to hold or to notify come from state law.',
    },
  ];
  const said = {
    title: name,
    summary: `No rule on detainers is loaded for ${name} on ${formatDate(question.on)}.${agreements ? ` 287(g): ${agreements.summary}.` : ''}`,
    followUps: [
      { label: 'What is loaded', words: 'sources policies' },
      { label: 'Detainer records here', words: `lookup "${placeLabel(question.meaning)}"` },
    ],
    words: question.line,
  };
  const [first, ...rest] = agreements?.citations ?? [];
  if (!agreements || !first) return { kind: 'notice', ...said, parts: notes };
  return { kind: 'answer', ...said, parts: [...agreements.parts, ...notes], citations: [first, ...rest] };
}
