import { sql } from 'kysely';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { insertChanges, type NewChange } from '../../src/db/changes.ts';
import type { Db } from '../../src/db/connect.ts';
import { insertImport } from '../../src/db/imports.ts';

/** An import that happened, and what it did: facts made up for a test. */
export async function madeImport(
  db: Db,
  changes: Partial<NewChange>[],
  {
    source = 'releases',
    at = '2026-11-24T12:00:00Z',
    outcome = 'loaded' as const,
    message = null as string | null,
    file = 'made-up.csv',
  } = {},
): Promise<number> {
  const importId = await insertImport(db, {
    source,
    file,
    sha256: String(Math.floor(changes.length * 7919)),
    publisher: 'Made up for a test',
    published_on: at.slice(0, 10),
    started_at: at,
    finished_at: at,
    outcome: message === null ? outcome : 'refused',
    rows: changes.length,
    inserted: changes.length,
    updated: 0,
    unchanged: 0,
    removed: 0,
    rejected: 0,
    absent_columns: '',
    message,
  });
  await insertChanges(
    db,
    changes.map((change, index) => ({ ...madeRelease(index), ...change, import_id: importId })),
  );
  return importId;
}

/** A published case in Los Angeles County that a file added. */
export const madeRelease = (index: number, over: Record<string, unknown> = {}): NewChange => ({
  import_id: 0,
  kind: 'releases',
  change: 'added',
  fact: `TEST-${index}`,
  class: 'declined',
  state: 'CA',
  place_id: '06037',
  county_fips: null,
  facility_id: null,
  was: null,
  now: JSON.stringify({
    case_id: `TEST-${index}`,
    row_kind: 'case',
    publisher: 'ICE',
    list_title: 'A list',
    address: 'https://example.org/list',
    published: '2026-11-20',
    jurisdiction: 'Los Angeles County',
    state: 'CA',
    sex: 'M',
    age: '30',
    citizenship: 'Honduras',
    offences: 'theft',
    offence_status: 'charged',
    detainer_sent_to: '',
    releasing_agency: 'Los Angeles County Sheriff',
    release_date: '2026-11-01',
    release_date_precision: 'day',
    release_kind: '',
    detainer_outcome: 'declined',
    outcome_class: 'declined',
    prior_removals: '',
    disputed_or_corrected: '',
    notes: '',
    ...over,
  }),
});

/** An agency on a 287(g) sheet, as the source to come will keep it. */
export const madeAgreement = (over: Partial<NewChange> = {}): Partial<NewChange> => ({
  kind: 'agreements',
  change: 'added',
  fact: 'FL/Made-up County Sheriff',
  class: 'participating',
  state: 'FL',
  place_id: '12001',
  now: JSON.stringify({
    agency: 'Alachua County Sheriff',
    county: 'Alachua County',
    state: 'FL',
    model: 'Task Force Model',
    signed_on: '2026-11-02',
    stage: 'participating',
  }),
  ...over,
});

/** Sets a channel's digest up by its command, at an instant. */
export const subscribe = (desk: Context, channelId: string, words: string, at: string, userId = 'U7') =>
  answerCommand({ ...desk, now: () => new Date(at) }, `digest on ${words}`, { channelId, userId, role: 'editor' });

/** Rows of an outbox or delivery question, straight from SQLite. */
export const rows = async <T>(db: Db, text: string): Promise<T[]> => (await sql.raw<T>(text).execute(db)).rows;
