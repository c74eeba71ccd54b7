import { deleteSheets, findAllSheetsAfter, insertSheets } from '../../../db/agreement-sheets.ts';
import { type Agreement, deleteAgreements, findAllSpells, insertAgreements } from '../../../db/agreements.ts';
import type { Db } from '../../../db/connect.ts';
import { type Changes, noChanges } from '../../../db/replace.ts';
import { isListedOn } from '../../../rules/agreement-at-date.ts';
import { addDays } from '../../../rules/dates.ts';
import { EVERY_LIST_SINCE, EVERY_LIST_UNTIL, parseSpell } from '../../agreements-287g/history-schema.ts';
import type { RawRow, Reject } from '../../source.ts';
import type { PlaceOf } from './agency-places.ts';
import { applySheet, flushListed, readOpenSpells, spellId } from './apply-sheet.ts';

type Stage = Agreement['stage'];

interface History {
  stage: Stage;
  rows: RawRow[];
  importId: number;
  reject: Reject;
  placeOf: PlaceOf;
}

/**
 * Replaces a stage with a dated history, and applies the newer sheets that are loaded once more on top of it. It is a
 * load: no change is logged. Returns the day of its last list.
 */
export async function writeHistory(db: Db, history: History): Promise<{ changes: Changes; through: string }> {
  const { stage, importId } = history;
  const before = await findAllSpells(db, stage);
  const spells = await spellsOf(history);
  const listDays = daysOf(spells);
  const through = listDays.at(-1) ?? '';
  const later = await findAllSheetsAfter(db, stage, through);
  await deleteAgreements(db, stage);
  await deleteSheets(db, stage);
  await insertAgreements(db, spells);
  await insertSheets(
    db,
    listDays.map((day, at) => ({
      stage,
      sheet_on: day,
      seen_to: seenTo(day, listDays[at + 1]),
      edition: `${day} ~`, // after every sheet of its day
      file: '',
      sha256: '',
      passed_over: 0,
      import_id: importId,
    })),
  );
  await insertSheets(
    db,
    later.map(({ sheet_id: _, ...sheet }) => sheet),
  );
  const open = await readOpenSpells(db, stage);
  for (const sheet of later) {
    const rows = before.filter((row) => isListedOn(row, sheet.sheet_on));
    await applySheet(db, open, { stage, day: sheet.sheet_on, rows, unread: [], importId, quiet: true });
  }
  await flushListed(db, open);
  return { changes: countChanges(before, spells), through };
}

async function spellsOf({ stage, rows, importId, reject, placeOf }: History): Promise<Agreement[]> {
  const spells = new Map<string, Agreement>();
  for (const raw of rows) {
    try {
      const { history_key, ...row } = parseSpell(raw, stage);
      const place = await placeOf(row);
      const id = spellId([stage, row.state, row.agency_key, row.model_code, history_key, row.listed_on]);
      spells.set(id, {
        agreement_id: id,
        stage,
        ...row,
        ...place,
        content: spellId([row, place]),
        import_id: importId,
      });
    } catch (cause) {
      reject(raw.rowNumber, cause);
    }
  }
  return [...spells.values()];
}

/** The days of the lists that a history was compiled from, as far as its rows tell: when one appears, stays or goes. */
function daysOf(spells: readonly Agreement[]): string[] {
  const days = spells.flatMap((row) => [row.listed_on, row.sheet_on, row.left_on]).filter((day) => day !== null);
  return [...new Set(days)].filter((day) => day <= EVERY_LIST_UNTIL).sort();
}

/** The last day on which ICE showed a list, where the history has every one. */
function seenTo(day: string, next: string | undefined): string {
  if (day < EVERY_LIST_SINCE) return day;
  if (next) return addDays(next, -1);
  return EVERY_LIST_UNTIL;
}

function countChanges(before: readonly Agreement[], now: readonly Agreement[]): Changes {
  const known = new Map(before.map((row) => [row.agreement_id, row.content]));
  const changes = noChanges();
  for (const { agreement_id, content } of now) {
    const was = known.get(agreement_id);
    if (was === undefined) changes.inserted += 1;
    else if (was === content) changes.unchanged += 1;
    else changes.updated += 1;
    known.delete(agreement_id);
  }
  return { ...changes, removed: known.size };
}
