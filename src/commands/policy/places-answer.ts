import type { Answer, Citation, ListItem, Notice, Part } from '../../answer.ts';
import { lineOf } from '../../command-line/parse.ts';
import type { Policy } from '../../db/policies.ts';
import { americanDays, formatDate } from '../../rules/dates.ts';
import type { RuledPlace } from '../../rules/places-by-rule.ts';
import { startOf } from '../../rules/policy-at-date.ts';
import { type Dimension, TERMS } from '../../rules/policy-record.ts';
import { findState } from '../../rules/states.ts';
import type { PlacesQuestion } from './find-places-by-rule.ts';

/** Places on a page. */
const PAGE = 10;
/** Places on the first screen: the sentence names the same ones as the list below it. */
const FEW = 5;
export const ACTS: Record<Dimension, string> = {
  hold_on_detainer: 'holding on a detainer',
  notify_release: 'telling ICE of a release',
  jail_access_for_ice: 'ICE access to the jail',
  share_information: 'sharing information with ICE',
  agreement_287g: 'a 287(g) agreement',
};
const note = (text: string) => ({ kind: 'note' as const, text });

export function placesAnswer(question: PlacesQuestion): Answer | Notice {
  const { args, found, rules } = question;
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const shown = found.slice((args.page - 1) * PAGE, args.page * PAGE);
  const content = {
    title: titleOf(question),
    summary: summaryOf(question),
    followUps: [
      ...(args.page < pages
        ? [{ label: `Page ${args.page + 1} of ${pages}`, words: `${args.line} page:${args.page + 1}` }]
        : []),
      ...othersOf(question),
      { label: 'About this source', words: 'sources policies' },
    ],
    words: args.page > 1 ? `${args.line} page:${args.page}` : args.line,
  };
  const notes = notesOf(question);
  const dimensions = rules.map(({ dimension }) => dimension);
  const [first, ...rest] = citationsOf(shown, dimensions);
  if (!first)
    return {
      kind: 'notice',
      ...content,
      parts: [...(args.page > pages ? [note(`There is no page ${args.page}: the last is ${pages}.`)] : []), ...notes],
    };
  const start = (args.page - 1) * PAGE + 1;
  // The first page begins with a few; `more:all` shows the whole page
  const few = args.page === 1 ? FEW : PAGE;
  const items = shown.map((place) => itemOf(place, question));
  const hidden = items.slice(few);
  const parts: Part[] = [
    {
      kind: 'list',
      ...(hidden.length > 0 && !args.more ? { title: `${few} of ${found.length}` } : {}),
      items: items.slice(0, few),
      total: found.length,
      start,
    },
    ...(hidden.length > 0
      ? [{ kind: 'list' as const, items: hidden, total: found.length, start: start + few, detail: true as const }]
      : []),
    ...notes,
  ];
  const later = new Set(citationsOf(shown.slice(few), dimensions).map(({ title }) => title));
  for (const { title } of citationsOf(shown.slice(0, few), dimensions)) later.delete(title);
  const cited = rest.map((each) => (later.has(each.title) ? { ...each, detail: true as const } : each));
  return { kind: 'answer', ...content, parts, citations: [first, ...cited] };
}

export const nameOf = ({ level, name, state }: Pick<RuledPlace<Policy>, 'level' | 'name' | 'state'>): string =>
  level === 'state' ? name : `${name}, ${state}`;

/** 'Places by rule: holding on a detainer prohibited, Nov 28, 2026'. */
export const titleOf = ({ rules, on, states }: PlacesQuestion): string =>
  `Places by rule: ${rules.map(({ dimension, values }) => `${ACTS[dimension]} ${values.join(' or ')}`).join(', ')}${inStates(states)}, ${formatDate(on)}`;

const inStates = (states: string[]): string =>
  states.length > 0 ? ` in ${states.map((code) => findState(code)?.name ?? code).join(' and ')}` : '';

/** Of how many places, and which. */
function summaryOf({ rules, on, found, considered, levels, states }: PlacesQuestion): string {
  const says = rules.map(({ dimension, values }) => `${ACTS[dimension]} is ${values.join(' or ')}`).join(' and ');
  const of = `${countsOf(considered, levels)} with rules in the record${inStates(states)}`;
  const day = formatDate(on);
  if (found.length === 0) return `On ${day}, ${says} in none of the ${of}.`;
  const names = found.slice(0, FEW).map(nameOf);
  const more = found.length - names.length;
  const list = `${names.join('; ')}${more > 0 ? `; and ${more.toLocaleString('en-US')} more` : ''}`;
  const [level] = levels;
  return levels.length === 1 && level
    ? `On ${day}, ${says} in ${found.length.toLocaleString('en-US')} of the ${of}: ${list}.`
    : `On ${day}, ${says} in ${countsOf(found, levels)}, of the ${of}: ${list}.`;
}

