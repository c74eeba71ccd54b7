import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { answerCommand } from '../../../src/commands/index.ts';
import { findAllAuditRows } from '../../../src/db/audit.ts';
import { connect, type Db, isAway, isDiskFull, setBusyTimeout } from '../../../src/db/connect.ts';
import { insertImport, newImport } from '../../../src/db/imports.ts';
import { claimMessage } from '../../../src/db/outbox/claims.ts';
import { queueMessage } from '../../../src/db/outbox/threads.ts';
import { claimSyncCheck } from '../../../src/db/sync-checks.ts';
import { createAudit } from '../../../src/jobs/audit.ts';
import { projectPath } from '../../../src/project.ts';
import { newAddress, ON_SQLITE } from '../../_util/databases.ts';
import { bundledDesk, NOW } from '../../_util/desk.ts';

const now = new Date(NOW);

/** The address of an open database of a test. */
async function addressOf(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  const address = new URL(String(process.env['DESK_DATABASES']));
  address.pathname = rows[0]?.name ?? '';
  return address.href;
}

/** Ends every other connection to a database, as a server that restarts does. */
async function cutOff(address: string): Promise<void> {
  const admin = new pg.Client({ connectionString: address });
  await admin.connect();
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await admin.end();
}

async function run(address: string, ...argv: string[]): Promise<{ code: number; said: string }> {
  const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: address };
  const child = spawn(process.execPath, [projectPath('dist/src/cli.js'), ...argv], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const [code] = await once(child, 'close');
  return { code, said };
}

