import { migrations } from '../../migrations/postgres/index.ts';
import { messageOf } from '../errors.ts';
import type { DatabaseFacts } from './database-file.ts';
import { shownAddress } from './engine/postgres/failures.ts';
import { postgres } from './engine/postgres.ts';

/** What a database on a server has, without changing it, and its address without the password. Throws StartError. */
export async function inspectServer(address: string): Promise<Omit<DatabaseFacts, 'faults'> & { shown: string }> {
  const db = await postgres.open(address);
  try {
    const applied = await postgres.findApplied(db);
    const known = Object.keys(migrations);
    return {
      shown: shownAddress(address),
      applied,
      newer: applied.filter((name) => !known.includes(name)),
      pending: known.filter((name) => !applied.includes(name)),
    };
  } finally {
    await db.destroy();
  }
}

/** Whether a database on a server can be written. */
export async function probeServer(address: string): Promise<string | undefined> {
  const db = await postgres.open(address);
  try {
    await postgres.probeWrite(db);
    return undefined;
  } catch (cause) {
    return messageOf(cause, 160);
  } finally {
    await db.destroy();
  }
}
