import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import pino from 'pino';
import type { Context } from '../../src/context.ts';
import { connect } from '../../src/db/connect.ts';
import { projectPath } from '../../src/project.ts';
import { importBundled } from '../../src/sources/import.ts';

export const NOW = '2026-11-24T12:00:00Z';

/** A desk over an in-memory database with the bundled facts, at a fixed time. */
export async function bundledDesk(now = NOW): Promise<Context> {
  const db = await connect(':memory:');
  const clock = () => new Date(now);
  await importBundled(db, projectPath, clock, () => {});
  return { db, now: clock, log: pino({ level: 'silent' }), close: () => db.destroy() };
}

/** Rows of a CSV file of the project, by column. */
export const readRows = (path: string): Record<string, string>[] =>
  parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8'), { columns: true, bom: true });
