import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectPath } from '../../project.ts';
import { parseCsvRows } from '../../sources/files/csv-parser.ts';

/** A term of data/glossary.csv. `also` lists other spellings, separated by semicolons; `as_of` is an ISO prefix. */
const GlossaryEntry = z.object({
  term: z.string().min(1),
  also: z.string(),
  text: z.string().min(1),
  not_shown: z.string(),
  source: z.string().min(1),
  url: z.string(),
  as_of: z.string().min(4),
});
export type GlossaryEntry = z.infer<typeof GlossaryEntry>;

let entries: GlossaryEntry[] | undefined;

/** The glossary. The file is read once. */
export function glossary(): readonly GlossaryEntry[] {
  entries ??= z.array(GlossaryEntry).parse(parseCsvRows(readFileSync(projectPath('data/glossary.csv'), 'utf8')));
  return entries;
}
