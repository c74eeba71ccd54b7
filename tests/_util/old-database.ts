import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { expect } from 'vitest';
import { migrations } from '../../migrations/index.ts';

/** A database file as a desk of that time left it. */
export async function databaseAt(state: string): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'desk-upgrade-')), 'desk.sqlite');
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new Sqlite(file) }) });
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo(state);
  await db.destroy();
  expect(error).toBeUndefined();
  return file;
}

/** The desk's own tables. */
export const ours = (sqlite: Sqlite.Database): { name: string; sql: string }[] =>
  sqlite
    .prepare(
      "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%' and name not like 'name_search_%' order by name",
    )
    .all() as { name: string; sql: string }[];

/** Two rows in every table: one with a value in each column, one with as few as the table allows. */
export function fill(sqlite: Sqlite.Database): void {
  sqlite.pragma('foreign_keys = OFF'); // in any order; that all of them hold is looked at after
  for (const { name } of ours(sqlite))
    for (const at of [0, 1]) {
      const columns = columnsOf(sqlite, name);
      const values = columns.map((column) => cellOf(sqlite, name, column, at));
      const marks = columns.map(() => '?').join(', ');
      sqlite
        .prepare(`insert into "${name}" (${columns.map(({ name: each }) => each).join(', ')}) values (${marks})`)
        .run(values);
    }
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
}

interface Column {
  name: string;
  type: string;
  notnull: number;
  pk: number;
}
const columnsOf = (sqlite: Sqlite.Database, table: string) => sqlite.pragma(`table_info("${table}")`) as Column[];

function cellOf(sqlite: Sqlite.Database, table: string, column: Column, at: number): unknown {
  const links = sqlite.pragma(`foreign_key_list("${table}")`) as { table: string; from: string; to: string }[];
  const link = links.find(({ from }) => from === column.name);
  if (at === 1 && column.notnull === 0 && column.pk === 0) return null;
  if (link) {
    const parent = columnsOf(sqlite, link.table).find(({ name }) => name === link.to);
    if (parent && link.table !== table) return cellOf(sqlite, link.table, parent, at);
    return null;
  }
  const { sql } = ours(sqlite).find(({ name }) => name === table) ?? { sql: '' };
  const allowed = new RegExp(`\\b${column.name} in \\(([^)]*)\\)`)
    .exec(sql)?.[1]
    ?.split(',')
    .map((each) => each.trim());
  if (allowed) {
    const chosen = allowed[at % allowed.length] ?? '';
    return chosen.startsWith("'") ? chosen.slice(1, -1) : Number(chosen);
  }
  if (table === 'detainers' && column.name === 'flags') return flagsOf(sql, at);
  if (/int/i.test(column.type)) return at + 1;
  if (/real/i.test(column.type)) return at + 0.5;
  return `${column.name} ${at}: "it's" ñ 漢`;
}

/** Words in JSON before 009, a letter a flag since. */
const flagsOf = (sql: string, at: number) =>
  sql.includes('not_counted') ? LETTERS[at] : ['{"prior_felony":"YES","visa":"NO","unknown":"YES"}', '{}'][at];
export const LETTERS = [`Y${'-'.repeat(15)}N--`, '-'.repeat(19)];
