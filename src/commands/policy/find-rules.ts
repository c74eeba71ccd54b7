import type { Action, Answer, Notice, NoticePart } from '../../answer.ts';
import { describeAgreements } from '../../cards/agreements.ts';
import { describeListEntries } from '../../cards/publisher-lists.ts';
import { lineOf } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import type { Agreement } from '../../db/agreements.ts';
import { findCountiesOfCity, findPlaceById, type Place } from '../../db/places.ts';
import { findAllPoliciesByPlaces, findPolicyCoverage, type Policy } from '../../db/policies.ts';
import { UserError } from '../../errors.ts';
import { findPlace } from '../../places/find-place.ts';
import { meaningLabel, placeLabel } from '../../places/labels.ts';
import { placeQuestion } from '../../places/place-question.ts';
import { americanDays, formatDate, parsePeriod, spanOf } from '../../rules/dates.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import { runsItsJails } from '../../rules/policy-agencies.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { withThe } from '../../rules/with-the.ts';
import { when } from './answer.ts';
import type { PolicyQuestion } from './question.ts';
import { siteNotice } from './site-notice.ts';
import { isSigner, signersOf, subjectOf } from './subject.ts';
import { titleOf } from './who-decides.ts';

/** The rules that are read together for a place; a question back, or an answer that has none. */
export async function findRules(
  context: Context,
  args: Args,
): Promise<{ question: PolicyQuestion; rows: Policy[] } | Answer | Notice> {
  if (args.words === '')
    throw new UserError(
      'Which place? Name a county, city, state or agency, for example: policy "Cook County, IL" on:2024-05-01',
    );
  const { today } = args;
  const { asked, period } = readOn(args, today, readRelease(args, today));
  const release = readRelease(args, period.from);
  const found = await findPlace(context.db, args.words);
  const line = (name: string) => `policy ${name}${lineOf('', [], args.filters)}`;
  if (found.outcome !== 'answer' || found.reading) return placeQuestion(found, args.words, line);
  const { meaning, also } = found;
  if (meaning.site && meaning.level !== 'state') return siteNotice(context, meaning, args);
  if (meaning.level === 'federal') return federal(meaning, args);
  const places = await placesOf(context, meaning, also);
  const { otherCounties, ...named } = places;
  const choices = otherCounties.map(({ name, state }) => ({
    label: `${name}, ${state}`,
    words: line(`"${name}, ${state}"`),
  }));
  if (!named.county && named.city && choices.length > 0 && meaning.kind === 'jurisdiction')
    return countyQuestion(named.city, choices, line, args);
  const placeIds = [places.county, places.city].flatMap((place) => (place ? [place.place_id] : []));
  const scope = placeIds.length > 0 ? { placeIds } : { states: [meaning.state ?? ''] };
  const subject = subjectOf(meaning, places.county);
  // A whole state is asked about all of its agencies.
  const isAllOf = meaning.kind === 'jurisdiction' && placeIds.length === 0;
  const ownOf = (rows: Agreement[]): Agreement[] =>
    isAllOf ? rows : meaning.kind === 'agency' ? signersOf(rows, meaning) : rows.filter(isSigner(subject, places.city));
  const listing = lineOf('agreements', [], {
    in: [places.county ? `${places.county.name}, ${places.county.state}` : placeLabel(meaning)],
    ...(args.filters['on'] ? { on: [period.to] } : {}),
  });
  const agreements = await describeAgreements(context.db, scope, period.to, listing, ownOf);
  const question: PolicyQuestion = {
    ...named,
    otherCounties: choices,
    agreements,
    listed: await describeListEntries(context.db, places, period.to),
    meaning,
    also,
    subject: { ...subject, hasAgreement: placeIds.length > 0 && agreements?.hasSheriff === true },
    asked,
    period,
    today,
    release,
    line: args.line,
  };
  const ids = [question.state, question.county, question.city].flatMap((place) => (place ? [place.place_id] : []));
  const rows = (await findAllPoliciesByPlaces(context.db, ids)).map(withAmericanDays);
  return rows.length === 0 ? nothing(context, question) : { question, rows };
}

/** The record writes '17 Feb 2025'; answers use the American form. */
function withAmericanDays(row: Policy): Policy {
  const { hold_terms, notify_terms, access_terms, information_terms, agreement_terms, contested_note, note } = row;
  const phrases = { hold_terms, notify_terms, access_terms, information_terms, agreement_terms, contested_note, note };
  const read = Object.entries(phrases).map(([key, text]) => [key, americanDays(text)]);
  return { ...row, ...Object.fromEntries(read) };
}

/** The state, county and city whose rows are read together, and the other counties of a city. */
async function placesOf(context: Context, meaning: PlaceMeaning, also: PlaceMeaning[]) {
  const all = [meaning, ...also];
  const state = meaning.state ? await findPlaceById(context.db, meaning.state) : undefined;
  if (meaning.kind !== 'jurisdiction' && meaning.level === 'state')
    return { state, county: undefined, city: undefined, otherCounties: [] };
  const city = await placeOfLevel(context, all, 'city');
  if (!city || runsItsJails(city.place_id))
    return { state, county: await placeOfLevel(context, all, 'county'), city, otherCounties: [] };
  const named = await countiesMeant(context, city, all);
  const county = await placeOfLevel(context, named, 'county');
  const ids = await findCountiesOfCity(context.db, city.place_id);
  const counties = (await Promise.all(ids.map((id) => findPlaceById(context.db, id)))).filter(
    (place) => place !== undefined,
  );
  const [only] = counties;
  const chosen = named.length === 1 ? county : counties.length === 1 ? only : undefined;
  return {
    state,
    county: chosen,
    city,
    otherCounties: counties.filter((each) => each.place_id !== chosen?.place_id),
  };
}

