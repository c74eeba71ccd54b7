import { inspectServer, probeServer } from '../../db/database-server.ts';
import { messageOf } from '../../errors.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Checks a database on a PostgreSQL server without changing it. `usable` means that its tables can be read. */
export async function checkServer(address: string): Promise<{ findings: Finding[]; usable: boolean }> {
  try {
    const { shown, applied, newer, pending } = await inspectServer(address);
    const unwritable = await probeServer(address);
    const reached = unwritable
      ? fail('database', `${shown} cannot be written (${unwritable}). Check the rights of its user, and the server.`)
      : ok(
          'database',
          `${shown} answers and can be written; its disk, its soundness and its backups are the job of its server`,
        );
    if (newer.length > 0) {
      const detail = `made by a newer version of the desk (it has ${newer.join(', ')}). Update the desk.`;
      return { findings: [reached, fail('schema', detail)], usable: false };
    }
    if (pending.length > 0) {
      const detail = `${pending.length} migrations behind (next: ${pending[0]}). Back up with pg_dump, then npm start brings it up to date.`;
      return { findings: [reached, warn('schema', detail)], usable: false };
    }
    return { findings: [reached, ok('schema', `up to date (${applied.at(-1)})`)], usable: true };
  } catch (cause) {
    return { findings: [fail('database', messageOf(cause))], usable: false };
  }
}