/** '6 states, the District of Columbia, 30 counties and 4 cities'. */
function countsOf(places: readonly RuledPlace<Policy>[], levels: PlacesQuestion['levels']): string {
  const counts = levels.flatMap((level) => {
    const [district, others] = partition(places.filter((place) => place.level === level));
    const count = `${others.toLocaleString('en-US')} ${others === 1 ? level : PLURAL[level]}`;
    return district ? [count, 'the District of Columbia'] : [count];
  });
  return counts.length > 1 ? `${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}` : (counts[0] ?? '');
}

/** Whether the District of Columbia, which is no state, is among the places, and how many others are. */
function partition(places: readonly RuledPlace<Policy>[]): [boolean, number] {
  const others = places.filter(({ level, state }) => level !== 'state' || state !== 'DC');
  return [others.length < places.length, others.length];
}

const PLURAL = { state: 'states', county: 'counties', city: 'cities' } as const;

function itemOf(place: RuledPlace<Policy>, { rules }: PlacesQuestion): ListItem {
  const values = rules.map(({ dimension }) => {
    const value = ruledValue(place, dimension);
    return rules.length > 1 ? `${ACTS[dimension]}: ${value}` : value;
  });
  const lead = leadOf(place, rules[0]?.dimension);
  return {
    text: `${nameOf(place)}: ${values.join('; ')}`,
    details: lead
      ? [
          `${lead.level === 'state' && place.level !== 'state' ? 'by the state: ' : ''}${lead.instrument}, since ${formatDate(startOf(lead))}; read as of ${formatDate(lead.as_of)}${lead.confidence === 'high' ? '' : `, confidence ${lead.confidence}`}`,
        ]
      : [],
    action: { label: nameOf(place).slice(0, 70), words: `policy "${wordsFor(place)}"` },
  };
}

// A city bears the name of these states too
const ALSO_CITIES = new Set(['NY', 'WA']);
const wordsFor = (place: RuledPlace<Policy>): string =>
  place.level === 'state' && ALSO_CITIES.has(place.state) ? `State of ${place.name}` : nameOf(place);

const rulingOf = ({ rulings }: RuledPlace<Policy>, dimension: Dimension | undefined) =>
  rulings.find((ruling) => ruling.dimension === dimension);

export const leadOf = (place: RuledPlace<Policy>, dimension: Dimension | undefined): Policy | undefined =>
  rulingOf(place, dimension)?.governing[0];

/** 'prohibited, except with a judicial warrant (in dispute)'; a state's terms are told of the state alone. */
export function ruledValue(place: RuledPlace<Policy>, dimension: Dimension): string {
  const ruling = rulingOf(place, dimension);
  const lead = ruling?.governing[0];
  const isOwn = lead?.level !== 'state' || place.level === 'state';
  const terms = lead && isOwn ? americanDays(lead[TERMS[dimension]]) : '';
  const value = ruling?.value ?? ruling?.silence ?? '';
  return `${value}${terms ? `, ${terms}` : ''}${(ruling?.contested.length ?? 0) > 0 ? ' (in dispute)' : ''}`;
}

function notesOf({ levels, byState, found, on, args }: PlacesQuestion) {
  const local = levels.filter((level) => level !== 'state');
  const names = byState.map(({ name }) => name);
  return [
    ...(local.length > 0
      ? [
          note(
            `Only places with a rule of their own in the record are counted. Elsewhere the state's rule decides, where there is one${names.length > 0 ? `; it says the same in ${names.join(', ')}` : ''}.`,
          ),
        ]
      : []),
    ...(levels.includes('city') && found.some(({ level }) => level === 'city')
      ? [note("A city is counted by what binds its police; the jail is mostly the county's.")]
      : []),
    note(
      `${on > args.today ? 'A day to come, by what is loaded now. ' : ''}Texts when last read, not practice; a rule that is not loaded is not counted. Not legal advice.`,
    ),
  ];
}

/** The leading rule of each place, as sources. */
export function citationsOf(places: readonly RuledPlace<Policy>[], dimensions: readonly Dimension[]): Citation[] {
  const rows = places.flatMap((place) => dimensions.flatMap((dimension) => leadOf(place, dimension) ?? []));
  const cited = rows.map((row): [string, Citation] => {
    const title = `${row.level === 'state' ? (findState(row.state)?.name ?? row.state) : row.name}: ${row.instrument}`;
    const url = (row.official_url || row.source_url).split(/[ ;]/)[0];
    return [title, { title, formal: row.citation || row.instrument, ...(url ? { url } : {}), asOf: row.as_of }];
  });
  return [...new Map(cited).values()];
}

/** The same rule at the other levels. */
function othersOf({ args, levels }: PlacesQuestion) {
  const { level: _, ...filters } = args.filters;
  const others = levels.length === 1 ? (['state', 'county'] as const).filter((level) => !levels.includes(level)) : [];
  return others.map((level) => ({
    label: `The same: ${PLURAL[level]}`,
    words: lineOf('places', [], { ...filters, level: [level] }),
  }));
}
