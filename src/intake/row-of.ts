import { createHash } from 'node:crypto';
import { withoutPersons } from '../rules/private-text.ts';
import type { Figure, FoundDate, Offence, ProposedCase } from './found.ts';

/** Where a text comes from, as given by whoever pastes it. */
export interface Source {
  publisher: string;
  title: string;
  url: string;
  published: string;
}

// Crockford's letters: none that is taken for another.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** SHA-256 of a text without regard to blanks and breaks: the same release pasted twice is one text. */
export const hashOfText = (text: string): string =>
  createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex');

/** 'PR20-7QX4K-2': the year of publication, the text and the number of the case in it; figures are 'PR20-7QX4K-F1'. */
export function caseReference(sha256: string, published: string, number: string): string {
  const bytes = Buffer.from(sha256.slice(0, 10), 'hex');
  const letters = Array.from(bytes, (byte) => LETTERS.charAt(byte % 32));
  return `PR${published.slice(2, 4)}-${(bytes[0] ?? 0) % 10}${letters.slice(1).join('')}-${number}`;
}

const PRECISION: Readonly<Record<string, string>> = { range: 'range', year: 'year', month: 'month', day: 'day' };
const words = (found: { value: string | number | boolean } | undefined): string =>
  found === undefined ? '' : String(found.value);

/** One row of the releases source for a case. Text that looks like a name is withheld. */
export function rowOfCase(made: ProposedCase, caseId: string, source: Source): Record<string, string> {
  const later = made.later_events.map(({ value }) => value);
  const laterDate = made.later_events.find(({ date }) => date)?.date;
  return {
    ...common(source),
    case_id: caseId,
    row_kind: made.outcome.value === 'disputed' ? 'dispute' : 'case',
    jurisdiction: words(made.jurisdiction),
    state: words(made.state),
    sex: words(made.sex),
    age: words(made.age),
    citizenship: words(made.citizenship),
    offences: made.offences.map(({ value }) => value).join('; '),
    offence_status: standingOf(made.offences),
    local_arrest_date: words(made.local_arrest_date),
    local_arrest_agency: words(made.local_arrest_agency),
    detainer_date: words(made.detainer_date),
    detainer_sent_to: words(made.detainer_sent_to),
    releasing_agency: words(made.releasing_agency),
    release_date: words(made.release_date),
    release_date_precision: precisionOf(made.release_date),
    release_kind: words(made.how_released),
    detainer_outcome:
      made.outcome.value === 'disputed' ? 'declined (as claimed) / contradicted by another party' : made.outcome.value,
    later_event_date: words(laterDate),
    later_event: later.join('; '),
    prior_removals: words(made.prior_removals),
    disputed_or_corrected: made.disputed ? 'The text also has what contradicts the claim.' : '',
    notes: made.removal_order?.value === true ? 'removal order' : '',
  };
}

/** One row for a published total. */
export function rowOfFigure(figure: Figure, caseId: string, source: Source): Record<string, string> {
  const amount = figure.precision === 'exact' ? String(figure.value) : `${figure.precision} ${figure.value}`;
  return {
    ...common(source),
    case_id: caseId,
    row_kind: 'aggregate',
    jurisdiction: words(figure.jurisdiction),
    state: words(figure.state),
    release_date: words(figure.period),
    offences: `${amount}${figure.of === undefined ? '' : ` of ${figure.of}`} ${figure.what}`,
  };
}

const common = ({ publisher, title, url, published }: Source) => ({
  publisher: withoutPersons(publisher),
  title_or_list: withoutPersons(title),
  address: url,
  published,
  text_seen: 'whole text, read by rule',
});

const precisionOf = (date: FoundDate | undefined): string => (date ? (PRECISION[date.precision] ?? '') : '');

/** 'convicted', or each offence's own where they differ: 'convicted: theft; charged: assault'. */
function standingOf(offences: readonly Offence[]): string {
  const standings = [...new Set(offences.map(({ standing, said }) => said ?? standing))];
  if (standings.length < 2) return standings[0] ?? '';
  return standings
    .map(
      (each) =>
        `${each}: ${offences
          .filter(({ standing, said }) => (said ?? standing) === each)
          .map(({ value }) => value)
          .join(', ')}`,
    )
    .join('; ');
}
