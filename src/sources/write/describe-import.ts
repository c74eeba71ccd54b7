import type { Seen } from '../source.ts';

/** Sentences about an import of detainer records, for `sources` and for whoever loads it; '' when there are none. */
export function describeImport({
  newer,
  extracts,
  seen,
  notes,
}: {
  /** The day of the newer release that is loaded. */
  newer: string | null;
  extracts: string[];
  seen: Seen;
  notes: string[];
}): string {
  const states = extracts.map((state) => state || 'no state').join(', ');
  return [
    ...(newer === null
      ? []
      : [`Older than the release of ${newer} that is loaded: only days that it does not cover were added.`]),
    ...(newer !== null || extracts.length === 0
      ? []
      : [
          `Read as an extract, which takes no row away, for ${states}: it is named so, or has few of the rows loaded there.`,
        ]),
    ...(seen.shortened === 0
      ? []
      : [
          `${seen.shortened.toLocaleString('en-US')} identifiers were stored as numbers and lost digits: they were left out, so copies of these rows are not found.`,
        ]),
    ...notes,
  ].join(' ');
}
