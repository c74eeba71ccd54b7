import type { Answer, Citation, Notice } from '../../answer.ts';
import { DIMENSION_LABELS } from '../../cards/policy-labels.ts';
import { lineOf } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import type { Policy } from '../../db/policies.ts';
import { UserError } from '../../errors.ts';
import { findPlace } from '../../places/find-place.ts';
import { placeQuestion } from '../../places/place-question.ts';
import { splitPlaces } from '../../places/split-places.ts';
import { type PolicySegment, policyOverPeriod } from '../../rules/policy-over-period.ts';
import { DIMENSIONS, type Dimension } from '../../rules/policy-record.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { when } from './answer.ts';
import { findRules } from './find-rules.ts';
import { ACTS } from './places-answer.ts';
import type { PolicyQuestion } from './question.ts';
import { describeStretches, placeNameOf, stretchesOf } from './rulings.ts';
import { subjectOn } from './subject.ts';
import { titleOf } from './who-decides.ts';

const MOST = 6;
const EXAMPLE = 'compare policy Texas with Florida';

/** The rules of a place; without segments none is loaded. */
interface Side {
  name: string;
  words: string;
  question?: PolicyQuestion;
  segments?: [PolicySegment<Policy>, ...PolicySegment<Policy>[]];
}

/** The rules of two to six places side by side, each as `policy` tells it. */
export async function comparePolicies(context: Context, args: Args): Promise<Answer | Notice> {
  const names = splitPlaces(args.words.replace(/^\S+\s+(?:of\s+)?/, ''));
  const [only] = names;
  if (!only || names.length < 2 || names.length > MOST)
    throw new UserError(
      names.length > MOST
        ? `That is ${names.length} places; at most ${MOST} can stand side by side. For example: ${EXAMPLE}.`
        : `Compare the rules of ${only ? `"${repeatWords(only, 60)}"` : 'what'} with what? For example: ${EXAMPLE}.`,
      { choices: only ? [{ label: `policy ${only}`.slice(0, 70), words: lineOf('policy', [only], onOf(args)) }] : [] },
    );
  if (args.filters['since'] || args.filters['until'])
    throw new UserError(`Rules are compared on a day or in a period: on:. For example: ${EXAMPLE} on:2025-01-01.`);
  const sides: Side[] = [];
  for (const [at, name] of names.entries()) {
    const side = await sideOf(context, args, name, (words) => lineFor(names.with(at, words), args));
    if ('kind' in side) return side;
    sides.push(side);
  }
  return answerOf(sides, args, lineFor(names, args));
}

const onOf = ({ filters }: Args): Record<string, string[]> => (filters['on'] ? { on: filters['on'] } : {});

const lineFor = (names: readonly string[], args: Args): string =>
  `compare policy ${names.map((name) => (/[",]/.test(name) || /\s(?:and|with|vs)\s/i.test(name) ? `"${name.replace(/"/g, '')}"` : name)).join(' with ')}${lineOf('', [], onOf(args))}`;

async function sideOf(
  context: Context,
  args: Args,
  name: string,
  line: (words: string) => string,
): Promise<Side | Notice> {
  const place = await findPlace(context.db, name);
  if (place.outcome !== 'answer' || place.reading) return placeQuestion(place, name, line);
  const found = await findRules(context, { ...args, words: name, filters: onOf(args), line: line(name) });
  if (!('kind' in found)) {
    const { question, rows } = found;
    const segments = policyOverPeriod(rows, question.period, (day) => subjectOn(question.subject, rows, day));
    return { name: titleOf(question), words: name, question, segments };
  }
  // A city in several counties, or a federal site: said as `policy` says it.
  if (found.kind === 'notice' && found.parts.some(({ kind }) => kind === 'choices')) return found;
  return { name: found.title, words: name };
}