describe.skipIf(ON_SQLITE)('on a PostgreSQL server (skipped without DESK_DATABASES=postgres://...)', () => {
  test('two desks that start at once on a new database both come up', async () => {
    const address = await newAddress();
    const desks = await Promise.all([connect(address), connect(address), connect(address)]);
    for (const db of desks) {
      expect(await db.selectFrom('imports').selectAll().execute()).toEqual([]);
      await db.destroy();
    }
  });

  test('a database of a newer desk is refused', async () => {
    const address = await newAddress();
    const db = await connect(address);
    await sql`insert into kysely_migration values ('999-later', ${NOW})`.execute(db);
    await db.destroy();
    await expect(connect(address)).rejects.toThrow(/made by a newer version of the desk \(it has 999-later\)\. Update/);
  });

  test('a server that is cut off in the middle: the question is told so, the next one is answered, the audit is whole', async () => {
    const desk = await bundledDesk();
    const address = await addressOf(desk.db);
    const audit = createAudit(desk, () => 'policy');
    const answer = audit.recordAnswers((words, asker) => answerCommand(desk, words, asker));
    const asker = { channelId: 'C1', userId: 'U1', role: 'admin' } as Parameters<typeof answer>[1];
    const asked = desk.db.connection().execute(async (connection) => {
      const sleeping = sql`select pg_sleep(20)`.execute(connection);
      await Promise.all([cutOff(address), sleeping]);
    });
    await expect(asked).rejects.toSatisfy(isAway);
    const failing = { ...desk, db: await connect(address) };
    await cutOff(address);
    // The pool does not know yet that its connections are gone.
    const first = await answerCommand(failing, 'policy Denver').catch((cause: Error) => cause.message);
    expect(typeof first === 'string' ? first : first.kind).toMatch(/^answer$|does not answer just now.*Ask again/);
    expect((await answerCommand(failing, 'policy Denver')).kind).toBe('answer');
    expect((await answer('policy Denver', asker)).kind).toBe('answer');
    await audit.stop(5);
    const kept = await findAllAuditRows(desk.db, { since: '2000', until: '9999', limit: 10 });
    expect(kept.map((row) => row.outcome)).toEqual(['answered']);
    await failing.db.destroy();
    await desk.close();
  });

  test('too many connections: at the start in one sentence; in the middle questions wait for the connections that the desk has', async () => {
    const desk = await bundledDesk();
    const address = await addressOf(desk.db);
    const role = `few_${process.pid}`;
    await sql.raw(`create role ${role} login superuser connection limit 2`).execute(desk.db);
    await sql
      .raw(`alter role ${role} nosuperuser; grant all on all tables in schema public to ${role}`)
      .execute(desk.db);
    const few = Object.assign(new URL(address), { username: role, password: '' }).href;
    const [db, other] = [await connect(few), new pg.Client({ connectionString: few })];
    await other.connect();
    await db.connection().execute(async () => {
      await expect(connect(few)).rejects.toThrow(
        /has no connection left \(too many connections for role.*Stop what uses/,
      );
    });
    const asked = await Promise.allSettled(
      ['policy Denver', 'policy Chicago', 'sources', 'releases', 'policy Houston'].map((line) =>
        answerCommand({ ...desk, db }, line),
      ),
    );
    expect(asked.map((each) => each.status)).toEqual(asked.map(() => 'fulfilled'));
    await other.end();
    expect((await answerCommand({ ...desk, db }, 'policy Denver')).kind).toBe('answer');
    await db.destroy();
    await sql.raw(`drop owned by ${role}; drop role ${role}`).execute(desk.db);
    await desk.close();
  });

  // A server without any room takes no new connection either, so this needs the desk's own to live: the long form.
  test.skipIf(!process.env['LONG'])(
    'a full disk under the server: questions are answered without ids, settings are refused, and what waits is written later',
    async (context) => {
      // Not in the folder of the tests, which is closed to the server's user.
      const folder = mkdtempSync(join(dirname(tmpdir()), 'desk-full-'));
      const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=777', 'tmpfs', folder]).status === 0;
      if (!isMounted) return context.skip('a small disk could not be mounted here: that needs root');
      const place = `full_${process.pid}`;
      const bundled = await bundledDesk();
      const template = new URL(await addressOf(bundled.db)).pathname.slice(1);
      await bundled.close();
      const admin = new pg.Client({ connectionString: String(process.env['DESK_DATABASES']) });
      await admin.connect();
      try {
        spawnSync('chown', ['postgres', folder]);
        await admin.query(`create tablespace ${place} location '${folder}'`);
        await admin.query(`create database ${place} template ${template} tablespace ${place}`);
        const address = Object.assign(new URL(String(process.env['DESK_DATABASES'])), { pathname: place }).href;
        const db = await connect(address);
        const desk = { ...bundled, db, randomBytes: (count: number) => new Uint8Array(count).fill(7) };
        await sql`create table filler (text text)`.execute(db);
        for (const rows of [2000, 100, 1]) {
          const fill = async (): Promise<never> => {
            for (;;)
              await sql`insert into filler select string_agg(md5(random()::text), '') from generate_series(1, 200), generate_series(1, ${sql.lit(rows)}) as n group by n`.execute(
                db,
              );
          };
          await expect(fill()).rejects.toSatisfy(isDiskFull);
        }
        const audit = createAudit(desk, () => 'policy');
        const answer = audit.recordAnswers((words, who) => answerCommand(desk, words, who));
        const asker = { channelId: 'C1', userId: 'U1', role: 'admin' } as Parameters<typeof answer>[1];
        const said = await answer('policy Denver', asker);
        expect([said.kind, 'kept' in said]).toEqual(['answer', false]);
        await expect(answer('digest on at:08:00 tz:UTC', asker)).rejects.toThrow(/disk.*full/i);
        expect(audit.lost()).toBe(0);
        spawnSync('mount', ['-o', 'remount,size=96m', folder]);
        expect(await answer('digest on at:08:00 tz:UTC', asker)).toMatchObject({ kind: 'notice' });
        await audit.stop(5);
        const kept = await findAllAuditRows(db, { since: '2000', until: '9999', limit: 10 });
        expect(kept.map((row) => row.outcome)).toContain('answered');
        await db.destroy();
      } finally {
        await admin.query(`drop database if exists ${place} with (force)`).catch(() => {});
        await admin.query(`drop tablespace if exists ${place}`).catch(() => {});
        await admin.end();
        spawnSync('umount', [folder]);
      }
    },
  );

  test('imports wait for each other, and number themselves without gaps', async () => {
    const address = await newAddress();
    const [one, two] = [await connect(address), await connect(address)];
    const row = newImport({ source: 'figures', file: 'a.csv', publisher: 'test', started_at: NOW });
    await setBusyTimeout(two, 50);
    await one.transaction().execute(async (transaction) => {
      expect(await insertImport(transaction, row)).toBe(1);
      await expect(two.transaction().execute((other) => insertImport(other, row))).rejects.toMatchObject({
        code: '55P03',
      });
    });
    await one
      .transaction()
      .execute(async (transaction) => {
        await insertImport(transaction, row);
        throw new Error('taken back');
      })
      .catch(() => {});
    const ids = await Promise.all(
      [one, one, one].map((db) => db.transaction().execute((transaction) => insertImport(transaction, row))),
    );
    expect(ids.sort()).toEqual([2, 3, 4]);
    await Promise.all([one.destroy(), two.destroy()]);
  });

  test('of three desks that claim the same messages and checks at once, one gets each', async () => {
    const address = await newAddress();
    const desks = await Promise.all([connect(address), connect(address), connect(address)]);
    const until = new Date(now.getTime() + 60_000);
    for (let at = 0; at < 40; at += 1) {
      const message = { messageId: `m${at}`, channelId: 'C1', post: {} };
      const queued = await Promise.all(desks.map((db) => queueMessage(db, message, now)));
      expect(queued.filter(Boolean)).toHaveLength(1);
      const claims = await Promise.all(
        desks.map((db, by) => claimMessage(db, `m${at}`, { by: `desk ${by}`, now, until })),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      const entry = { entry: `e${at}`, source: 'policies', target: 'x', shown: 'x', every: '1d' };
      const checks = await Promise.all(
        desks.map((db, by) => claimSyncCheck(db, entry, { by: `desk ${by}`, now, until }, (each) => !each.claimed_by)),
      );
      expect(checks.filter(Boolean)).toHaveLength(1);
    }
    for (const db of desks) await db.destroy();
  });

  test('from the shell: ask, import, doctor, backup, restore and a move to a file and back', async () => {
    const address = await newAddress();
    const shown = new URL(address).pathname;
    expect(await run(address, 'ask', 'policy Denver')).toMatchObject({
      code: 0,
      said: expect.stringContaining('Denver'),
    });
    expect(await run(address, 'import', 'policies', projectPath('data/policies.csv'))).toMatchObject({
      code: 0,
      said: expect.stringContaining('0 new, 0 changed'),
    });
    const doctor = await run(address, 'doctor');
    expect(doctor.said).toContain(`${shown} answers and can be written`);
    expect(doctor.said).toContain('up to date (');
    for (const task of [['backup'], ['restore', 'x.sqlite']]) {
      const { code, said } = await run(address, ...task);
      expect([code, said]).toEqual([
        expect.any(Number),
        expect.stringMatching(/backed up and restored there.*pg_dump/s),
      ]);
      expect(code).not.toBe(0);
    }
    const file = join(mkdtempSync(join(tmpdir(), 'desk-')), 'moved.sqlite');
    const there = await run(address, 'migrate-to', `sqlite:${file}`);
    expect(there).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Moved [\d,]+ rows of \d+ tables, read back/),
    });
    const back = await run(`sqlite:${file}`, 'migrate-to', await newAddress());
    expect(back.said.split('\n')[0]).toBe(there.said.split('\n')[0]);
    expect(await run(address, 'migrate-to', await newAddress())).toMatchObject({ code: 2 });
    expect((await run(`sqlite:${file}`, 'migrate-to', address)).said).toMatch(/^The other database is in use/);
  });
});
