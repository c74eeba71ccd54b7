import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Context } from '../context.ts';
import { isServer } from '../db/connect.ts';
import { createSharedAllowances, type SharedAllowances } from './allowances.ts';
import { createSharedEnvelopes, type SharedEnvelopes } from './envelopes.ts';
import { ALONE, createLead, type Lead } from './lead.ts';

/** What this desk shares with the others on its database; on a file of SQLite it is alone. */
export interface Replica {
  lead: Lead;
  shared?: SharedEnvelopes;
  allowances?: SharedAllowances;
}

export function createReplica(
  context: Pick<Context, 'db' | 'log' | 'steady'>,
  database: string,
  options: { mayLead: () => boolean; onLead: () => void },
): Replica {
  if (!isServer(database)) return { lead: ALONE };
  const desk = `${hostname().slice(0, 60)} ${process.pid} ${randomBytes(3).toString('hex')}`;
  return {
    lead: createLead(context, { desk, ...options }),
    shared: createSharedEnvelopes(context, desk),
    allowances: createSharedAllowances(context),
  };
}
