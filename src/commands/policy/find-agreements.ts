import type { Notice } from '../../answer.ts';
import { inOrder } from '../../cards/agreement-words.ts';
import { lineOf, valuesOf } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findStandingList } from '../../db/agreement-sheets.ts';
import { type Agreement, findAllAgreements, type WantedSpells } from '../../db/agreements.ts';
import { UserError } from '../../errors.ts';
import { findPlace } from '../../places/find-place.ts';
import { placeLabel } from '../../places/labels.ts';
import { placeQuestion } from '../../places/place-question.ts';
import { isListedOn, isStandingOn, type StandingList } from '../../rules/agreement-at-date.ts';
import { type ModelCode, modelOf } from '../../rules/agreement-model.ts';
import { compareDates, parsePeriod } from '../../rules/dates.ts';
import { type PlaceMeaning, samePlace } from '../../rules/place-choice.ts';
import { signersOf } from './subject.ts';

/** The agreements that a line asks about, with the lists that were current on the day. */
export interface AgreementsQuestion {
  args: Args;
  /** ISO day. */
  on: string;
  stage: Agreement['stage'];
  models: ModelCode[];
  /** Listed or known on the day, signed since a day, or no longer listed since a day. */
  which: 'standing' | 'signed' | 'left';
  since: string | undefined;
  list: StandingList;
  pendingList: StandingList;
  rows: Agreement[];
  /** Agreements of the same places and models at other times; only for counties and cities. */
  others: Agreement[];
  /** Requests pending on the day, when the question is about participating agencies. */
  pending: number;
  pendingLine: string;
  /** 'Florida'; undefined for the whole country. */
  placeName: string | undefined;
  /** The line names agencies only, so that agreements are theirs and not in them. */
  isOfAgency: boolean;
  isOneCounty: boolean;
}

export async function findAgreements(context: Context, args: Args): Promise<AgreementsQuestion | Notice> {
  const { db } = context;
  const places = await readPlaces(context, args);
  if ('kind' in places) return places;
  const on = dayOf(args, 'on', 'to') ?? args.today;
  const stage = readStage(args);
  const models = readModels(args);
  const [signed, left] = [dayOf(args, 'signed-since', 'from'), dayOf(args, 'left-since', 'from')];
  if (signed && left)
    throw new UserError(
      '`signed-since:` and `left-since:` ask for two things. Use one of them, for example signed-since:2026-01.',
    );
  const which = signed ? 'signed' : left ? 'left' : 'standing';
  const since = signed ?? left;
  const list = await findStandingList(db, 'participating', on);
  const pendingList = await findStandingList(db, 'pending', on);
  if (list.day === undefined && list.next === undefined) return notLoaded(args);
  const isLocal = (places.placeIds?.length ?? 0) > 0;
  const find = async (wanted: WantedSpells) =>
    askedOf(await findAllAgreements(db, places, wanted), places.meanings).filter(
      (row) => models.length === 0 || models.includes(row.model_code),
    );
  // Of a county or a city the other times are shown too
  const all = await find(which === 'standing' && !isLocal ? { stage, notLeftBy: on } : { stage });
  const asked = (row: Agreement): boolean =>
    which === 'signed'
      ? isFrom(row.signed_on, since, on)
      : which === 'left'
        ? isFrom(row.left_on, since, on) || isFrom(row.ended_on, since, on)
        : stage === 'pending' || list.covers
          ? isListedOn(row, on)
          : isStandingOn(row, on, list);
  const rows = inOrder(all.filter(asked));
  return {
    args,
    on,
    stage,
    models,
    which,
    since,
    list,
    pendingList,
    rows,
    others: isLocal && which === 'standing' ? inOrder(all.filter((row) => !rows.includes(row))) : [],
    pending:
      stage === 'participating' && which === 'standing'
        ? (await find({ stage: 'pending', notLeftBy: on })).filter((row) => isListedOn(row, on)).length
        : 0,
    pendingLine: lineOf('agreements', args.words ? [args.words] : [], { ...args.filters, stage: ['pending'] }),
    placeName: places.meanings.length > 0 ? places.name : undefined,
    isOfAgency: places.meanings.length > 0 && places.meanings.every(({ kind }) => kind === 'agency'),
    isOneCounty: isLocal && (places.states?.length ?? 0) === 0 && new Set(all.map((row) => row.state)).size <= 1,
  };
}

