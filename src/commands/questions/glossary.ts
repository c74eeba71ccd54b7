import { readFileSync } from 'node:fs';
import { projectPath } from '../../project.ts';
import { parseCsvRows } from '../../sources/files/csv-parser.ts';

/** A term of data/glossary.csv. `also` parts other ways of writing it with semicolons; `as_of` is an ISO prefix. */
export interface GlossaryEntry {
  term: string;
  also: string;
  text: string;
  not_shown: string;
  source: string;
  url: string;
  as_of: string;
}

let entries: GlossaryEntry[] | undefined;

/** The glossary. The file is read once. */
export function glossary(): readonly GlossaryEntry[] {
  entries ??= parseCsvRows(readFileSync(projectPath('data/glossary.csv'), 'utf8')) as unknown as GlossaryEntry[];
  return entries;
}
