import { readFileSync } from 'node:fs';
import pino from 'pino';
import type { Context } from '../../src/context.ts';
import { projectPath } from '../../src/project.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { importBundled } from '../../src/sources/import.ts';
import { createTemplate } from './databases.ts';

export const NOW = '2026-11-24T12:00:00Z';

/** The bundled facts; each desk of a test gets a copy. */
const copyOfBundled = createTemplate((db) =>
  importBundled(
    db,
    projectPath,
    () => new Date(NOW),
    () => {},
  ),
);

/** A desk over its own database with the bundled facts, at a fixed time. */
export async function bundledDesk(now = NOW): Promise<Context> {
  const clock = () => new Date(now);
  const db = await copyOfBundled();
  return { db, now: clock, log: pino({ level: 'silent' }), zone: 'UTC', close: () => db.destroy() };
}

/** Rows of a CSV file of the project, by column. */
export const readRows = (path: string): Record<string, string>[] =>
  parseCsvRows(readFileSync(projectPath(path), 'utf8'));
