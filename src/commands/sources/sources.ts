import type { Answer, Fact, ListItem, Notice, NoticePart } from '../../answer.ts';
import { describeCounts } from '../../cards/agreement-words.ts';
import { citeImport } from '../../cards/cite-import.ts';
import { describeCorrections } from '../../cards/correction-words.ts';
import { howToLoad } from '../../command-line/how-to-load.ts';
import { nearest } from '../../command-line/parse.ts';
import type { Args, Asker, Subcommand } from '../../command-line/subcommand.ts';
import { todayOf } from '../../command-line/today.ts';
import type { Context } from '../../context.ts';
import { findNewestSheet } from '../../db/agreement-sheets.ts';
import { findAllSpells } from '../../db/agreements.ts';
import { countCorrectionsByOutcome } from '../../db/corrections.ts';
import { countRowsOfSource } from '../../db/counts.ts';
import { findAllLatestImports, findRejectedRows, type Import } from '../../db/imports.ts';
import { findAllSyncChecks, type SyncCheck } from '../../db/sync-checks.ts';
import { UserError } from '../../errors.ts';
import { describeCheck } from '../../news/source-checks.ts';
import { isListedOn } from '../../rules/agreement-at-date.ts';
import { formatDate } from '../../rules/dates.ts';
import { asOfDay, formatMoment } from '../../rules/moment.ts';
import { repeatWords } from '../../rules/private-text.ts';
import { plural } from '../../rules/wording.ts';
import { sourceList as allSources } from '../../sources/index.ts';
import type { Source } from '../../sources/source.ts';
import { facilitiesAnswer } from './facilities.ts';
import { latest, warningsOf } from './warnings.ts';

export const sources: Subcommand = {
  name: 'sources',
  summary: 'What is loaded, from whom, as of when, how many rows, what was rejected and what is missing',
  usage: 'sources [source]',
  examples: ['sources', 'sources policies', 'sources facilities'],
  effects: 'none',
  heavy: true,
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  filters: {},
  run: runSources,
};

