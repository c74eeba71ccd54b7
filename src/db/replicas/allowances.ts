import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import { engineOf } from '../engine/engine-of.ts';

/** Seconds until an allowance is whole again, by key; 0 or less when it is. Keys that nobody has used are missing. */
export type UntilWhole = Map<string, number>;

export async function findUntilWhole(db: Db, keys: readonly string[]): Promise<UntilWhole> {
  const rows = await db
    .selectFrom('allowances')
    .select(['key', sql<number>`whole_second - ${engineOf(db).clock}`.as('seconds')])
    .where('key', 'in', keys)
    .execute();
  return new Map(rows.map(({ key, seconds }) => [key, seconds]));
}

/** Moves the instants at which allowances are whole again by so many seconds each. */
export async function useAllowances(db: Db, used: readonly { key: string; seconds: number }[]): Promise<void> {
  const { clock } = engineOf(db);
  if (used.length === 0) return;
  await db
    .insertInto('allowances')
    // In one order, so that no two desks wait for each other.
    .values(
      [...used]
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ key, seconds }) => ({ key, whole_second: sql<number>`${clock} + ${seconds}` })),
    )
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        // What is added is the new row's distance from now.
        whole_second: sql<number>`excluded.whole_second
          + case when allowances.whole_second > ${clock} then allowances.whole_second - ${clock} else 0 end`,
      }),
    )
    .execute();
}