function answerOf(sides: Side[], args: Args, line: string): Answer | Notice {
  const labels = sides.map(({ name }) => name);
  const title = `Rules side by side: ${labels.join(', ')}`.slice(0, 140);
  const [known] = sides.flatMap(({ question }) => question ?? []);
  const followUps = sides.slice(0, 4).map(({ name, words }) => ({
    label: `Policy: ${name}`.slice(0, 70),
    words: lineOf('policy', [], onOf(args)).replace(/^policy/, `policy "${words.replace(/"/g, '')}"`),
  }));
  const cited = [
    ...new Map(sides.flatMap(citationsOf).map((each) => [`${each.title} ${each.url ?? ''}`, each])).values(),
  ];
  const [first, ...rest] = cited;
  if (!known || !first)
    return {
      kind: 'notice',
      title,
      summary: `No rule on detainers is loaded for ${labels.join(' or ')}. That does not mean that there is none.`,
      parts: [],
      followUps,
      words: line,
    };
  const rows = DIMENSIONS.map((dimension) => [
    DIMENSION_LABELS[dimension],
    ...sides.map((side) => cellOf(side, dimension)),
  ]);
  return {
    kind: 'answer',
    title,
    summary: `${capitalised(when(known))}, ${(['hold_on_detainer', 'notify_release'] as const).map((dimension) => describeDimension(sides, dimension)).join('; ')}.`,
    parts: [
      { kind: 'table', columns: ['Question', ...labels], rows, total: rows.length },
      {
        kind: 'note',
        text: 'A state and a county are asked about the agency that runs the jail; counties of a state may have rules of their own. Texts when last read, not practice; not legal advice.',
      },
    ],
    citations: [first, ...rest],
    followUps,
    words: line,
  };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function cellOf({ question, segments }: Side, dimension: Dimension): string {
  if (!question || !segments) return 'no rule loaded';
  return describeStretches(stretchesOf(segments, dimension), question);
}

/** 'holding on a detainer is required in Texas and Florida, not addressed in Ohio'; without the terms, which the table has. */
function describeDimension(sides: readonly Side[], dimension: Dimension): string {
  const groups = new Map<string, string[]>();
  for (const side of sides) {
    const value = shortOf(side, dimension);
    groups.set(value, [...(groups.get(value) ?? []), side.name]);
  }
  const values = [...groups].map(([value, names]) => `${value} in ${names.join(' and ')}`);
  return `${ACTS[dimension]} is ${values.join(', ')}`;
}

/** 'required', 'prohibited (in dispute)', 'required at first and prohibited at the end'. */
function shortOf({ segments }: Side, dimension: Dimension): string {
  if (!segments) return 'without a loaded rule';
  const stretches = stretchesOf(segments, dimension);
  const short = ({ ruling }: (typeof stretches)[number]) =>
    `${ruling.value ?? (ruling.silence === 'not addressed' ? 'not addressed' : 'not known')}${ruling.contested.length > 0 ? ' (in dispute)' : ''}`;
  const last = stretches.at(-1) ?? stretches[0];
  const [one, two] = [short(stretches[0]), short(last)];
  return one === two ? one : `${one} at first and ${two} at the end`;
}

/** The rules that lead, and ICE's lists where they speak. */
function citationsOf({ question, segments, name }: Side): Citation[] {
  if (!question || !segments) return [];
  const rows = DIMENSIONS.flatMap((dimension) =>
    stretchesOf(segments, dimension).flatMap(({ ruling }) => ruling.governing.slice(0, 1)),
  );
  const state = question.state?.name ?? name;
  return [
    ...rows.map((row): Citation => {
      const url = (row.official_url || row.source_url).split(/[ ;]/)[0];
      const place = row.level === 'state' ? state : placeNameOf(row);
      return {
        title: `${place}: ${row.instrument}`,
        formal: row.citation || row.instrument,
        ...(url ? { url } : {}),
        asOf: row.as_of,
      };
    }),
    ...(question.agreements?.citations ?? []),
  ];
}
