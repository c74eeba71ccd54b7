import { join } from 'node:path';
import pino from 'pino';
import type { Context } from '../../src/context.ts';
import { connect } from '../../src/db/connect.ts';
import { projectPath } from '../../src/project.ts';
import { findSource, importBundled, importFile } from '../../src/sources/import.ts';
import { generateDetainers } from '../generate.ts';

const ROWS = 5000;
const now = () => new Date('2026-11-28T12:00:00Z');

/** A desk in a folder with the bundled facts and generated detainers; answers get no ids. */
export async function qualityDesk(folder: string): Promise<Context> {
  const db = await connect(join(folder, 'desk.sqlite'));
  await importBundled(db, projectPath, now, () => {});
  const csv = join(folder, 'generated_20260311.csv');
  await generateDetainers(csv, { rows: ROWS });
  await importFile(db, findSource('ice-detainers'), csv, { now });
  return { db, now, log: pino({ level: 'silent' }), zone: 'UTC', close: () => db.destroy() };
}