async function runSources(context: Context, args: Args, asker: Asker): Promise<Answer | Notice> {
  const imports = await findAllLatestImports(context.db);
  const checks = await findAllSyncChecks(context.db);
  const { zone } = await todayOf(context, asker);
  const name = args.words.toLowerCase();
  if (name === 'facilities') return facilitiesAnswer(context, args, asker);
  const loading = (known: string, id: string) => howToLoad(context, asker, { known, source: id });
  if (name === '') return overview(context, imports, checks, zone, loading('Each source can be renewed.', '<source>'));
  const source = allSources.find((each) => each.id === name);
  if (source) return one(context, source, imports, checks, zone, loading(`Missing: ${source.missing}`, source.id));
  const ids = allSources.map((each) => each.id);
  const near = nearest(name, ids);
  throw new UserError(
    `There is no source \`${repeatWords(name)}\`.${near ? ` Did you mean \`${near}\`?` : ''} The sources are ${ids.join(', ')}. Example: sources policies`,
    { choices: near ? [{ label: `sources ${near}`, words: `sources ${near}` }] : [] },
  );
}

async function overview(
  context: Context,
  imports: Import[],
  checks: SyncCheck[],
  zone: string,
  howTo: NoticePart,
): Promise<Answer | Notice> {
  const rows: string[][] = [];
  const warnings: string[] = [];
  for (const source of allSources) {
    const { loaded, refused } = latest(source, imports);
    rows.push([
      source.id,
      loaded ? (await countRowsOfSource(context.db, source.id)).toLocaleString('en-US') : 'not loaded',
      loaded ? formatDate(asOfDay(loaded, context.zone)) : '-',
      loaded ? String(loaded.rejected) : '-',
      source.publisher,
    ]);
    warnings.push(...warningsOf(source, { loaded, refused }, checks, zone));
  }
  const loadedImports = imports.filter((each) => each.outcome === 'loaded');
  const missing: ListItem[] = [...allSources.map((source) => ({ text: `${source.id}: ${source.missing}` }))];
  const [first, ...rest] = loadedImports.map((each) => citeImport(each, context.zone));
  const parts = [
    { kind: 'table' as const, columns: ['Source', 'Rows', 'As of', 'Rejected', 'From'], rows, total: 0 },
    ...warnings.map(warning),
    ...(await correctionNote(context)),
    { kind: 'guide' as const, title: 'What is missing', items: missing },
    howTo,
  ];
  const followUps = allSources.map((source) => ({ label: source.id, words: `sources ${source.id}` }));
  const summary = `${loadedImports.length} of ${allSources.length} sources are loaded.`;
  if (!first)
    return {
      kind: 'notice',
      title: 'Sources',
      summary: 'Nothing is loaded yet.',
      parts: [...warnings.map(warning), howTo],
      followUps,
      words: 'sources',
    };
  return { kind: 'answer', title: 'Sources', summary, parts, citations: [first, ...rest], followUps, words: 'sources' };
}

/** What readers reported, and what became of it. */
async function correctionNote({ db }: Context): Promise<NoticePart[]> {
  const counts = await countCorrectionsByOutcome(db);
  return Object.keys(counts).length > 0
    ? [{ kind: 'note', text: `${describeCorrections(counts)}. Each of them: corrections` }]
    : [];
}

async function one(
  context: Context,
  source: Source,
  imports: Import[],
  checks: SyncCheck[],
  zone: string,
  missing: NoticePart,
): Promise<Answer | Notice> {
  const { loaded, refused } = latest(source, imports);
  const warnings = warningsOf(source, { loaded, refused }, checks, zone).map(warning);
  const kept = checks.filter((check) => check.source === source.id).map((check) => describeCheck(check, zone));
  const about = [{ kind: 'note' as const, text: source.caveat }, missing];
  if (!loaded) {
    return {
      kind: 'notice',
      title: `Source: ${source.id}`,
      summary: `${source.title}: not loaded.`,
      parts: [
        ...warnings,
        ...kept.map(({ label, value }) => ({ kind: 'note' as const, text: `${label} ${value}` })),
        ...about,
      ],
      followUps: [],
      words: `sources ${source.id}`,
    };
  }
  const listed = source.id === 'agreements-287g' ? await describeSheets(context) : [];
  const rejected = await findRejectedRows(context.db, loaded.import_id, 10);
  const now = (await countRowsOfSource(context.db, source.id)).toLocaleString('en-US');
  return {
    kind: 'answer',
    title: `Source: ${source.id}`,
    summary: `${source.title}: ${now} rows, as of ${formatDate(asOfDay(loaded, context.zone))}.`,
    parts: [
      {
        kind: 'facts',
        facts: [
          { label: 'From', value: source.publisher },
          ...listed,
          { label: 'File', value: `${loaded.file} (SHA-256 ${loaded.sha256.slice(0, 12)})` },
          { label: 'Loaded', value: formatMoment(loaded.finished_at, zone, 'iso') },
          {
            label: 'Last import',
            value: `${loaded.rows} rows read: ${loaded.inserted} new, ${loaded.updated} changed, ${loaded.unchanged} as before, ${loaded.removed} gone, ${loaded.rejected} rejected`,
          },
          ...(loaded.withheld > 0
            ? [
                {
                  label: 'Withheld',
                  value: `${plural(loaded.withheld, 'cell')} that looked like personal data, or were no known value of their column: blanked, not kept`,
                },
              ]
            : []),
          ...(loaded.message ? [{ label: 'About this import', value: loaded.message }] : []),
          ...kept,
          ...(loaded.absent_columns
            ? [{ label: 'Columns not in the file', value: loaded.absent_columns.split(',').join(', ') }]
            : []),
          ...(loaded.unread_columns
            ? [{ label: 'Columns of the file that are not read', value: loaded.unread_columns.split(',').join(', ') }]
            : []),
        ],
      },
      ...(rejected.length > 0
        ? [
            {
              kind: 'list' as const,
              title: 'Rejected rows',
              items: rejected.map((row) => ({ text: `row ${row.row_number}: ${row.reason}` })),
              total: loaded.rejected,
            },
          ]
        : []),
      ...warnings,
      ...about,
    ],
    citations: [citeImport(loaded, context.zone)],
    followUps: [],
    words: `sources ${source.id}`,
  };
}

/** Agreements and agencies are two counts, and pending is a third. */
async function describeSheets({ db }: Context): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const stage of ['participating', 'pending'] as const) {
    const day = (await findNewestSheet(db, stage))?.sheet_on;
    if (day === undefined) continue;
    const rows = (await findAllSpells(db, stage)).filter((row) => isListedOn(row, day));
    facts.push({
      label: stage === 'pending' ? 'Pending (not active)' : 'Participating',
      value: `${describeCounts(rows)}, sheet of ${formatDate(day)}`,
    });
  }
  return facts;
}

const warning = (text: string) => ({ kind: 'note' as const, tone: 'warning' as const, text });
