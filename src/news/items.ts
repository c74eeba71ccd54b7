import type { ListItem } from '../answer.ts';
import { saidLine } from '../cards/ledger-words.ts';
import { DIMENSION_LABELS } from '../cards/policy-labels.ts';
import type { Change } from '../db/changes.ts';
import type { LedgerEntry } from '../db/ledger.ts';
import type { Policy } from '../db/policies.ts';
import type { Release } from '../db/releases.ts';
import { formatDate } from '../rules/dates.ts';
import { DIMENSIONS } from '../rules/policy-record.ts';
import { plural, titleCase } from '../rules/wording.ts';
import { arrivalCount } from './arrival-count.ts';
import type { Arrival, Effect } from './collect-news.ts';

/** What a party said about a published case or figure, where the change is that and no other edition of the row. */
export const entryOf = ({ now }: Pick<Change, 'now'>): LedgerEntry | undefined =>
  (JSON.parse(now ?? '{}') as { ledger?: LedgerEntry[] }).ledger?.[0];

/** 'LA-8 (Los Angeles County): response', with who said what and when. */
const entryItem = (entry: LedgerEntry, place: string | undefined): ListItem => ({
  text: `${entry.fact}${place ? ` (${place})` : ''}: ${entry.kind}`,
  details: [saidLine(entry)],
  action: { label: entry.fact, words: `dispute ${entry.fact}` },
});

/** An agency of a 287(g) sheet, as stored in a change. */
export interface ChangedAgreement {
  agency: string;
  county?: string;
  state: string;
  model?: string;
  signed_on?: string;
  stage?: string;
  sheet_on?: string;
}

export function agreementChangeItem(change: Change): ListItem {
  const now = JSON.parse(change.now ?? '{}') as Partial<ChangedAgreement>;
  const was = JSON.parse(change.was ?? '{}') as Partial<ChangedAgreement>;
  const one = { ...was, ...now };
  const who = [one.agency, one.county ? `${one.county}` : '', one.state].filter(Boolean).join(', ');
  const model = [one.model, one.stage === 'pending' ? 'pending' : ''].filter(Boolean).join(', ');
  if (change.change === 'changed') return { text: `${who}: changed`, details: differences(was, now) };
  const sheet = one.sheet_on ? ` of ${formatDate(one.sheet_on)}` : '';
  const pending = change.change === 'added' && change.was !== null ? '; it was pending' : '';
  const did = change.change === 'added' ? `on the sheet${sheet}, was not before${pending}` : 'no longer on the sheet';
  return {
    text: `${who}: ${did}${model ? ` (${model})` : ''}`,
    details: one.signed_on ? [`signed ${formatDate(one.signed_on)}, as the sheet says`] : [],
  };
}

export function arrivalItem({ import: from, added, changed, busiest }: Arrival): ListItem {
  const published = from.published_on ? `, published ${formatDate(from.published_on)}` : '';
  return {
    text: `${arrivalCount({ added, changed })}: ${from.file}${published}`,
    details: [
      ...(busiest
        ? [
            `${plural(busiest.rows, 'row')} of one facility share one date: ${titleCase(busiest.name)}${busiest.state ? `, ${busiest.state}` : ''}, ${formatDate(busiest.on)}.`,
          ]
        : []),
      'Rows that arrive together are a release, not a surge.',
    ],
  };
}

export function figureChangeItem(change: Change): ListItem {
  const row = JSON.parse(change.now ?? change.was ?? '{}') as Record<string, string | number>;
  const entry = entryOf(change);
  if (entry) return entryItem(entry, String(row['jurisdiction'] ?? ''));
  const was = change.change === 'changed' ? differences(JSON.parse(change.was ?? '{}'), row) : [];
  return {
    text: `${row['jurisdiction'] ?? ''}: ${row['measure'] ?? ''} ${Number(row['value']).toLocaleString('en-US')} ${row['unit'] ?? ''}, ${row['publisher'] ?? ''}${change.change === 'removed' ? ' (taken back)' : ''}`,
    details: [...(row['caveat'] ? [String(row['caveat'])] : []), ...was],
  };
}

