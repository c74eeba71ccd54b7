import type { Config } from '../../config.ts';
import { isServer } from '../../db/connect.ts';
import { messageOf } from '../../errors.ts';
import { parseEvery } from '../../rules/freshness.ts';
import { findNewestBackup } from '../backup-names.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Checks that there is a recent backup. */
export function checkBackups({ database, backup }: Config, now: Date): Finding {
  if (isServer(database)) return ok('backups', 'not checked: those of a PostgreSQL database are the job of its server');
  if (!backup)
    return warn('backups', 'there are no scheduled backups. Set BACKUP_DIR, or run npm run backup from cron.');
  const fix = "See the desk's log, or make one now: npm run -s backup";
  try {
    const { newest, toCome } = findNewestBackup(database, backup.folder, now);
    if (toCome.length > 0)
      return fail(
        'backups',
        `${toCome.length} in ${backup.folder} are of a time to come: the clock was ahead when they were made, or it is behind now. Check the clock; then rename or delete ${toCome[0]?.path}.`,
      );
    if (!newest) return warn('backups', `there is none in ${backup.folder} yet. ${fix}`);
    const hours = Math.floor((now.getTime() - newest.madeAt.getTime()) / 3_600_000);
    const late = now.getTime() - newest.madeAt.getTime() > 2 * (parseEvery(backup.every) ?? 86_400_000);
    return late
      ? fail('backups', `the newest is ${hours} hours old, but one is due every ${backup.every}. ${fix}`)
      : ok('backups', `the newest is ${hours} hours old`);
  } catch (cause) {
    const reason = messageOf(cause, 120);
    return fail('backups', `${backup.folder} cannot be read (${reason}). Check BACKUP_DIR and its permissions.`);
  }
}
