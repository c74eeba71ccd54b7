import type { Context } from '../context.ts';
import { findUntilWhole, type UntilWhole, useAllowances } from '../db/replicas/allowances.ts';
import { messageOf } from '../errors.ts';
import { soon } from './soon.ts';

const WITHIN_MS = 300;

/** How much of their allowances people and workspaces have used, of all desks on one database. */
export interface SharedAllowances {
  /** Undefined while the database is away: then each desk goes by what it knows. */
  find(keys: readonly string[]): Promise<UntilWhole | undefined>;
  /** Moves the instants at which allowances are whole again, in seconds. False where that could not be stored. */
  use(used: readonly { key: string; seconds: number }[]): Promise<boolean>;
}

export const createSharedAllowances = ({ db, log }: Pick<Context, 'db' | 'log'>): SharedAllowances => ({
  find: (keys) => soon(WITHIN_MS, findUntilWhole(db, keys)),
  use: (used) =>
    useAllowances(
      db,
      used.filter(({ seconds }) => seconds > 0),
    ).then(
      () => true,
      (cause: unknown) => {
        log.warn({ cause: messageOf(cause, 120) }, 'the time used was not stored; it is with the next answer');
        return false;
      },
    ),
});
