import type { Citation, FullTable } from '../answer.ts';
import type { Agreement } from '../db/agreements.ts';
import { modelName } from '../rules/agreement-model.ts';

const COLUMNS = [
  'stage',
  'state',
  'agency',
  'agency_type',
  'county',
  'county_fips',
  'model_code',
  'signed_on',
  'resigned_on',
  'listed_on',
  'left_on',
  'ended_on',
  'ended_how',
  'moa_url',
] as const satisfies (keyof Agreement)[];

/** Agreements for a file: one row a spell on ICE's lists. */
export const agreementsTable = (
  title: string,
  rows: readonly Agreement[],
  notes: string[],
  citations: Citation[],
): FullTable => ({
  kind: 'rows',
  title,
  // The record's 'resigned' is 'signed again'; to a reader it would be 'stepped down'
  columns: ['model', ...COLUMNS.map((column) => (column === 'resigned_on' ? 'signed_again_on' : column))],
  rows: rows.map((row) => [modelName(row), ...COLUMNS.map((column) => row[column] ?? '')]),
  total: rows.length,
  notes,
  citations,
});
