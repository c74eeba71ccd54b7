import type { Notice } from '../../answer.ts';
import { lineOf, nearest, valuesOf } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findStandingList } from '../../db/agreement-sheets.ts';
import { findAllAgreements } from '../../db/agreements.ts';
import { findCountiesOfCities } from '../../db/places.ts';
import { findAllPolicies, type Policy } from '../../db/policies.ts';
import { UserError } from '../../errors.ts';
import { findScopes } from '../../places/find-scope.ts';
import { isStandingOn } from '../../rules/agreement-at-date.ts';
import { parsePeriod } from '../../rules/dates.ts';
import { type AskedValue, LEVELS, type RuledPlace, rulesOfPlaces, saysOneOf } from '../../rules/places-by-rule.ts';
import type { Dimension } from '../../rules/policy-record.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { isWholeCountry } from '../../rules/whole-country.ts';

type Level = (typeof LEVELS)[number];

/** One rule that is asked for: a dimension, and the values that count. */
interface AskedRule {
  dimension: Dimension;
  values: AskedValue[];
}

export interface PlacesQuestion {
  args: Args;
  /** ISO day. */
  on: string;
  levels: Level[];
  /** Two letters each; empty for the whole country. */
  states: string[];
  rules: AskedRule[];
  /** Places of these levels that have rules of their own in the record. */
  considered: RuledPlace<Policy>[];
  found: RuledPlace<Policy>[];
  /** States whose own rule says the same: it decides for places there that the record does not have. */
  byState: RuledPlace<Policy>[];
}

const KEYS: Record<string, Dimension> = {
  hold: 'hold_on_detainer',
  notify: 'notify_release',
  access: 'jail_access_for_ice',
  share: 'share_information',
  agreement: 'agreement_287g',
};
const VALUES: AskedValue[] = ['required', 'permitted', 'limited', 'prohibited', 'not addressed'];
const OTHER_WORDS = new Map<string, AskedValue>(
  Object.entries({
    must: 'required',
    mandatory: 'required',
    allowed: 'permitted',
    may: 'permitted',
    banned: 'prohibited',
    barred: 'prohibited',
    forbidden: 'prohibited',
    no: 'prohibited',
    restricted: 'limited',
    silent: 'not addressed',
    none: 'not addressed',
  } as const),
);
const EXAMPLE = 'Example: places level:state hold:prohibited';

export async function findPlacesByRule(context: Context, args: Args): Promise<PlacesQuestion | Notice> {
  const { db } = context;
  const rules = readRules(args);
  const levels = readLevels(args);
  const on = readDay(args);
  const states = await readStates(context, args);
  if (!Array.isArray(states)) return states;
  const rows = await findAllPolicies(db);
  const list = await findStandingList(db, 'participating', on);
  const signed = await findAllAgreements(db, {}, { stage: 'participating', notLeftBy: on });
  const sheriffs = signed.filter((row) => /sheriff/i.test(row.agency) && isStandingOn(row, on, list));
  const cities = await findCountiesOfCities(db, [
    ...new Set(rows.flatMap(({ level, place_id }) => (level === 'city' && place_id ? [place_id] : []))),
  ]);
  const all = rulesOfPlaces(rows, on, {
    countiesOf: (placeId) => cities.get(placeId) ?? [],
    withSheriffAgreement: new Set(sheriffs.flatMap(({ county_fips }) => county_fips ?? [])),
  }).filter(({ state }) => states.length === 0 || states.includes(state));
  const says = (place: RuledPlace<Policy>) =>
    rules.every(({ dimension, values }) => saysOneOf(place, dimension, values));
  const considered = all.filter(({ level }) => levels.includes(level));
  return {
    args,
    on,
    levels,
    states,
    rules,
    considered,
    found: considered.filter(says),
    byState: all.filter((place) => place.level === 'state' && says(place)),
  };
}

function readRules(args: Args): AskedRule[] {
  const rules = Object.entries(KEYS).flatMap(([key, dimension]): AskedRule[] => {
    const values = valuesOf(args, key).map((word) => readValue(key, word));
    return values.length > 0 ? [{ dimension, values: [...new Set(values)] }] : [];
  });
  if (rules.length > 0) return rules;
  throw new UserError(
    `By which rule? Add hold:, notify:, access:, share: or agreement: with required, permitted, limited, prohibited or "not addressed". ${EXAMPLE}`,
    {
      choices: ['hold:prohibited', 'hold:required', 'notify:required', 'agreement:required'].map((rule) => ({
        label: `places level:state ${rule}`,
        words: `places level:state ${rule}`,
      })),
    },
  );
}

function readValue(key: string, word: string): AskedValue {
  const typed = word.toLowerCase();
  const value = VALUES.find((each) => each === typed) ?? OTHER_WORDS.get(typed);
  if (value) return value;
  const near = nearest(typed, VALUES);
  throw new UserError(
    `\`${key}:${repeatWords(word, 30)}\` is no value of the record.${near ? ` Did you mean \`${key}:${near}\`?` : ''} They are ${VALUES.join(', ')}. ${EXAMPLE}`,
  );
}

function readLevels(args: Args): Level[] {
  const typed = [...valuesOf(args, 'level'), ...(args.words ? [args.words] : [])].map((word) => word.toLowerCase());
  if (typed.length === 0) return [...LEVELS];
  const levels = typed.map((word) => {
    const level = LEVELS.find((each) => word === each || word === `${each}s` || word === each.replace(/y$/, 'ies'));
    if (level) return level;
    throw new UserError(`\`level:${repeatWords(word, 30)}\` is not known. Use state, county or city. ${EXAMPLE}`);
  });
  return LEVELS.filter((level) => levels.includes(level));
}

function readDay({ filters, today }: Args): string {
  const text = filters['on']?.at(-1);
  if (text === undefined) return today;
  const period = parsePeriod(text, today);
  if (!period)
    throw new UserError(
      `\`${repeatWords(text)}\` is not a date. Try \`2025-07-18\`, \`Dec 2025\`, \`FY2025\` or \`90d\`.`,
    );
  // The day of a period that is not over is today
  return period.from <= today && period.to > today ? today : period.to;
}

async function readStates({ db }: Context, args: Args): Promise<string[] | Notice> {
  const typed = (args.filters['in'] ?? []).filter((words) => !isWholeCountry(words));
  const scopes = await findScopes(db, typed, (others, name) => {
    const { in: _, ...rest } = args.filters;
    return `${lineOf('places', args.words ? [args.words] : [], { ...rest, ...(others.length > 0 ? { in: others } : {}) })} in:${name}`;
  });
  if (!Array.isArray(scopes)) return scopes;
  const local = scopes.find(({ kind, states }) => kind !== 'place' || states.length === 0);
  if (local)
    throw new UserError(`\`in:\` takes a state here. The rules of one place: policy "${local.label}". ${EXAMPLE}`, {
      choices: [{ label: `policy ${local.label}`.slice(0, 70), words: `policy "${local.label}"` }],
    });
  return scopes.flatMap(({ states }) => states);
}
