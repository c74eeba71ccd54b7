// A second reading of the counts: plain arrays over the rows of the file, sharing no code with the desk.

export type DetainerRow = Record<string, string>;

const MISSING = ['', 'NA'];
const isRedacted = (cell: string) => cell.startsWith('(b)');

/** The rows that count: of those that the publisher marks as copies, one for each day and identifier. */
export function countedRows(rows: DetainerRow[]): DetainerRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    if (row['duplicate_likely'] !== 'TRUE') return true;
    const key = `${row['detainer_prepare_date']} ${row['unique_identifier']}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const OUTCOMES: Record<string, string> = {
  'Booked into Detention': 'booked',
  'Detainer Declined by LEA': 'declined',
  'Early Release': 'left',
  'Insufficient Notice to ICE': 'left',
  'Prosecutorial Discretion': 'lifted',
  Duplicate: 'replaced',
  Died: 'died',
};

/** The word by which the desk filters an outcome; `missing` where none is recorded or ICE redacted it. */
export function outcomeOf(row: DetainerRow): string {
  const reason = row['detainer_lift_reason'] ?? '';
  if (MISSING.includes(reason) || isRedacted(reason)) return 'missing';
  return OUTCOMES[reason] ?? 'other';
}

/** A value as the desk writes it: countries in title case, `missing` where there is none. */
export function valueIn(row: DetainerRow, column: string): string {
  const cell = row[column] ?? '';
  if (MISSING.includes(cell) || isRedacted(cell)) return 'missing';
  return column === 'citizenship_country' ? cell[0] + cell.slice(1).toLowerCase() : cell;
}

/** How many rows have each key. */
export function tally(rows: DetainerRow[], key: (row: DetainerRow) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + 1;
  return counts;
}
