import type { Citation } from '../answer.ts';
import type { Import } from '../db/imports.ts';
import { asOfDay } from '../rules/moment.ts';

export const citeImport = (each: Import, zone: string): Citation => ({
  title: `${each.source}: ${each.file}, ${each.publisher}`,
  asOf: asOfDay(each, zone),
});
