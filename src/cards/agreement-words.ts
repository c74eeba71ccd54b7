import type { ListItem } from '../answer.ts';
import type { Agreement } from '../db/agreements.ts';
import { hasEndedBy, isListedOn, type StandingList } from '../rules/agreement-at-date.ts';
import { modelName } from '../rules/agreement-model.ts';
import { formatDate } from '../rules/dates.ts';
import { plural } from '../rules/wording.ts';

/** '3 agreements of 2 agencies (Task Force Model 2, Warrant Service Officer 1)'. */
export function describeCounts(rows: readonly Agreement[], noun = 'agreement'): string {
  const agencies = new Set(rows.map((row) => `${row.state}/${row.agency_key}`)).size;
  const models = new Map<string, number>();
  for (const row of rows) models.set(modelName(row), (models.get(modelName(row)) ?? 0) + 1);
  const parts = [...models]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([model, count]) => (rows.length === 1 ? model : `${model} ${count.toLocaleString('en-US')}`));
  const of = agencies === 1 ? '1 agency' : `${agencies.toLocaleString('en-US')} agencies`;
  return `${plural(rows.length, noun)} of ${of} (${parts.join(', ')})`;
}

/** ICE's list that stood on a day: "ICE's sheet of Jul 18, 2025", and what that list does not tell of the day. */
export function describeList({ day, covers, next }: StandingList): string {
  if (day === undefined)
    return next ? `ICE's first list that is loaded, of ${formatDate(next)}, which is later` : 'no list';
  const sheet = `ICE's sheet of ${formatDate(day)}`;
  if (covers) return sheet;
  return next === undefined
    ? `${sheet}; later sheets are not loaded`
    : `${sheet}; the next that is loaded is of ${formatDate(next)}`;
}

/** What it means that no list shows an agreement on a day. */
export function describeAbsence({ day, covers, next }: StandingList, on: string): string {
  if (covers && day)
    return day === on
      ? `ICE's sheet of that day has none.`
      : `ICE's sheet of ${formatDate(day)}, which still stood on ${formatDate(on)}, has none.`;
  if (day === undefined)
    return next
      ? `The first list that is loaded is of ${formatDate(next)}. Before it only signings are known, so not being listed proves nothing.`
      : 'No list is loaded.';
  return next === undefined
    ? `The newest list that is loaded is of ${formatDate(day)}: for later days, not being on it proves nothing.`
    : `No list between ${formatDate(day)} and ${formatDate(next)} is loaded: not being listed proves nothing.`;
}

/** An agreement with its days: signed, listed, left, ended. `on` is the day asked about, and the list the one that stood. */
export function agreementItem(
  row: Agreement,
  on: string,
  { covers }: StandingList,
  { where = '', memorandum = false }: { where?: string; memorandum?: boolean } = {},
): ListItem {
  const kind = row.agency_type.trim();
  return {
    text: `${row.agency}${where}${kind ? ` (${kind})` : ''}: ${modelName(row)}`,
    details: [signing(row) || listing(row, on), ending(row, on, covers)].filter(Boolean),
    more: [
      [signing(row) && listing(row, on), memorandum && row.moa_url ? `memorandum: ${row.moa_url}` : '']
        .filter(Boolean)
        .join(' · '),
    ].filter(Boolean),
  };
}

function signing({ stage, signed_on, signed_text, resigned_on }: Agreement): string {
  if (stage === 'pending') return '';
  if (!signed_on)
    return signed_text ? `signed: the sheet has "${signed_text}", no possible day` : 'day of signing not given';
  const again = resigned_on.split(';').filter(Boolean).map(formatDate);
  return `signed ${formatDate(signed_on)}${again.length > 0 ? `, again ${again.join(', ')}` : ''}`;
}

function listing(row: Agreement, on: string): string {
  const { listed_on, left_on, stage } = row;
  if (listed_on === null) return stage === 'pending' ? '' : 'on no list that is loaded';
  const since = `${stage === 'pending' ? 'pending' : 'listed'} ${listed_on > on ? 'from' : 'since'} ${formatDate(listed_on)}`;
  if (left_on === null) return since;
  return `${since.replace(' since ', ' from ')}, no longer on the sheet of ${formatDate(left_on)}`;
}

/** How it ended, where a source says so; and that ICE listed it after that day, where it did. */
function ending(row: Agreement, on: string, covers: boolean): string {
  const how = row.ended_how.replace(/\b\d{4}-\d{2}-\d{2}\b/g, formatDate);
  if (!row.ended_on) return how;
  const listed =
    covers && hasEndedBy(row, on) && isListedOn(row, on) ? `; ICE still listed it on ${formatDate(on)}` : '';
  return `ended ${formatDate(row.ended_on)}${how ? `: ${how}` : ''}${listed}`;
}

/** Sorts by state; in it the sheriff's and the jail's agreements come first, since they matter for detainers. */
export function inOrder(rows: readonly Agreement[]): Agreement[] {
  const keyed = rows.map((row) => ({
    row,
    key: `${row.state} ${isOfJail(row) ? 0 : 1} ${row.agency} ${modelName(row)} ${row.listed_on}`,
  }));
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ row }) => row);
}

const isOfJail = ({ agency }: Agreement): boolean => /sheriff|jail|correction|detention/i.test(agency);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export const AGREEMENT_CAVEAT_BRIEFLY = 'An agreement is not a duty to hold, and lacking one says nothing on holds.';

export const AGREEMENT_CAVEAT =
  'A 287(g) agreement delegates federal authority to an agency (8 USC 1357(g)); it is not the same as holding on detainers, and lacking one says nothing on holds.';
