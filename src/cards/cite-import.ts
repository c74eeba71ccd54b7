import type { Citation } from '../answer.ts';
import type { Import } from '../db/imports.ts';

export const citeImport = (each: Import): Citation => ({
  title: `${each.source}: ${each.file}, ${each.publisher}`,
  asOf: each.published_on ?? each.finished_at.slice(0, 10),
});
