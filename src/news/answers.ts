import type { Answer, Citation, ListItem, Part } from '../answer.ts';
import { citeImport } from '../cards/cite-import.ts';
import { citeReleases, releaseItem } from '../cards/release-card.ts';
import type { Change } from '../db/changes.ts';
import type { Policy } from '../db/policies.ts';
import type { Release } from '../db/releases.ts';
import { OUTCOME_LABEL } from '../rules/outcome.ts';
import type { Scope } from '../rules/scope.ts';
import { plural } from '../rules/wording.ts';
import type { News, OutcomeChange } from './collect-news.ts';
import {
  agreementChangeItem,
  arrivalItem,
  effectItem,
  entryOf,
  figureChangeItem,
  listChangeItem,
  policyChangeItem,
  policyItem,
  releaseChangeItem,
} from './items.ts';

/** Items listed per kind; the rest is one command away. */
const LISTED = 10;
/** More changes than this from one file are a load, not a surge. */
const BATCH = 20;

/** The details of each kind of news as an answer of its own, for a digest's thread. Citations come last. */
export function newsAnswers(news: News, scopes: Scope[], zone: string): Answer[] {
  const where = scopes.filter((scope) => scope.kind === 'place').map((scope) => scope.label);
  return [
    releasesAnswer(news, where),
    policyNewsAnswer(news, where),
    agreementsAnswer(news, where, zone),
    outcomesAnswer(news, where, zone),
    dataAnswer(news, zone),
  ].filter((answer) => answer !== undefined);
}

/** The changed rows as they are now, or as they last were. */
const rowsOf = <T>(changes: News['changes']): T[] =>
  changes.flatMap(({ now, was }) => (now || was ? [JSON.parse(now || was || '') as T] : []));

function releasesAnswer(news: News, where: string[]): Answer | undefined {
  const changes = news.changes.filter((each) => each.kind === 'releases');
  if (changes.length === 0) return undefined;
  const added = changes.filter((each) => each.change === 'added');
  const { listed, note } = batched(added, news, 'published row');
  const rows = listed.map((each) => JSON.parse(each.now ?? '{}') as Release);
  const spoken = changes.filter((each) => entryOf(each)).slice(0, LISTED);
  const others = changes.filter((each) => each.change !== 'added' && !entryOf(each)).slice(0, LISTED);
  return answer({
    title: 'Published declined-detainer releases',
    summary: summaryOf(changes, 'published row'),
    parts: [
      ...note,
      ...list(
        'New',
        rows.map((row) => releaseItem(row)),
        added.length,
      ),
      ...list('Corrected or taken back', others.map(releaseChangeItem)),
      ...list('What parties say about published cases', spoken.map(releaseChangeItem)),
      {
        kind: 'note',
        text: "The outcome of a case is coded for this project and is not a quotation; the agencies' answers are mostly not in these sources. Charges are not convictions.",
      },
    ],
    citations: citeReleases([...rows, ...rowsOf<Release>([...spoken, ...others])]),
    words: ['releases', ...where.slice(0, 5).map((place) => `in:"${place}"`)].join(' '),
    label: 'All releases here',
  });
}

function policyNewsAnswer(news: News, where: string[]): Answer | undefined {
  const changes = news.changes.filter((each) => each.kind === 'policy');
  if (changes.length + news.effects.length === 0) return undefined;
  const added = changes.filter((each) => each.change === 'added');
  const { listed, note } = batched(added, news, 'rule');
  const effects = news.effects.slice(0, LISTED);
  const rows = listed.map((each) => JSON.parse(each.now ?? '{}') as Policy);
  const others = changes.filter((each) => each.change !== 'added').slice(0, LISTED);
  const cited = [...effects.map((each) => each.row), ...rows];
  return answer({
    title: 'Policy',
    summary: [
      ...(news.effects.length > 0 ? [`${plural(news.effects.length, 'rule')} that start or end`] : []),
      ...(changes.length > 0 ? [summaryOf(changes, 'rule')] : []),
    ].join('; '),
    parts: [
      ...list('Starting or ending', effects.map(effectItem), news.effects.length),
      ...note,
      ...list("Added to the desk's facts (the rule itself may be older)", rows.map(policyItem), added.length),
      ...list('Corrected or taken back', others.map(policyChangeItem)),
      { kind: 'note', text: '"In force" means when last read. Unconfirmed rows are never shown as law.' },
    ],
    citations: citeRules([...cited, ...rowsOf<Policy>(others)]),
    ...policyOf(where, { words: 'sources policies', label: 'About the source policies' }),
  });
}

const policyOf = ([place]: string[], other: { words: string; label: string }) =>
  place ? { words: `policy "${place}"`, label: `Policy: ${place}` } : other;

function agreementsAnswer(news: News, where: string[], zone: string): Answer | undefined {
  const changes = news.changes.filter((each) => each.kind === 'agreements');
  if (changes.length === 0) return undefined;
  const { listed, note } = batched(changes, news, 'agency row');
  return answer({
    title: '287(g) agreements',
    summary: `${plural(changes.length, 'change')} on ICE's sheets`,
    parts: [...note, ...list('', listed.map(agreementChangeItem), changes.length)],
    citations: citeImports(changes, news, zone),
    ...policyOf(where, { words: 'sources', label: 'What is loaded' }),
  });
}

