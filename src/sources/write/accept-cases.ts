import { type AcceptedCase, findAllAccepted, upsertAccepted } from '../../db/accepted-cases.ts';
import { type Db, inTransaction } from '../../db/connect.ts';
import { insertImport, newImport, updateImport } from '../../db/imports.ts';
import { findAllPublishedRows, replaceReleases } from '../../db/releases.ts';
import type { Changes } from '../../db/replace.ts';
import { placeAccepted } from './release-rows.ts';

/** What somebody accepted of one text. */
export interface Accepted {
  sha256: string;
  address: string;
  publisher: string;
  published: string;
  /** Slack ids of the reviewers, if any. */
  by?: readonly string[];
  rows: { row: Record<string, string>; spans: object }[];
}

/**
 * Adds accepted cases and figures to the published cases, through the rows and the history of the releases source. What
 * is known already changes nothing, and then no import is recorded.
 */
export async function acceptCases(db: Db, accepted: Accepted, now: () => Date): Promise<Changes> {
  const at = now().toISOString();
  const known = new Map((await findAllAccepted(db)).map(({ case_id, row }) => [case_id, row]));
  if (accepted.rows.every(({ row }) => known.get(row['case_id'] ?? '') === JSON.stringify(row)))
    return { inserted: 0, updated: 0, unchanged: accepted.rows.length, removed: 0 };
  let changes: Changes = { inserted: 0, updated: 0, unchanged: 0, removed: 0 };
  await inTransaction(db, async (transaction) => {
    const importId = await insertImport(transaction, importOf(accepted, at));
    for (const { row, spans } of accepted.rows) await upsertAccepted(transaction, storedRow(accepted, row, spans, at));
    const placed = await placeAccepted(transaction, importId);
    const own = new Set(placed.map(({ case_id }) => case_id));
    const others = (await findAllPublishedRows(transaction)).filter(({ case_id }) => !own.has(case_id));
    const all = await replaceReleases(transaction, [...others, ...placed], importId);
    changes = { ...all, unchanged: accepted.rows.length - all.inserted - all.updated };
    await updateImport(transaction, importId, { rows: accepted.rows.length, ...changes });
  });
  return changes;
}

const storedRow = (
  { sha256, address, by }: Accepted,
  row: Record<string, string>,
  spans: object,
  at: string,
): AcceptedCase => ({
  case_id: row['case_id'] ?? '',
  text_sha256: sha256,
  address,
  row: JSON.stringify(row),
  spans: JSON.stringify(spans),
  accepted_at: at,
  accepted_by: by?.join(' ') ?? null,
});

const importOf = ({ sha256, publisher, published }: Accepted, at: string) =>
  newImport({
    source: 'intake',
    file: 'a press release, read and accepted',
    sha256,
    publisher,
    published_on: /^\d{4}-\d{2}-\d{2}$/.test(published) ? published : null,
    started_at: at,
  });
