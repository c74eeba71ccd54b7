import { createHash } from 'node:crypto';
import { findNewestSheet } from '../../../db/agreement-sheets.ts';
import { type Agreement, findOpenSpells, insertAgreements, updateAgreement } from '../../../db/agreements.ts';
import { insertChanges } from '../../../db/changes.ts';
import type { Db } from '../../../db/connect.ts';
import { type Changes, noChanges } from '../../../db/replace.ts';
import { type HalfRead, matchSheet, mayBe, signings } from '../../../rules/agreement-match.ts';
import { modelKey } from '../../../rules/agreement-model.ts';
import { describeSheetChanges, isNews } from './sheet-changes.ts';

type Stage = Agreement['stage'];

/** A row of a sheet, placed. */
export type SheetAgreement = Omit<
  Agreement,
  'agreement_id' | 'listed_on' | 'sheet_on' | 'left_on' | 'ended_on' | 'ended_how' | 'ended_source'
>;

export interface SheetToApply {
  stage: Stage;
  day: string;
  rows: SheetAgreement[];
  /** What could be read of the rows that cannot be used. */
  unread: HalfRead[];
  importId: number;
  /** A load and not a change: the first list of a stage, or lists that are loaded again. */
  quiet: boolean;
}

/** The open spells of a stage, kept while one import applies sheet after sheet. */
export interface OpenSpells {
  rows: Agreement[];
  /** Days of the last list, by spell: written at the end. */
  listed: Map<string, string>;
}

export const readOpenSpells = async (db: Db, stage: Stage): Promise<OpenSpells> => ({
  rows: await findOpenSpells(db, stage, (await findNewestSheet(db, stage))?.sheet_on ?? ''),
  listed: new Map(),
});

/**
 * Applies a sheet to the open spells: continues those that it has, opens new ones, and closes those that it lacks, unless
 * a row that could not be read may be theirs. Must run inside a transaction; `flushListed` ends it.
 */
export async function applySheet(
  db: Db,
  open: OpenSpells,
  sheet: SheetToApply,
): Promise<Changes & { repeated: SheetAgreement[] }> {
  const { stage, day, importId } = sheet;
  const standing = open.rows.filter((row) => row.left_on === null || row.left_on > day);
  const { same, joined, missing, repeated } = matchSheet(standing, sheet.rows);
  const changes = noChanges();
  const altered: { was: Agreement; now: Agreement }[] = [];
  const listed: Agreement[] = [];
  const added: Agreement[] = [];
  for (const { was, now } of same) {
    const next = continued(was, now, day);
    const isFirst = was.listed_on === null;
    const edited = differing(was, next);
    if (edited) await updateAgreement(db, was.agreement_id, { ...edited, import_id: now.import_id });
    if (isFirst) added.push(next);
    else if (edited && isNews(was, next)) altered.push({ was, now: next });
    if (isFirst) changes.inserted += 1;
    else if (edited) changes.updated += 1;
    else changes.unchanged += 1;
    open.listed.set(was.agreement_id, day);
    listed.push(next);
  }
  const opened = joined.map((row) => openedOn(row, day));
  await insertAgreements(db, opened);
  changes.inserted += opened.length;
  const left: Agreement[] = [];
  for (const was of missing) {
    const isDoubted = sheet.unread.some((half) => mayBe(was, half));
    if (was.listed_on === null || isDoubted) {
      listed.push(was);
      continue;
    }
    const sheet_on = open.listed.get(was.agreement_id) ?? was.sheet_on;
    await updateAgreement(db, was.agreement_id, { left_on: day, sheet_on });
    open.listed.delete(was.agreement_id);
    left.push(was);
  }
  changes.removed = left.length;
  if (!sheet.quiet)
    await insertChanges(
      db,
      await describeSheetChanges(db, { importId, day, stage, joined: [...added, ...opened], left, altered }),
    );
  open.rows = [...listed, ...opened];
  return { ...changes, repeated };
}

/** Writes the last day of each spell that the sheets of this import continued. */
export async function flushListed(db: Db, { listed }: OpenSpells): Promise<void> {
  for (const [id, sheet_on] of listed) await updateAgreement(db, id, { sheet_on });
  listed.clear();
}

/** The spell with what the newer row says; what the row leaves out stays. */
function continued(was: Agreement, now: SheetAgreement, day: string): Agreement {
  const keys = new Set([...was.other_keys.split('|'), was.agency_key].filter((key) => key !== ''));
  keys.delete(now.agency_key);
  return {
    ...was,
    agency: now.agency_key === was.agency_key ? was.agency : now.agency,
    agency_key: now.agency_key,
    other_keys: keys.size > 0 ? `|${[...keys].join('|')}|` : '',
    agency_type: now.agency_type || was.agency_type,
    county: now.county_fips === was.county_fips ? (was.county ?? now.county) : (now.county ?? was.county),
    ...signed(was, now),
    signed_text: now.signed_on || was.signed_on ? '' : now.signed_text,
    moa_url: now.moa_url ?? was.moa_url,
    addendum: now.addendum || was.addendum,
    place_id: now.place_id ?? was.place_id,
    county_fips: now.county_fips ?? was.county_fips,
    state: now.state,
    listed_on: was.listed_on ?? day,
  };
}

/** A later signing while it was listed is one more; any other day corrects the one printed before. */
function signed(was: Agreement, { signed_on }: SheetAgreement): Pick<Agreement, 'signed_on' | 'resigned_on'> {
  const { resigned_on } = was;
  if (signed_on === null || signings(was).includes(signed_on)) return { signed_on: was.signed_on, resigned_on };
  if (was.signed_on === null || was.listed_on === null || signed_on <= was.listed_on) return { signed_on, resigned_on };
  return { signed_on: was.signed_on, resigned_on: [resigned_on, signed_on].filter(Boolean).join(';') };
}

const openedOn = (row: SheetAgreement, day: string): Agreement => ({
  ...row,
  agreement_id: spellId([row.stage, row.state, row.agency_key, modelKey(row), day]),
  listed_on: day,
  sheet_on: day,
  left_on: null,
  ended_on: null,
  ended_how: '',
  ended_source: '',
});

export const spellId = (parts: unknown): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);

/** The columns in which two rows differ; undefined when they do not. */
function differing(was: Agreement, now: Agreement): Partial<Agreement> | undefined {
  const changed = Object.entries(now).filter(([column, value]) => Reflect.get(was, column) !== value);
  return changed.length > 0 ? (Object.fromEntries(changed) as Partial<Agreement>) : undefined;
}
