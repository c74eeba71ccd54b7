import type { ListItem } from '../answer.ts';
import type { Change } from '../db/changes.ts';
import type { Policy } from '../db/policies.ts';
import type { Release } from '../db/releases.ts';
import { showDate } from '../rules/dates.ts';
import { DIMENSIONS } from '../rules/policy-at-date.ts';
import type { Arrival, Effect } from './news.ts';
import { QUESTION } from './policy-question.ts';
import { plural, titleCase } from './said.ts';

/** One agency of a 287(g) sheet, as a change keeps it. */
export interface Agreement {
  agency: string;
  county?: string;
  state: string;
  model?: string;
  signed_on?: string;
  stage?: string;
  sheet_on?: string;
}

export function agreementItem(change: Change): ListItem {
  const now = JSON.parse(change.now ?? '{}') as Partial<Agreement>;
  const was = JSON.parse(change.was ?? '{}') as Partial<Agreement>;
  const one = { ...was, ...now };
  const who = [one.agency, one.county ? `${one.county}` : '', one.state].filter(Boolean).join(', ');
  const model = [one.model, one.stage === 'pending' ? 'pending' : ''].filter(Boolean).join(', ');
  if (change.change === 'changed') return { text: `${who}: changed`, details: differences(was, now) };
  const sheet = one.sheet_on ? ` of ${showDate(one.sheet_on)}` : '';
  const pending = change.change === 'added' && change.was !== null ? '; it was pending' : '';
  const did = change.change === 'added' ? `on the sheet${sheet}, was not before${pending}` : 'no longer on the sheet';
  return {
    text: `${who}: ${did}${model ? ` (${model})` : ''}`,
    details: one.signed_on ? [`signed ${showDate(one.signed_on)}, as the sheet says`] : [],
  };
}

export function arrivalItem({ import: from, added, changed, busiest }: Arrival): ListItem {
  const published = from.published_on ? `, published ${showDate(from.published_on)}` : '';
  return {
    text: `${added.toLocaleString('en-US')} detainer rows arrived in one release (${from.file}${published})${changed > 0 ? `; ${plural(changed, 'row')} changed` : ''}`,
    details: [
      ...(busiest
        ? [
            `${plural(busiest.rows, 'row')} of one facility share one date: ${titleCase(busiest.name)}${busiest.state ? `, ${busiest.state}` : ''}, ${showDate(busiest.on)}.`,
          ]
        : []),
      'Rows that arrive together are a release, not a surge.',
    ],
  };
}

export function figureItem(change: Change): ListItem {
  const row = JSON.parse(change.now ?? change.was ?? '{}') as Record<string, string | number>;
  const was = change.change === 'changed' ? differences(JSON.parse(change.was ?? '{}'), row) : [];
  return {
    text: `${row['jurisdiction'] ?? ''}: ${row['measure'] ?? ''} ${Number(row['value']).toLocaleString('en-US')} ${row['unit'] ?? ''}, ${row['publisher'] ?? ''}${change.change === 'removed' ? ' (taken back)' : ''}`,
    details: [...(row['caveat'] ? [String(row['caveat'])] : []), ...was],
  };
}

/** A place that came onto a publisher's list, left it, or whose entry was corrected. */
export function listItem(change: Change): ListItem {
  const now = JSON.parse(change.now ?? '{}') as Record<string, string | null>;
  const was = JSON.parse(change.was ?? '{}') as Record<string, string | null>;
  const row = change.change === 'removed' ? was : now;
  const where = row['level'] === 'state' ? row['place'] : `${row['place']}, ${row['state']}`;
  const did =
    change.change === 'added'
      ? `since ${showDate(row['listed_on'] ?? '')}${row['removed_on'] ? `, removed ${showDate(row['removed_on'])}` : ''}`
      : change.change === 'removed'
        ? 'entry taken out of the file'
        : 'entry corrected';
  return {
    text: `${where}: ${row['list']}, ${did}`,
    details: change.change === 'changed' ? differences(was, now) : [],
  };
}

const ruleName = (row: Policy): string =>
  `${row.level === 'state' ? row.name : `${row.name}, ${row.state}`}: ${row.instrument}`;

const ruleValues = (row: Policy): string =>
  DIMENSIONS.filter((dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed')
    .map((dimension) => `${QUESTION[dimension]}: ${row[dimension]}`)
    .join('; ') || 'no question of the desk is addressed';

export const ruleItem = (row: Policy): ListItem => ({
  text: ruleName(row),
  details: [
    `${ruleValues(row)}${row.effective_on ? ` · since ${showDate(row.effective_on)}` : ''}${row.ended_on ? ` · until ${showDate(row.ended_on)}` : ''}${row.status === 'unconfirmed' ? ' · unconfirmed' : ''} · confidence ${row.confidence}`,
  ],
});

export const effectItem = ({ row, what, on }: Effect): ListItem => ({
  text: `${ruleName(row)} ${what} ${on.length === 7 ? `in ${showDate(on)} (day not given)` : showDate(on)}`,
  details: [ruleValues(row)],
});

export function ruleChange(change: Change): ListItem {
  const now = JSON.parse(change.now ?? '{}') as Policy;
  const was = JSON.parse(change.was ?? '{}') as Policy;
  if (change.change === 'removed') return { text: `${ruleName(was)}: taken out of the file` };
  return { text: `${ruleName(now)}: corrected`, details: differences(was, now) };
}

export function caseChange(change: Change): ListItem {
  const now = JSON.parse(change.now ?? '{}') as Release;
  const was = JSON.parse(change.was ?? '{}') as Release;
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
  const said = (value: unknown) =>
    value === null || value === undefined || value === '' ? 'blank' : `"${String(value).slice(0, 160)}"`;
  return Object.keys(before ?? {})
    .filter((column) => !/_(from|to|class)$|^(policy|case|figure)_id$|^sheet_on$/.test(column))
    .slice(0, 8)
    .map((column) => `${column.replace(/_/g, ' ')}: was ${said(before?.[column])} → now ${said(after?.[column])}`);
}
