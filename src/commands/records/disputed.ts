import { isPublishedTotal } from '../../cards/release-card.ts';
import type { Db } from '../../db/connect.ts';
import { findFigure } from '../../db/figures.ts';
import { type EntrySubject, findAllEntriesOf } from '../../db/ledger.ts';
import { findReleaseByCaseId } from '../../db/releases.ts';
import { CASE_FIELDS, type CaseField, FIGURE_FIELDS } from '../../rules/case-fields.ts';

/** A published case or figure, as an entry of the ledger is about it. */
export interface Disputed {
  /** Its reference or id. */
  fact: string;
  title: string;
  fields: readonly CaseField[];
  /** A value as it stands: published, or as it was corrected last. */
  standing: (field: string) => string;
  subject: EntrySubject;
  /** The command line that shows it. */
  line: string;
}

/** Finds a published case by its reference, or a figure by its id, in any letter case. */
export async function findDisputed(db: Db, reference: string): Promise<Disputed | undefined> {
  const found = await findReleaseByCaseId(db, reference);
  if (found) {
    const { ledger: _, content: __, import_id: ___, ...row } = found;
    const { case_id, jurisdiction, state, outcome_class, place_id } = found;
    const where = [jurisdiction, state].filter(Boolean).join(', ');
    return {
      fact: case_id,
      title: `${isPublishedTotal(found) ? 'Published total' : 'Case'} ${case_id}${where ? `: ${where}` : ''}`,
      fields: CASE_FIELDS,
      standing: await standingValues(db, case_id, row),
      subject: { kind: 'releases', class: outcome_class, state: state || null, place_id, row },
      line: `lookup ${case_id}`,
    };
  }
  const figure = await findFigure(db, reference);
  if (!figure) return undefined;
  const { ledger: _, content: __, import_id: ___, ...row } = figure;
  const { figure_id, jurisdiction, state, place_id, measure, value } = figure;
  return {
    fact: figure_id,
    title: `Figure ${figure_id}: ${jurisdiction}, ${measure}, ${value.toLocaleString('en-US')}`,
    fields: FIGURE_FIELDS,
    standing: await standingValues(db, figure_id, row),
    subject: { kind: 'data', class: 'figure', state: state || null, place_id, row },
    line: `stats "${jurisdiction}${/[a-z]/.test(state) || jurisdiction.includes(state) ? '' : `, ${state}`}"`,
  };
}

async function standingValues(db: Db, fact: string, row: object): Promise<(field: string) => string> {
  const entries = await findAllEntriesOf(db, fact);
  return (field) => {
    const corrected = entries.filter((entry) => entry.field === field).at(-1)?.now;
    return corrected ?? String(Reflect.get(row, field) ?? '');
  };
}
