import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { answerCommand } from '../../../src/commands/index.ts';
import { findAllAuditRows } from '../../../src/db/audit.ts';
import { connect, isAway, setBusyTimeout } from '../../../src/db/connect.ts';
import { insertImport, newImport } from '../../../src/db/imports.ts';
import { claimMessage } from '../../../src/db/outbox/claims.ts';
import { queueMessage } from '../../../src/db/outbox/threads.ts';
import { claimSyncCheck } from '../../../src/db/sync-checks.ts';
import { createAudit } from '../../../src/jobs/audit.ts';
import { projectPath } from '../../../src/project.ts';
import { newAddress, ON_SQLITE } from '../../_util/databases.ts';
import { bundledDesk, NOW } from '../../_util/desk.ts';

const now = new Date(NOW);

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
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(desk.db);
    const address = new URL(String(process.env['DESK_DATABASES']));
    address.pathname = rows[0]?.name ?? '';
    const audit = createAudit(desk, () => 'policy');
    const answer = audit.recordAnswers((words, asker) => answerCommand(desk, words, asker));
    const asker = { channelId: 'C1', userId: 'U1', role: 'admin' } as Parameters<typeof answer>[1];
    const asked = desk.db.connection().execute(async (connection) => {
      const sleeping = sql`select pg_sleep(20)`.execute(connection);
      await Promise.all([cutOff(address.href), sleeping]);
    });
    await expect(asked).rejects.toSatisfy(isAway);
    const failing = { ...desk, db: await connect(address.href) };
    await cutOff(address.href);
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
