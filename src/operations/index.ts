import { runAudit } from './audit.ts';
import { runBackup } from './backup.ts';
import { runDoctor } from './doctor/index.ts';
import { runMigrateTo } from './migrate-to.ts';
import { runRestore } from './restore.ts';
import type { Task } from './task.ts';

/** The operator's tasks: one file and one line here for each. */
export const tasks: Readonly<Record<string, Task>> = {
  backup: runBackup,
  restore: runRestore,
  doctor: runDoctor,
  audit: runAudit,
  'migrate-to': runMigrateTo,
};
