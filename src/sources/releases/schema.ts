import { z } from 'zod';
import { withoutPersonalData } from '../../rules/private-text.ts';
import { releaseSpans } from '../../rules/release-dates.ts';
import { isInternalDocument } from '../internal-document.ts';
import { BadRow, type RawRow } from '../source.ts';

export const RELEASE_COLUMNS = [
  'case_id',
  'row_kind',
  'publisher',
  'title_or_list',
  'address',
  'published',
  'jurisdiction',
  'state',
  'field_office',
  'sex',
  'age',
  'citizenship',
  'offences',
  'offence_status',
  'local_arrest_date',
  'local_arrest_agency',
  'detainer_date',
  'detainer_sent_to',
  'releasing_agency',
  'release_date',
  'release_date_precision',
  'release_kind',
  'detainer_outcome',
  'later_event_date',
  'later_event',
  'prior_removals',
  'disputed_or_corrected',
  'notes',
  'text_seen',
] as const;

const text = z.string().trim().default('');
const Release = z.object({
  case_id: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,29}$/, 'case_id must be letters, digits and hyphens'),
  row_kind: z.enum(['case', 'aggregate', 'dispute'], { error: 'row_kind must be case, aggregate or dispute' }),
  publisher: z.string().trim().min(1, 'publisher is empty: a row must cite'),
  address: z.string().trim().min(1, 'address is empty: a row must cite'),
  published: z.string().trim().min(1, 'published is empty: a row must say when'),
  state: z
    .string()
    .trim()
    .regex(/^([A-Z]{2}(\/[A-Z]{2})*)?$/, 'state must be two letters such as CA'),
});

type OutcomeClass = 'declined' | 'disputed' | 'unclear' | 'honored' | 'not stated' | 'aggregate';

export type ReleaseRow = ShownAs &
  Record<Exclude<(typeof RELEASE_COLUMNS)[number], 'title_or_list' | 'row_kind'>, string> & {
    row_kind: 'case' | 'aggregate' | 'dispute';
    list_title: string;
    published_from: string | null;
    release_from: string | null;
    release_to: string | null;
    outcome_class: OutcomeClass;
  };

/** How to show two cells. Not part of a row's fingerprint: it adds nothing to what the publisher says. */
interface ShownAs {
  /** One web address; a document that only the makers of the data have; or words. */
  address_class: 'web' | 'internal' | 'words';
  /** 'remark': the words of the precision are shown next to the date. */
  precision_class: 'plain' | 'remark';
}

/**
 * Turns one published case into our row, with dates at the publisher's precision. Throws BadRow that names the column.
 */
export function parseRelease(raw: RawRow): ReleaseRow {
  const fields = Object.fromEntries(
    RELEASE_COLUMNS.map((column) => [column, withoutPersonalData(text.parse(raw.fields[column]))]),
  ) as Record<(typeof RELEASE_COLUMNS)[number], string>;
  const checked = Release.safeParse(fields);
  if (!checked.success) throw new BadRow(checked.error.issues.map((issue) => issue.message).join('; '));
  const { title_or_list: list_title, ...rest } = fields;
  if (/\d{4}-\d{2}/.test(fields.release_date) && releaseSpans(fields.release_date).length === 0) {
    throw new BadRow(
      `release_date "${fields.release_date.slice(0, 40)}" is not a date (use 2020-08-31, 2020-08 or 2018-01..2018-03)`,
    );
  }
  const spans = releaseSpans(fields.release_date);
  return {
    ...rest,
    row_kind: checked.data.row_kind,
    list_title,
    published_from: releaseSpans(fields.published)[0]?.from ?? null,
    release_from: spans[0]?.from ?? null,
    release_to: spans.at(-1)?.to ?? null,
    outcome_class: outcomeClass(checked.data.row_kind, fields.detainer_outcome),
    ...shownAs(fields),
  };
}

const PRECISIONS = new Set(['', 'day', 'week', 'month', 'quarter']);

/** Derives how to show the address and the precision of a date. Throws BadRow. */
function shownAs(row: { address: string; release_date_precision: string }): ShownAs {
  const isWeb = /^https?:\/\/[^\s;]+$/.test(row.address);
  const precision = row.release_date_precision;
  return {
    address_class: isWeb ? 'web' : isInternalDocument(row.address) ? 'internal' : 'words',
    precision_class: PRECISIONS.has(precision) || precision.startsWith('day') ? 'plain' : 'remark',
  };
}

/** Classifies what the source says about the detainer. The source's own words are stored too. */
function outcomeClass(kind: string, outcome: string): OutcomeClass {
  const words = outcome.toLowerCase();
  if (kind === 'aggregate') return 'aggregate';
  if (kind === 'dispute' || words.includes('/')) return 'disputed';
  if (words.includes('not stated') || words.includes('none stated') || words === '') return 'not stated';
  if (words.includes('honored')) return 'honored';
  if (words.includes(' or ')) return 'unclear';
  return words.startsWith('declined') ? 'declined' : 'not stated';
}