function outcomesAnswer(news: News, where: string[], zone: string): Answer | undefined {
  if (news.outcomes.length === 0) return undefined;
  const describe = ({ outcome_group, lift_reason }: OutcomeChange['was']) =>
    `${OUTCOME_LABEL[outcome_group] ?? outcome_group}${lift_reason ? ` ("${lift_reason}")` : ''}`;
  const total = news.outcomes.reduce((sum, each) => sum + each.n, 0);
  const imports = [...news.imports.values()].filter((each) => each.source === 'ice-detainers');
  return answer({
    title: 'Recorded outcomes',
    summary: `${plural(total, 'detainer record')} with another outcome than in the earlier file`,
    parts: [
      ...list(
        '',
        news.outcomes
          .slice(0, LISTED)
          .map((each) => ({ text: `${plural(each.n, 'record')}: ${describe(each.was)} → ${describe(each.now)}` })),
        news.outcomes.length,
      ),
      {
        kind: 'note',
        text: "Outcomes are ICE's record, not findings; a changed record may be a correction or a later event. Records are counted, not listed: the desk follows no person.",
      },
    ],
    citations: imports.map((each) => citeImport(each, zone)),
    words: where[0] ? `lookup "${where[0]}"` : 'sources ice-detainers',
    label: where[0] ? `Detainer records: ${where[0]}` : 'About the source ice-detainers',
  });
}

function dataAnswer(news: News, zone: string): Answer | undefined {
  const data = news.changes.filter((each) => each.kind === 'data');
  const lists = data.filter((each) => each.class === 'list');
  const figures = data.filter((each) => each.class !== 'list');
  if (news.arrivals.length + data.length === 0) return undefined;
  return answer({
    title: 'Data',
    summary: [
      ...(news.arrivals.length > 0 ? [plural(news.arrivals.length, 'data release')] : []),
      ...(figures.length > 0 ? [plural(figures.length, 'published figure')] : []),
      ...(lists.length > 0 ? [`${lists.length} places on publishers' lists`] : []),
    ].join('; '),
    parts: [
      ...list('Data releases', news.arrivals.slice(0, LISTED).map(arrivalItem), news.arrivals.length),
      ...list('Published figures', figures.slice(0, LISTED).map(figureChangeItem), figures.length),
      ...list("Publishers' lists", lists.slice(0, LISTED).map(listChangeItem), lists.length),
    ],
    citations: [...news.arrivals.map((each) => citeImport(each.import, zone)), ...citeImports(data, news, zone)],
    words: 'sources',
    label: 'What is loaded',
  });
}

/** Summarises rows of one file beyond a number as a load; lists the first of the others. */
function batched(changes: Change[], news: News, noun: string): { listed: Change[]; note: Part[] } {
  const byImport = new Map<number, number>();
  for (const each of changes) byImport.set(each.import_id, (byImport.get(each.import_id) ?? 0) + 1);
  const loads = [...byImport].filter(([, count]) => count > BATCH);
  const note = loads.map(([importId, count]) => ({
    kind: 'note' as const,
    text: `${plural(count, noun)} arrived in one file (${news.imports.get(importId)?.file ?? 'a file'}): a load, not a surge. A few are listed.`,
  }));
  return { listed: changes.slice(0, loads.length > 0 ? 5 : LISTED), note };
}

function summaryOf(changes: Change[], noun: string): string {
  const spoken = changes.filter((each) => entryOf(each)).length;
  const count = (change: Change['change']) => changes.filter((each) => each.change === change && !entryOf(each)).length;
  return [
    count('added') > 0 ? `${plural(count('added'), noun)} new` : '',
    count('changed') > 0 ? `${plural(count('changed'), noun)} corrected` : '',
    count('removed') > 0 ? `${plural(count('removed'), noun)} taken back` : '',
    spoken > 0 ? `${spoken === 1 ? '1 entry' : `${spoken} entries`} of what parties say` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

const list = (title: string, items: ListItem[], total = items.length): Part[] => {
  if (items.length === 0) return [];
  const more = total - items.length;
  return [
    { kind: 'list', ...(title ? { title } : {}), items, total },
    ...(more > 0 ? [{ kind: 'note' as const, text: `${more.toLocaleString('en-US')} more are not listed here.` }] : []),
  ];
};

/** The sources of rules, each once. */
export function citeRules(rows: Policy[]): Citation[] {
  const seen = new Map<string, Citation>();
  for (const row of rows) {
    const url = (row.source_url ?? '').split(/[ ;]/)[0];
    const title = row.citation || row.instrument;
    if (!seen.has(title)) seen.set(title, { title, ...(url ? { url } : {}), asOf: row.as_of });
  }
  return [...seen.values()].slice(0, 8);
}

const citeImports = (changes: Change[], news: News, zone: string): Citation[] =>
  [...new Set(changes.map((each) => each.import_id))].flatMap((id) => {
    const found = news.imports.get(id);
    return found ? [citeImport(found, zone)] : [];
  });

function answer(given: {
  title: string;
  summary: string;
  parts: Part[];
  citations: Citation[];
  words: string;
  label: string;
}): Answer | undefined {
  const [first, ...rest] = given.citations;
  if (!first) return undefined;
  const { label, words, citations: _, ...content } = given;
  return { kind: 'answer', ...content, citations: [first, ...rest], followUps: [{ label, words }], words };
}
