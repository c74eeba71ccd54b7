import type { Part } from '../../answer.ts';
import type { Context } from '../../context.ts';
import { findAllOutcomeChanges, type RecordedOutcome } from '../../db/changes.ts';
import type { DetainerWithFacility } from '../../db/detainers.ts';
import { findImport, type Import } from '../../db/imports.ts';
import { formatDate } from '../../rules/dates.ts';
import { asOfDay } from '../../rules/moment.ts';
import { OUTCOME_LABEL } from '../../rules/outcome.ts';

/** How later releases changed a record's outcome (before, after and the release), and why a record is not counted. */
export async function detainerHistory({ db, zone }: Context, row: DetainerWithFacility): Promise<Part[]> {
  const changes = await findAllOutcomeChanges(db, row.reference);
  const items = [];
  for (const { was, now, was_import_id, import_id } of changes) {
    const before = was_import_id === null ? undefined : await findImport(db, was_import_id);
    const after = await findImport(db, import_id);
    items.push({
      text: `was ${describeState(was)}${release(before, zone)} → now ${describeState(now)}${release(after, zone)}`,
    });
  }
  return [
    ...(items.length > 0 ? [{ kind: 'list' as const, title: 'Recorded outcome, release by release', items }] : []),
    ...(row.not_counted ? [await notCounted(db, row, zone)] : []),
  ];
}

function describeState(json: string | null): string {
  const { outcome_group, lift_reason }: Partial<RecordedOutcome> = JSON.parse(json ?? '{}');
  const label = outcome_group ? (OUTCOME_LABEL[outcome_group] ?? outcome_group) : 'not known';
  return `${label}${lift_reason ? ` ("${lift_reason}")` : ''}`;
}

const release = (brought: Import | undefined, zone: string): string =>
  brought ? ` (release of ${formatDate(asOfDay(brought, zone))}, ${brought.file})` : '';

async function notCounted(db: Context['db'], row: DetainerWithFacility, zone: string): Promise<Part> {
  const gone = row.gone_import_id === null ? undefined : await findImport(db, row.gone_import_id);
  const text =
    row.not_counted === 'gone'
      ? `Not counted: a later release of the same days does not have this record any more${release(gone, zone)}. Why is not known.`
      : 'Not counted: likely a copy of another record: the same identifier, at most a day apart. The first of them is counted.';
  return { kind: 'note', tone: 'warning', text };
}
