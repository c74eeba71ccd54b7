import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Context } from '../src/context.ts';
import { connect } from '../src/db/connect.ts';
import { projectPath } from '../src/project.ts';
import { findSource, importBundled, importFile } from '../src/sources/import.ts';
import { generateDetainers } from './generate.ts';

export const now = () => new Date('2026-11-24T12:00:00Z');

/** A desk with the bundled facts and generated detainer rows: its database, the CSV they came from, and the import's seconds. */
export interface Desk {
  rows: number;
  file: string;
  csv: string;
}

/** Makes the desk of so many rows in a folder, once. */
export async function makeDesk(folder: string, rows: number): Promise<Desk> {
  const desk = { rows, file: join(folder, `desk-${rows}.sqlite`), csv: join(folder, `rows-${rows}_20260311.csv`) };
  if (existsSync(desk.file)) return desk;
  const db = await connect(desk.file);
  await importBundled(db, projectPath, now, () => {});
  await generateDetainers(desk.csv, { rows });
  await importFile(db, findSource('ice-detainers'), desk.csv, { now });
  await db.destroy();
  return desk;
}

/** Opens a desk in this process. */
export async function openDesk({ file }: Pick<Desk, 'file'>): Promise<Context> {
  const db = await connect(file);
  return { db, now, log: pino({ level: 'silent' }), zone: 'UTC', close: () => db.destroy() };
}