/** The counties that the words name; 'City of Chicago' means the county that 'Chicago, IL' means. */
async function countiesMeant(context: Context, city: Place, meanings: PlaceMeaning[]): Promise<PlaceMeaning[]> {
  const named = meanings.filter(isCounty);
  if (named.length === 1 || meanings[0]?.kind !== 'jurisdiction') return named;
  const usual = await findPlace(context.db, `${city.name}, ${city.state}`);
  return usual.outcome === 'answer' ? [usual.meaning, ...usual.also].filter(isCounty) : named;
}

const isCounty = ({ level, placeId }: PlaceMeaning): boolean => level === 'county' && placeId !== undefined;

async function placeOfLevel(context: Context, meanings: PlaceMeaning[], level: string): Promise<Place | undefined> {
  const id = meanings.find((each) => each.level === level && each.placeId)?.placeId;
  return id ? await findPlaceById(context.db, id) : undefined;
}

/** A city in several counties, none of them named. Each county has its own jail, so the desk asks which is meant. */
function countyQuestion(city: Place, choices: Action[], line: (name: string) => string, args: Args): Notice {
  return {
    kind: 'notice',
    title: `${city.name}, ${city.state}`,
    summary: `${city.name}, ${city.state} is found in ${choices.length} counties, each with a jail of its own. Which one is meant?`,
    parts: [{ kind: 'choices', question: 'The jail decides detainer questions:', choices: choices.slice(0, 5) }],
    followUps: [{ label: `Police of ${city.name}`.slice(0, 70), words: line(`"${city.name} Police, ${city.state}"`) }],
    words: args.line,
  };
}

/** The time asked about: its name, and its first and last day. */
function readOn(
  args: Args,
  today: string,
  release: PolicyQuestion['release'],
): Pick<PolicyQuestion, 'asked' | 'period'> {
  const text = args.filters['on']?.at(-1);
  // A release without a day asks about the rules on the day of the release.
  const day = release.given ? release.time.slice(0, 10) : today;
  if (text === undefined) return { asked: day, period: { from: day, to: day } };
  const span = spanOf(text);
  if (span) return { asked: text, period: span };
  const period = parsePeriod(text, today);
  if (period)
    return period.from === period.to
      ? { asked: period.from, period }
      : { asked: /^fy|^q[1-4]/i.test(text) ? text.toUpperCase() : `${period.from}..${period.to}`, period };
  throw new UserError(
    `\`${repeatWords(text)}\` is not a date. Try \`2020-12-31\`, \`Dec 2020\`, \`FY2020\` or \`90d\`.`,
  );
}

function readRelease(args: Args, day: string): { time: string; given: boolean } {
  const text = args.filters['release']?.at(-1);
  if (text === undefined) return { time: `${day}T17:00`, given: false };
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}):(\d{2}))?$/.exec(text);
  if (!parts || !spanOf(parts[1] ?? '') || Number(parts[2] ?? 0) > 23 || Number(parts[3] ?? 0) > 59) {
    throw new UserError(
      `\`release:${repeatWords(text)}\` is not a time at the jail. Example: release:2026-11-20T17:00`,
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
    ],
    followUps: [{ label: 'Detainer records there', words: `lookup "${meaning.canonical}"` }],
    words: args.line,
  };
}

async function nothing(context: Context, question: PolicyQuestion): Promise<Answer | Notice> {
  const { rows, places, newest } = await findPolicyCoverage(context.db);
  const { meaning, county, city } = question;
  const name = meaning.kind === 'jurisdiction' && county && city ? titleOf(question) : meaningLabel(meaning);
  const { agreements } = question;
  const notes: NoticePart[] = [
    {
      kind: 'note',
      text: `${rows} rules of ${places} places are loaded, read up to ${formatDate(newest ?? '')}. No rule here does not mean that there is none.`,
    },
    {
      kind: 'note',
      text: 'A detainer is a request (8 CFR 287.7(a)); duties to hold or to notify come from state law.',
    },
  ];
  const answer = {
    title: name,
    summary: `No rule on detainers is loaded for ${withThe(name)} ${when(question)}.${agreements ? ` 287(g): ${agreements.summary}.` : ''}`,
    followUps: [
      { label: 'What is loaded', words: 'sources policies' },
      { label: 'Detainer records here', words: `lookup "${placeLabel(question.meaning)}"` },
    ],
    words: question.line,
  };
  const [first, ...rest] = agreements?.citations ?? [];
  if (!agreements || !first) return { kind: 'notice', ...answer, parts: notes };
  return { kind: 'answer', ...answer, parts: [...agreements.parts, ...notes], citations: [first, ...rest] };
}
