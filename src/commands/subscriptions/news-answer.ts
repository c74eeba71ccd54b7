import type { Answer, Citation, ListItem, Notice, Part } from '../../answer.ts';
import { citeLists } from '../../cards/agreements.ts';
import { citeEntries } from '../../cards/ledger-words.ts';
import { citeReleases, isPublishedTotal, releaseItem } from '../../cards/release-card.ts';
import { lineOf } from '../../command-line/parse.ts';
import type { Asker } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findStandingList } from '../../db/agreement-sheets.ts';
import type { Release } from '../../db/releases.ts';
import { citeRules, newsAnswers } from '../../news/answers.ts';
import { isQuiet } from '../../news/collect-news.ts';
import { newsCounts } from '../../news/counts.ts';
import type { DatedFacts } from '../../news/dated-facts.ts';
import { datedAgreementItem, datedCounts, datedEntryItem, datedRuleItem } from '../../news/dated-words.ts';
import { describeKinds, describePlaces } from '../../news/digest-rule.ts';
import { formatDate } from '../../rules/dates.ts';
import { NEWS_KINDS, type NewsKind } from '../../rules/scope.ts';
import type { NewsQuestion } from './find-news.ts';
import { limitsOf } from './news-limits.ts';

/** Items of each kind on the first screen. */
const SHOWN = 3;
const note = (text: string) => ({ kind: 'note' as const, text });

export async function newsAnswer(context: Context, question: NewsQuestion, asker: Asker): Promise<Answer | Notice> {
  const { args, facts, newest, coming, loaded, ahead } = question;
  const details = isQuiet(loaded) ? [] : newsAnswers(loaded, question.scopes, context.zone);
  const shown = newest ?? facts;
  const { today } = args;
  const limits = await limitsOf(context, question, asker);
  const content = {
    title: `News: ${placesOf(question) ?? 'United States'}, ${daysOf(question)}`,
    summary: summaryOf(question),
    followUps: followUps(question),
    words: args.line,
  };
  const citations = await citationsOf(context, question, shown);
  const cited = [...citations, ...details.flatMap((each) => each.citations)];
  const [first, ...rest] = new Map(cited.map((each) => [`${each.title} ${each.url ?? ''}`, each])).values();
  if (!first) return { kind: 'notice', ...content, parts: limits };
  return {
    kind: 'answer',
    ...content,
    parts: [
      ...list(
        ahead ? `To come by ${formatDate(ahead.to)}` : '',
        coming.map((each) => datedRuleItem(each, today)),
      ),
      ...factParts(shown, today, newest !== undefined),
      // The first sentence says it where nothing else happened
      ...(isQuiet(loaded) || datedCounts(facts).length === 0
        ? []
        : [note(`Loaded here in these days: ${newsCounts(loaded, today).join(', ')}. The facts may be older.`)]),
      ...details.flatMap((each) => each.parts.map((part): Part => ({ ...part, detail: true }))),
      ...limits,
    ],
    citations: [first, ...rest],
  };
}

function factParts({ rules, signed, left, cases, entries }: DatedFacts, today: string, isNewest: boolean): Part[] {
  const of = (title: string, items: ListItem[]) =>
    list(isNewest ? `Before: newest of the ${title}` : capitalised(title), isNewest ? items.slice(0, 1) : items);
  return [
    ...of(
      'rules',
      rules.map((each) => datedRuleItem(each, today)),
    ),
    ...of(
      '287(g) agreements signed',
      signed.map((row) => datedAgreementItem(row, 'signed')),
    ),
    ...of(
      "agreements that left ICE's 287(g) list or ended",
      left.map((row) => datedAgreementItem(row, 'left')),
    ),
    ...of('published cases', cases.filter((row) => !isPublishedTotal(row)).map(caseItem)),
    ...of('published totals (not cases; never added up)', cases.filter(isPublishedTotal).map(caseItem)),
    ...of('answers and corrections to published cases', entries.map(datedEntryItem)),
  ];
}

/** A case without what followed it; its publisher is cited. */
function caseItem(row: Release): ListItem {
  const { details = [], ...item } = releaseItem(row);
  return { ...item, details: details.filter((line, at) => at !== 1 && !line.startsWith('Later: ')) };
}