/** A place that joined a publisher's list, left it, or whose entry was corrected. */
export function listChangeItem(change: Change): ListItem {
  const now = JSON.parse(change.now ?? '{}') as Record<string, string | null>;
  const was = JSON.parse(change.was ?? '{}') as Record<string, string | null>;
  const row = change.change === 'removed' ? was : now;
  const where = row['level'] === 'state' ? row['place'] : `${row['place']}, ${row['state']}`;
  const did =
    change.change === 'added'
      ? `since ${formatDate(row['listed_on'] ?? '')}${row['removed_on'] ? `, removed ${formatDate(row['removed_on'])}` : ''}`
      : change.change === 'removed'
        ? 'entry taken out of the file'
        : 'entry corrected';
  return {
    text: `${where}: ${row['list']}, ${did}`,
    details: change.change === 'changed' ? differences(was, now) : [],
  };
}

/** 'Texas: SB 8 (2025)'. */
export const ruleName = (row: Policy): string =>
  `${row.level === 'state' ? row.name : `${row.name}, ${row.state}`}: ${row.instrument}`;

const ruleValues = (row: Policy): string =>
  DIMENSIONS.filter((dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed')
    .map((dimension) => `${DIMENSION_LABELS[dimension]}: ${row[dimension]}`)
    .join('; ') || 'no question of the desk is addressed';

export const policyItem = (row: Policy): ListItem => ({
  text: ruleName(row),
  details: [
    `${ruleValues(row)}${row.effective_on ? ` · since ${formatDate(row.effective_on)}` : ''}${row.ended_on ? ` · until ${formatDate(row.ended_on)}` : ''}${row.status === 'unconfirmed' ? ' · unconfirmed' : ''} · confidence ${row.confidence}`,
  ],
});

export const effectItem = ({ row, what, on }: Effect): ListItem => ({
  text: `${ruleName(row)} ${what} ${on.length === 7 ? `in ${formatDate(on)} (day not given)` : formatDate(on)}`,
  details: [ruleValues(row)],
});

export function policyChangeItem(change: Change): ListItem {
  const now = JSON.parse(change.now ?? '{}') as Policy;
  const was = JSON.parse(change.was ?? '{}') as Policy;
  if (change.change === 'removed') return { text: `${ruleName(was)}: taken out of the file` };
  return { text: `${ruleName(now)}: corrected`, details: differences(was, now) };
}

export function releaseChangeItem(change: Change): ListItem {
  const now = JSON.parse(change.now ?? '{}') as Release;
  const was = JSON.parse(change.was ?? '{}') as Release;
  const entry = entryOf(change);
  if (entry) return entryItem(entry, now.jurisdiction);
  if (change.change === 'removed')
    return { text: `${change.fact}${was.jurisdiction ? ` (${was.jurisdiction})` : ''}: taken out of the file` };
  return {
    text: `${change.fact}${now.jurisdiction ? ` (${now.jurisdiction})` : ''}: corrected`,
    details: differences(was, now),
  };
}

/** 'ended on: 2025-10-01 -> 2025-10-02', for each column that differs; derived columns are left out. */
function differences(was: object, now: object): string[] {
  const [before, after] = [was, now].map((row) => row as Record<string, unknown>);
  const quote = (value: unknown) =>
    value === null || value === undefined || value === '' ? 'blank' : `"${String(value).slice(0, 160)}"`;
  return Object.keys(before ?? {})
    .filter((column) => !/_(from|to|class)$|^(policy|case|figure)_id$|^sheet_on$|^(notes|coding_note)$/.test(column))
    .slice(0, 8)
    .map((column) => `${column.replace(/_/g, ' ')}: was ${quote(before?.[column])} → now ${quote(after?.[column])}`);
}