const isFrom = (date: string | null, since: string | undefined, to: string): boolean =>
  date !== null && compareDates(date, since ?? '') >= 0 && compareDates(date, to) <= 0;

interface AskedPlaces {
  placeIds?: string[];
  states?: string[];
  name: string;
  meanings: PlaceMeaning[];
}

/** The places of `in:` and of the free words; a question back if one of them has several meanings. */
async function readPlaces({ db }: Context, args: Args): Promise<AskedPlaces | Notice> {
  const typed = [...(args.filters['in'] ?? []), ...(args.words ? [args.words] : [])].filter(
    (words) => !/^(?:us|usa|u\.s\.|united states|the united states|everywhere|nationwide)$/i.test(words),
  );
  const meanings: PlaceMeaning[] = [];
  const names: string[] = [];
  for (const words of typed) {
    const found = await findPlace(db, words);
    if (found.outcome !== 'answer') {
      const { in: _, ...filters } = args.filters;
      const others = typed.filter((each) => each !== words);
      const kept = others.length > 0 ? { ...filters, in: others } : filters;
      return placeQuestion(found, words, (name) => `${lineOf('agreements', [], kept)} in:${name}`);
    }
    names.push(placeLabel(found.meaning));
    meanings.push(found.meaning, ...found.also.filter((each) => !samePlace(found.meaning, each)));
  }
  const local = meanings.filter((each) => each.level !== 'state' && each.placeId);
  const states = meanings.filter((each) => each.level === 'state' && each.state);
  const federal = meanings.find((each) => each.level === 'federal');
  if (federal)
    throw new UserError(
      `${federal.canonical} is federal: 287(g) agreements are made with agencies of states, counties and cities. Example: agreements in:Florida`,
    );
  return {
    ...(local.length > 0 ? { placeIds: local.map((each) => each.placeId ?? '') } : {}),
    ...(states.length > 0 ? { states: states.map((each) => each.state ?? '') } : {}),
    name: names.join(' and '),
    meanings,
  };
}

/** The agreements of the places, and of an agency only its own. */
function askedOf(rows: Agreement[], meanings: PlaceMeaning[]): Agreement[] {
  if (meanings.length === 0) return rows;
  const kept = new Set(
    meanings.flatMap((meaning) => {
      const there = rows.filter((row) => isThere(row, meaning));
      return meaning.kind === 'agency' ? signersOf(there, meaning) : there;
    }),
  );
  return rows.filter((row) => kept.has(row));
}

/** For a city only its own agreements count, not its county's. */
function isThere(row: Agreement, { level, state, placeId }: PlaceMeaning): boolean {
  if (level === 'state') return row.state === state;
  if (level === 'county') return row.county_fips === placeId || row.place_id === placeId;
  return row.place_id === placeId;
}

function dayOf({ filters, today }: Args, key: string, end: 'from' | 'to'): string | undefined {
  const text = filters[key]?.at(-1);
  if (text === undefined) return undefined;
  const period = parsePeriod(text, today);
  if (!period)
    throw new UserError(
      `\`${text.slice(0, 40)}\` is not a date. Try \`2025-07-18\`, \`Dec 2025\`, \`FY2025\` or \`90d\`.`,
    );
  // For a period that is not over, the day is today
  return end === 'to' && period.from <= today && period.to > today ? today : period[end];
}

function readStage({ filters }: Args): Agreement['stage'] {
  const text = (filters['stage']?.at(-1) ?? 'participating').toLowerCase();
  if (/^pending$/.test(text)) return 'pending';
  if (/^(participating|active|signed|listed)$/.test(text)) return 'participating';
  throw new UserError(
    `\`stage:${text.slice(0, 30)}\` is neither participating nor pending. Example: agreements in:Florida stage:pending`,
  );
}

function readModels(args: Args): ModelCode[] {
  return valuesOf(args, 'model').map((text) => {
    const code = modelOf(text);
    if (code !== 'other') return code;
    throw new UserError(
      `\`model:${text.slice(0, 30)}\` is no model. The models are jail (JEM), warrant (WSO) and "task force" (TFM). Example: agreements in:Texas model:jail`,
    );
  });
}

const notLoaded = (args: Args): Notice => ({
  kind: 'notice',
  title: '287(g) agreements',
  summary: "None of ICE's 287(g) sheets is loaded.",
  parts: [],
  followUps: [{ label: 'What is loaded', words: 'sources agreements-287g' }],
  words: args.line,
});
