import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { connect, type Db } from '../../src/db/connect.ts';

/**
 * Where the tests that ask for a database get it: in files of SQLite, or, with DESK_DATABASES, in databases of their own
 * on a PostgreSQL server (postgres://user@host:port/postgres) whose user may create some.
 */
const server = process.env['DESK_DATABASES'];

/** True where the tests run on SQLite. What is SQLite's own is skipped elsewhere. */
export const ON_SQLITE = server === undefined || server === 'sqlite';

/** A database that was filled once, and of which each test gets a copy. */
export type Template = () => Promise<Db>;

let count = 0;

/** The files of SQLite that are copies of a template, and the connections to them. */
let copies: { file: string; db: Db }[] = [];

/** Leaves a copy open when its file of tests ends, because later files read it too. */
export function keepCopy(db: Db): void {
  copies = copies.filter((copy) => copy.db !== db);
}

/** Ends the copies that a file of tests had: together they would fill the memory that holds them. */
export async function endCopies(): Promise<void> {
  const ended = copies;
  copies = [];
  for (const { file, db } of ended) {
    await db.destroy();
    rmSync(dirname(file), { recursive: true, force: true });
  }
}

/** The address of a new database. */
export async function newAddress(template?: string): Promise<string> {
  count += 1;
  if (ON_SQLITE) {
    const file = join(mkdtempSync(join(tmpdir(), 'desk-')), 'desk.sqlite');
    if (template) copyFileSync(template, file);
    return file;
  }
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 8)}_${count}`;
  const from = template ? new URL(template).pathname.slice(1) : 'template0';
  await admin.query(`create database ${name} template ${from}`);
  await admin.end();
  const address = new URL(String(server));
  address.pathname = name;
  return address.href;
}

/** Fills a database once, when the first copy is asked for. */
export function createTemplate(fill: (db: Db) => Promise<void>): Template {
  let filled: Promise<string> | undefined;
  const make = async () => {
    const address = await newAddress();
    const db = await connect(address);
    await fill(db);
    await db.destroy();
    return address;
  };
  return async () => {
    filled ??= make();
    const address = await newAddress(await filled);
    const db = await connect(address);
    if (ON_SQLITE) copies.push({ file: address, db });
    return db;
  };
}
