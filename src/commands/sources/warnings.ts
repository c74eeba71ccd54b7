import type { Import } from '../../db/imports.ts';
import type { SyncCheck } from '../../db/sync-checks.ts';
import { describeCheckFailure } from '../../news/source-checks.ts';
import { formatDate } from '../../rules/dates.ts';
import { dayOf } from '../../rules/moment.ts';
import type { Source } from '../../sources/source.ts';

/** The current import of a source, and a later one that was refused. */
export function latest(source: Source, imports: Import[]) {
  const mine = imports.filter((each) => each.source === source.id);
  const loaded = mine.find((each) => each.outcome === 'loaded');
  const refused = mine.find((each) => each.outcome === 'refused');
  return { loaded, refused: refused && refused.import_id > (loaded?.import_id ?? 0) ? refused : undefined };
}

/** Refused files and failing checks. A refused file that a check found is reported once. */
export function warningsOf(
  source: Source,
  { loaded, refused }: ReturnType<typeof latest>,
  checks: SyncCheck[],
  zone: string,
): string[] {
  const failing = checks.filter((check) => check.source === source.id && check.failing_since !== null);
  const told = refused && failing.some((check) => check.failure === refused.message);
  return [
    ...(refused && !told ? [refusal(source, refused, zone)] : []),
    ...failing.map((check) => describeCheckFailure(check, loaded !== undefined, zone)),
  ];
}

const refusal = (source: Source, refused: Import, zone: string): string =>
  `${source.id}: the import of ${refused.file} on ${formatDate(dayOf(refused.finished_at, zone))} was refused, the earlier data stay: ${refused.message ?? ''}`;
