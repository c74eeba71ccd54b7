import type { Answer } from '../answer.ts';
import { citeImport } from '../cards/cite-import.ts';
import type { Span } from '../db/changes.ts';
import type { Db } from '../db/connect.ts';
import { findAllImportsBetween } from '../db/imports.ts';
import type { Scope } from '../rules/scope.ts';

/** For a watch on a source: each loaded file with what it changed. Refused files are separate news. */
export async function watchedImports(db: Db, span: Span, scope: Scope, zone: string): Promise<Answer[]> {
  if (scope.kind !== 'source') return [];
  const imports = await findAllImportsBetween(db, span);
  return imports
    .filter((each) => each.source === scope.source && each.outcome === 'loaded')
    .slice(0, 5)
    .map((each) => ({
      kind: 'answer',
      title: `Source ${each.source}`,
      summary: `${each.file}: ${count(each.rows)} rows read, ${count(each.inserted)} new, ${count(each.updated)} changed, ${count(each.removed)} gone, ${count(each.rejected)} rejected`,
      parts: [{ kind: 'note', text: 'Rows that arrive together are a load, not a surge.' }],
      citations: [citeImport(each, zone)],
      followUps: [{ label: `About the source ${each.source}`, words: `sources ${each.source}` }],
      words: `sources ${each.source}`,
    }));
}

const count = (rows: number): string => rows.toLocaleString('en-US');
