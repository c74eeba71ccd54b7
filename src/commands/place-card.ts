import type { Answer, Citation, Fact, NamedPlace, Notice, Part } from '../answer.ts';
import { LISTS_TITLE } from '../cards/publisher-lists.ts';
import { howToLoad } from '../command-line/how-to-load.ts';
import type { Asker } from '../command-line/subcommand.ts';
import type { Context } from '../context.ts';
import { findDetainerCoverage } from '../db/detainers.ts';
import { UserError } from '../errors.ts';
import { formatDate } from '../rules/dates.ts';
import { isWholeCountry } from '../rules/whole-country.ts';
import { CASES_TITLE, TOTALS_TITLE } from './releases/releases.ts';
import { FIGURES_TITLE } from './stats/figures.ts';

/** Answers another command line as if it had been typed, but never with a place card. */
type Ask = (line: string) => Promise<Answer | Notice>;

/** The newest cases of a card, and those of them on the first screen. */
const CASES = 3;
const FIRST_CASES = 1;

/**
 * The answer when a command found no detainer row: briefly what `policy`, `releases`, `agreements` and `stats` say about
 * the same places, and how rows are loaded. Only the notice if they know nothing either.
 */
export async function withPlaceCard(
  context: Context,
  asker: Asker,
  notice: Notice,
  ask: Ask,
): Promise<Answer | Notice> {
  const { unloaded, ...shown } = notice;
  if (!unloaded) return notice;
  const { rows } = await findDetainerCoverage(context.db);
  const known = "ICE's detainer file is not loaded here.";
  const missing = rows === 0 ? [howToLoad(context, asker, { known, source: 'ice-detainers' })] : [];
  const cards = [];
  for (const place of unloaded) cards.push(await askAbout(place, ask));
  const [only, another] = cards;
  const [first, ...rest] = distinct(cards.flatMap(({ citations }) => citations));
  if (!only || !first) return { ...shown, parts: [...shown.parts, ...missing] };
  return {
    ...shown,
    kind: 'answer',
    summary: another ? shown.summary : [shown.summary, only.rule].filter(Boolean).join(' '),
    parts: [...(another ? sideBySide(cards) : only.parts), ...shown.parts, ...missing],
    citations: [first, ...rest],
  };
}

interface Card {
  title: string;
  rule: string | undefined;
  facts: Fact[];
  parts: Part[];
  citations: Citation[];
}

async function askAbout({ title, words }: NamedPlace, ask: Ask): Promise<Card> {
  const country = isWholeCountry(words);
  const at = country ? '' : ` in:"${words}"`;
  const policy = country ? undefined : await find(ask, `policy "${words}"`);
  const agreements = await find(ask, `agreements${at}`);
  const releases = await find(ask, `releases${at}`);
  const stats = await find(ask, `stats "${words}"`);
  const cases = newestOf(releases);
  const figures = factsOf(stats, FIGURES_TITLE).slice(0, 1);
  const facts: Fact[] = [
    ...(agreements ? [{ label: '287(g)', value: describeAgreements(agreements) }] : []),
    ...(releases && cases.length === 0
      ? [{ label: 'Published cases', value: `${releases.summary} What is loaded is a selection.` }]
      : []),
    ...figures.map(({ label, value }) => ({ label: `Published by others: ${label}`, value })),
    ...(stats?.kind === 'answer' && figures.length === 0
      ? [{ label: 'All that is loaded', value: stats.summary }]
      : []),
  ];
  const listed = factsOf(policy, LISTS_TITLE);
  const shown = citationsOf(policy).filter(({ detail }) => !detail);
  return {
    title,
    rule: policy?.summary,
    facts: [...facts, ...listed],
    parts: [
      { kind: 'facts', facts },
      ...cases,
      ...(listed.length > 0 ? [{ kind: 'facts' as const, facts: listed, detail: true as const }] : []),
    ],
    citations: [
      ...shown.slice(0, 2),
      ...citationsOf(agreements).slice(0, 1),
      ...citationsOf(releases).slice(0, FIRST_CASES),
      ...citationsOf(stats).slice(0, 1),
      ...[...citationsOf(policy), ...citationsOf(releases).slice(0, CASES)].map((each) => ({
        ...each,
        detail: true as const,
      })),
    ],
  };
}

/** The answer to the line; undefined for a question back or an error. */
async function find(ask: Ask, line: string): Promise<Answer | Notice | undefined> {
  try {
    const answer = await ask(line);
    const asksBack = answer.kind === 'notice' && (answer.places || answer.parts.some(({ kind }) => kind === 'choices'));
    return asksBack ? undefined : answer;
  } catch (cause) {
    if (cause instanceof UserError) return undefined;
    throw cause;
  }
}

/** Absence from the newest list says nothing about the days after it. */
function describeAgreements(answer: Answer | Notice): string {
  const [list] = citationsOf(answer);
  const day = list ? formatDate(list.asOf) : '';
  return answer.summary.includes(day) ? answer.summary : `${answer.summary} The newest list loaded is of ${day}.`;
}

const citationsOf = (answer: Answer | Notice | undefined): Citation[] =>
  answer?.kind === 'answer' ? answer.citations : [];

function factsOf(answer: Answer | Notice | undefined, title: string): Fact[] {
  const parts: Part[] = answer?.parts ?? [];
  return parts.flatMap((part) => (part.kind === 'facts' && part.title === title ? part.facts : []));
}

/**
 * The newest cases, or the published totals if there are none, each with the claim and who disputes it. The title names
 * the publishers. The button of a case shows the rest.
 */
function newestOf(releases: Answer | Notice | undefined): Part[] {
  const parts: Part[] = releases?.parts ?? [];
  const lists = parts.flatMap((part) => (part.kind === 'list' ? [part] : []));
  const found = lists.find(({ title }) => title === CASES_TITLE) ?? lists.find(({ title }) => title === TOTALS_TITLE);
  if (!releases || !found) return [];
  const items = found.items.slice(0, CASES).map(({ details = [], ...item }) => ({
    ...item,
    details: details.filter((line) => !line.startsWith('Later: ')),
  }));
  return [
    {
      kind: 'list',
      title: releases.summary.replace(/\.$/, ''),
      items,
      total: found.total ?? items.length,
      first: FIRST_CASES,
    },
  ];
}

const sideBySide = (cards: Card[]): Part[] => [
  {
    kind: 'list',
    title: 'What else is known',
    items: cards.map(({ title, rule, facts }) => ({
      text: title,
      details: [...(rule ? [rule] : []), ...facts.map(({ label, value }) => `${label}: ${value}`)],
    })),
  },
];

/** Each source once, as it stands first. */
const distinct = (citations: Citation[]): Citation[] =>
  citations.filter(
    ({ title, url }, at) => citations.findIndex((each) => each.title === title && each.url === url) === at,
  );
