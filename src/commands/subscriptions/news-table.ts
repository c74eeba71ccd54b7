import type { FullTable, Notice } from '../../answer.ts';
import { citeLists } from '../../cards/agreements.ts';
import { MAX_EXPORT_ROWS } from '../../cards/full-table.ts';
import { citeEntries, saidLine } from '../../cards/ledger-words.ts';
import { citeReleases } from '../../cards/release-card.ts';
import type { Context } from '../../context.ts';
import { findStandingList } from '../../db/agreement-sheets.ts';
import { citeRules } from '../../news/answers.ts';
import { modelName } from '../../rules/agreement-model.ts';
import type { NewsQuestion } from './find-news.ts';
import { daysOf, placesOf } from './news-answer.ts';

/** Every dated fact of the days asked about and of those to come, one a row. */
export async function newsTable({ db }: Context, question: NewsQuestion): Promise<FullTable | Notice> {
  const { facts, coming, args } = question;
  const title = `News: ${placesOf(question) ?? 'United States'}, ${daysOf(question)}`;
  const rows = [
    ...[...coming, ...facts.rules].map(({ row, what, on }) => [
      on,
      'policy',
      what,
      row.level === 'state' ? '' : row.name,
      row.state,
      row.instrument,
      row.source_url ?? '',
    ]),
    ...(['signed', 'left'] as const).flatMap((what) =>
      facts[what].map((row) => [
        (what === 'signed' ? row.signed_on : (row.left_on ?? row.ended_on)) ?? '',
        'agreements',
        what === 'signed' ? 'signed' : row.left_on ? "left ICE's list" : 'ended',
        row.agency,
        row.state,
        modelName(row),
        row.moa_url ?? '',
      ]),
    ),
    ...facts.cases.map((row) => [
      row.published,
      'releases',
      'published',
      row.jurisdiction,
      row.state,
      `${row.case_id}: ${row.publisher}`,
      row.address_class === 'web' ? row.address : '',
    ]),
    ...facts.entries.map((entry) => [
      entry.said_on,
      'releases',
      entry.kind,
      '',
      '',
      `${entry.fact}: ${saidLine(entry)}`,
      entry.address,
    ]),
  ];
  const list = await findStandingList(db, 'participating', args.today);
  if (rows.length === 0)
    return {
      kind: 'notice',
      title,
      summary: 'There are no rows to export.',
      parts: [],
      followUps: [{ label: 'News', words: args.line }],
      words: args.line,
    };
  return {
    kind: 'rows',
    title,
    columns: ['date', 'kind', 'what', 'place_or_agency', 'state', 'fact', 'source'],
    rows: rows.slice(0, MAX_EXPORT_ROWS),
    total: rows.length,
    notes: ['By the days of the facts themselves. Only what is loaded; published cases are a selection.'],
    citations: [
      ...citeRules([...coming, ...facts.rules].map(({ row }) => row)),
      ...(facts.signed.length + facts.left.length > 0 && list.day
        ? citeLists(list, undefined, [...facts.signed, ...facts.left])
        : []),
      ...citeReleases(facts.cases),
      ...citeEntries(facts.entries),
    ],
  };
}
