import type { Db } from '../../db/connect.ts';
import { findAllLatestImports } from '../../db/imports.ts';
import { findAllSyncChecks, type SyncCheck } from '../../db/sync-checks.ts';
import { formatDate } from '../../rules/dates.ts';
import { parseEvery } from '../../rules/freshness.ts';
import { asOfDay, dayOf, formatMoment } from '../../rules/moment.ts';
import { sourceList } from '../../sources/index.ts';
import { type Finding, ok, warn } from './finding.ts';

const DAY_MS = 86_400_000;
const OLD_DAYS = 365;

/** Checks the age of the facts, refused files, and scheduled checks that fail or are overdue. */
export async function checkSources(
  db: Db,
  entries: readonly { name: string }[],
  now: Date,
  zone: string,
): Promise<Finding[]> {
  const imports = await findAllLatestImports(db);
  const ages = sourceList.map(({ id }): Finding => {
    const own = imports.filter((each) => each.source === id);
    const loaded = own.find((each) => each.outcome === 'loaded');
    const refused = own.find((each) => each.outcome === 'refused');
    const check = `source ${id}`;
    if (refused && refused.import_id > (loaded?.import_id ?? 0))
      return warn(
        check,
        `the last file, ${refused.file}, was refused: ${refused.message ?? ''} See: npm run -s ask -- "sources ${id}"`,
      );
    if (!loaded) return ok(check, 'not loaded');
    const asOf = asOfDay(loaded, zone);
    const days = Math.floor((now.getTime() - Date.parse(asOf)) / DAY_MS);
    const age = `${loaded.published_on ? 'as of' : 'loaded'} ${formatDate(asOf)} (${days} days)`;
    return days > OLD_DAYS
      ? warn(
          check,
          `${age}: older than a year. Update the desk, or import a newer file: npm run -s import -- ${id} <file>`,
        )
      : ok(check, age);
  });
  const checks = await findAllSyncChecks(db);
  return [
    ...ages,
    ...entries.map(({ name }) =>
      entry(
        name,
        checks.find((each) => each.entry === name),
        now,
        zone,
      ),
    ),
  ];
}

function entry(name: string, found: SyncCheck | undefined, now: Date, zone: string): Finding {
  const check = `check ${name}`;
  const fix = 'Is the desk running, or npm run sync in cron?';
  if (!found?.last_checked_at) return warn(check, `never run. ${fix}`);
  if (found.failing_since !== null)
    return warn(
      check,
      `failing since ${dayOf(found.failing_since, zone)}: ${found.failure ?? ''} To try now: npm run -s sync -- --all`,
    );
  const age = now.getTime() - Date.parse(found.last_checked_at);
  if (age > 2 * (parseEvery(found.every) ?? DAY_MS))
    return warn(
      check,
      `last run ${formatMoment(found.last_checked_at, zone, 'iso')}, but it is due every ${found.every}. ${fix}`,
    );
  return ok(check, `working, last run ${formatMoment(found.last_checked_at, zone, 'iso')}`);
}