/** The first items; all of them with the details. */
function list(title: string, items: ListItem[]): Part[] {
  if (items.length === 0) return [];
  const more = items.slice(SHOWN);
  return [
    { kind: 'list', title, items: items.slice(0, SHOWN), total: items.length },
    ...(more.length > 0
      ? [
          {
            kind: 'list' as const,
            items: more.slice(0, MORE),
            total: items.length,
            start: SHOWN + 1,
            detail: true as const,
          },
          note(
            `${more.length.toLocaleString('en-US')} more: ${more.length > MORE ? `\`more:all\` shows ${MORE} of them, an export has all` : '`more:all` shows them'}.`,
          ),
        ]
      : []),
  ];
}

/** Items behind `more:all`. */
const MORE = 20;

export const placesOf = ({ scopes }: NewsQuestion): string | undefined =>
  scopes.length === 0 ? undefined : describePlaces(scopes);

/** 'Oct 29 to Nov 28, 2026'. */
export function daysOf({ days: { from, to } }: NewsQuestion): string {
  const first = formatDate(from);
  if (from === to) return first;
  return `${from.slice(0, 4) === to.slice(0, 4) ? first.replace(/, \d{4}$/, '') : first} to ${formatDate(to)}`;
}

/** What happened, by kind; and what is to come. */
function summaryOf(question: NewsQuestion): string {
  const { facts, kinds, days, ahead, args } = question;
  const where = placesOf(question);
  const of = kinds.length < NEWS_KINDS.length ? ` (${describeKinds(kinds)})` : '';
  const next = ahead && kinds.includes('policy') ? describeComing(question, ahead.to) : '';
  if (days.from > args.today) return next || `${capitalised(daysOf(question))} is still to come${of}.`;
  const about = where ? ` about ${where}` : '';
  const counts = datedCounts(facts);
  const brought = newsCounts(question.loaded, args.today);
  const happened =
    counts.length > 0
      ? `From ${daysOf(question)}${where ? ` in ${where}` : ''}: ${counts.join('; ')}.`
      : brought.length > 0
        ? `Loaded here from ${daysOf(question)}${where ? ` on ${where}` : ''}: ${brought.join(', ')}.`
        : `${nothingOf(question)}${about} is dated from ${daysOf(question)}, and no file loaded in these days changed one.`;
  return [happened, next].filter(Boolean).join(' ');
}

/** What the days of facts are read of; records of detainers are counted by `stats`. */
const DATED: Partial<Record<NewsKind, string>> = {
  policy: 'rule',
  agreements: '287(g) agreement',
  releases: 'published case',
};

/** 'No rule, 287(g) agreement or published case that is loaded'. */
function nothingOf({ kinds }: NewsQuestion): string {
  const nouns = (['policy', 'agreements', 'releases'] as const).flatMap((kind) =>
    kinds.includes(kind) ? (DATED[kind] ?? []) : [],
  );
  const last = nouns.pop() ?? `fact of these kinds (${describeKinds(kinds)})`;
  return `No ${nouns.length > 0 ? `${nouns.join(', ')} or ` : ''}${last} that is loaded`;
}

function describeComing(question: NewsQuestion, end: string): string {
  const { coming, args, scopes } = question;
  const [first, ...rest] = coming;
  const where = scopes.length > 0 ? ` for ${placesOf(question)}` : '';
  if (!first) return `No loaded rule or deadline${where} falls between now and ${formatDate(end)}.`;
  const { text } = datedRuleItem(first, args.today);
  return `To come by ${formatDate(end)}: ${text}${rest.length > 0 ? `, and ${rest.length} more` : ''}.`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

async function citationsOf(
  { db }: Context,
  { coming, args, newest }: NewsQuestion,
  { rules, signed, left, cases, entries }: DatedFacts,
): Promise<Citation[]> {
  const list = await findStandingList(db, 'participating', args.today);
  const shown = [...coming.slice(0, SHOWN), ...rules.slice(0, newest ? 1 : SHOWN)];
  return [
    ...citeRules(shown.map(({ row }) => row)),
    ...(signed.length + left.length > 0 && list.day ? citeLists(list, undefined, [...signed, ...left]) : []),
    ...citeReleases(cases.slice(0, newest ? 1 : SHOWN)),
    ...citeEntries(entries.slice(0, newest ? 1 : SHOWN)),
  ];
}

function followUps({ args, scopes, days, facts }: NewsQuestion) {
  const names = scopes.filter(({ kind }) => kind === 'place').map(({ label }) => label);
  const [place] = names;
  const at = names.length > 0 ? { in: names } : {};
  const isOpen = days.to === args.today;
  return [
    ...(facts.signed.length > SHOWN && isOpen
      ? [{ label: 'All signed', words: lineOf('agreements', [], { ...at, 'signed-since': [days.from] }) }]
      : []),
    ...(facts.left.length > SHOWN && isOpen
      ? [{ label: 'All that left', words: lineOf('agreements', [], { ...at, 'left-since': [days.from] }) }]
      : []),
    ...(place ? [{ label: `Policy: ${place}`.slice(0, 70), words: `policy "${place}"` }] : []),
    { label: 'What is loaded', words: 'sources' },
  ];
}
