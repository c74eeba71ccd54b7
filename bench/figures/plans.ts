import { randomBytes } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { type CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import type { Tables } from '../../src/db/schema.ts';
import { UserError } from '../../src/errors.ts';
import { findReference } from '../known.ts';
import { lines } from '../lines.ts';
import type { Table } from '../table.ts';

/** Runs every line, and fails where a query reads a whole table of detainers without an index. */
export async function findScans(context: Context, file: string, table: Table): Promise<void> {
  table.heading('Query plans of every line');
  const raw = new Sqlite(file);
  const issued = new Set<string>();
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: raw }),
    log: ({ query }) => void issued.add((query as CompiledQuery).sql),
  });
  const known = await findReference(context.db);
  const made = await answerCommand(context, 'stats us by:charge');
  const answer = made.kind === 'answer' ? (made.kept?.id ?? '') : '';
  for (const line of lines({ ...known, answer }))
    await answerCommand({ ...context, db, randomBytes }, line).catch((cause) => {
      if (!(cause instanceof UserError)) throw cause;
    });
  const scans = [...issued].filter((sql) => /^\s*(select|with)\b/i.test(sql)).filter((sql) => scansDetainers(raw, sql));
  table.add({ figure: 'statements that scan the table of detainers', unit: 'in all', ours: [scans.length] });
  await db.destroy();
  if (scans.length > 0) throw new Error(`These read every row of the table of detainers:\n${scans.join('\n')}`);
}

function scansDetainers(raw: Sqlite.Database, sql: string): boolean {
  const plan = raw.prepare(`explain query plan ${sql}`);
  const parameters = Array.from(sql.matchAll(/\?/g), () => '1');
  return (plan.all(...parameters) as { detail: string }[]).some(({ detail }) =>
    /^SCAN detainers(?! USING)/.test(detail),
  );
}
