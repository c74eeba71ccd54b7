import type { FullTable } from '../answer.ts';
import type { Release } from '../db/releases.ts';
import { entryLine } from './ledger-words.ts';
import { citeReleases } from './release-card.ts';

const COLUMNS = [
  'case_id',
  'release_date',
  'release_date_precision',
  'releasing_agency',
  'detainer_sent_to',
  'jurisdiction',
  'state',
  'sex',
  'age',
  'citizenship',
  'offences',
  'offence_status',
  'detainer_outcome',
  'release_kind',
  'detainer_date',
  'prior_removals',
  'disputed_or_corrected',
  'notes',
  'publisher',
  'list_title',
  'published',
  'address',
] as const satisfies (keyof Release)[];

/** Published cases as rows, as their publisher gave them. */
export const releaseRowsTable = (title: string, cases: Release[], notes: string[]): FullTable => ({
  kind: 'rows',
  title,
  columns: [...COLUMNS],
  rows: cases.map((row) =>
    COLUMNS.map((name) =>
      name === 'disputed_or_corrected'
        ? [row[name], ...(row.ledger ?? []).map(entryLine)].filter(Boolean).join('; ')
        : row[name],
    ),
  ),
  total: cases.length,
  notes: [
    'Each row is what its publisher reported of a case; the outcome is coded for this project and is not a quotation. Charges are not convictions. A selection, never to be added up.',
    "Rows of ICE's detainer data are not among these: export lookup, with outcome:declined.",
    ...notes,
  ],
  citations: citeReleases(cases),
});
