import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import pino from 'pino';
import { type Asker, LOCAL } from '../src/command-line/subcommand.ts';
import { answerCommand } from '../src/commands/index.ts';
import type { Context } from '../src/context.ts';
import { connect } from '../src/db/connect.ts';
import type { Tables } from '../src/db/schema.ts';
import { UserError } from '../src/errors.ts';
import { createExportMaker } from '../src/jobs/exports.ts';
import { projectPath } from '../src/project.ts';
import { findSource, importBundled, importFile } from '../src/sources/import.ts';
import { generateDetainers } from './generate.ts';
import { lines } from './lines.ts';

/**
 * Checks every line of `lines.ts` over 600,000 generated detainer rows against two budgets: processor time in total,
 * and time without a turn for anyone else. Measures processor time, since a busy machine is not the line's fault. Exits
 * with 1 when a line exceeds a budget. Arguments: rows, and a database to reuse or create.
 */
const CPU_MS = 250;
const BLOCK_MS = 50;
const RUNS = 5;
const ROWS = Number(process.argv[2] ?? 600_000);
const say = (line: string) => process.stdout.write(`${line}\n`);
const now = () => new Date('2026-11-24T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'desk-budget-'));
const file = process.argv[3] ?? join(folder, 'desk.sqlite');
/** What has ended cannot be ended again. The sentence that says so also counts as an answer. */
const ignoreUserError = (cause: unknown) => {
  if (!(cause instanceof UserError)) throw cause;
};
/** Other programs only make a run slower: the fastest of several runs is the line's own time. */
const least = (times: number[]) => Math.min(...times);
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds of processor time that work takes, and the most of it between two turns of the event loop. */
async function spend(work: () => unknown): Promise<{ used: number; block: number }> {
  let [last, block] = [0, 0];
  const turn = () => {
    const at = cpu();
    block = Math.max(block, at - last);
    last = at;
  };
  await new Promise((resolve) => setTimeout(resolve, 2));
  const start = cpu();
  last = start;
  const timer = setInterval(turn, 1);
  await work();
  const used = cpu() - start;
  await new Promise((resolve) => setTimeout(resolve, 2));
  clearInterval(timer);
  turn();
  return { used, block };
}

const db = await connect(file);
const context: Context = {
  db,
  now,
  randomBytes,
  log: pino({ level: 'silent' }),
  zone: 'UTC',
  close: () => db.destroy(),
};
const known = new Sqlite(file, { readonly: true });
const count = () => known.prepare('select count(*) from detainers').pluck().get() as number;
if (count() < ROWS) {
  await importBundled(db, projectPath, now, () => {});
  const csv = join(folder, 'generated_20260311.csv');
  await generateDetainers(csv, { rows: ROWS });
  await importFile(db, findSource('ice-detainers'), csv, { now });
}
const [busiest] = known
  .prepare(
    `select code, min(reference) as reference from detainers join facilities using (facility_id)
     where code is not null and not_counted is null group by facility_id order by count(*) desc limit 1`,
  )
  .all() as { code: string; reference: string }[];

// In Slack, another process makes files: only the work left to the answering process counts here.
process.env['DATABASE_URL'] = `sqlite:${file}`;
const exports = createExportMaker([process.execPath, projectPath('dist/src/cli.js'), 'export']);
const asker: Asker = {
  ...LOCAL,
  channelId: 'C1',
  export: async (line) => {
    const { kind } = await exports.make(line, asker, folder);
    return { kind: 'notice', title: 'CSV file', summary: kind, parts: [], followUps: [], words: line };
  },
};
const first = await answerCommand(context, 'stats us by:charge', asker);
const answer = first.kind === 'answer' ? (first.kept?.id ?? '') : '';

/** The line's SELECT statements, as sent to the database. Run raw, they are the floor of its time. */
const raw = new Sqlite(file);
let issued: CompiledQuery[] = [];
const logged = new Kysely<Tables>({
  dialect: new SqliteDialect({ database: raw }),
  log: ({ query }) => void issued.push(query as CompiledQuery),
});
async function floorOf(line: string): Promise<number> {
  issued = [];
  await answerCommand({ ...context, db: logged }, line, asker).catch(ignoreUserError);
  const reading = issued.filter(({ sql }) => /^(select|with)\b/.test(sql));
  const statements = new Map(reading.map(({ sql }) => [sql, raw.prepare(sql)]));
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1)
    times.push(
      (
        await spend(() => {
          for (const { sql, parameters } of reading) statements.get(sql)?.all(...parameters);
        })
      ).used,
    );
  return least(times);
}

const results: { line: string; used: number; block: number; floor: number }[] = [];
for (const line of lines({ reference: busiest?.reference ?? '', facility: busiest?.code ?? '', answer })) {
  const ask = () => answerCommand(context, line, asker);
  await ask();
  const again = () => ask().catch(ignoreUserError);
  const [used, block]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    const spent = await spend(again);
    used.push(spent.used);
    block.push(spent.block);
  }
  results.push({ line, used: least(used), block: least(block), floor: await floorOf(line) });
}
const shown = ({ line, used, block, floor }: (typeof results)[number]) =>
  `  ${used.toFixed(1).padStart(7)} ms  ${block.toFixed(1).padStart(7)} ms  ${(used / Math.max(0.1, floor)).toFixed(1).padStart(5)}x  ${line}`;
say(
  `${results.length} command lines over ${count().toLocaleString('en-US')} rows (the least of ${RUNS} runs, processor time):`,
);
const [load = 0] = loadavg();
if (load > availableParallelism())
  say(`The machine is busy (load ${load.toFixed(1)}): processor time is up to half as long again as on a quiet one.`);
say('  in all      longest     of its SQL raw');
for (const each of results) say(shown(each));
say('the ten slowest:');
for (const each of [...results].sort((a, b) => b.used - a.used).slice(0, 10)) say(shown(each));
const over = results.filter(({ used, block }) => used > CPU_MS || block > BLOCK_MS);
say(`${over.length} over the budget of ${CPU_MS} ms in all and ${BLOCK_MS} ms in one block`);
for (const each of over) say(shown(each));
known.close();
await logged.destroy();
await context.close();
rmSync(folder, { recursive: true });
process.exit(over.length > 0 ? 1 : 0);
