import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Context } from '../../src/context.ts';
import { connect } from '../../src/db/connect.ts';
import { projectPath } from '../../src/project.ts';
import { parseCsvRows } from '../../src/sources/files/csv-parser.ts';
import { importBundled } from '../../src/sources/import.ts';

export const NOW = '2026-11-24T12:00:00Z';

let template: Promise<string> | undefined;

/** The bundled facts loaded once in a file; each desk of a test gets a copy. */
async function makeTemplate(): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'desk-')), 'template.sqlite');
  const db = await connect(file);
  await importBundled(
    db,
    projectPath,
    () => new Date(NOW),
    () => {},
  );
  await db.destroy();
  return file;
}

/** A desk over its own database with the bundled facts, at a fixed time. */
export async function bundledDesk(now = NOW): Promise<Context> {
  const clock = () => new Date(now);
  const file = join(mkdtempSync(join(tmpdir(), 'desk-')), 'desk.sqlite');
  template ??= makeTemplate();
  copyFileSync(await template, file);
  const db = await connect(file);
  return { db, now: clock, log: pino({ level: 'silent' }), zone: 'UTC', close: () => db.destroy() };
}

/** Rows of a CSV file of the project, by column. */
export const readRows = (path: string): Record<string, string>[] =>
  parseCsvRows(readFileSync(projectPath(path), 'utf8'));
