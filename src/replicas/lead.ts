import { type Context, steadyClock } from '../context.ts';
import { endLease, findLease, takeLease } from '../db/replicas/leases.ts';
import { messageOf } from '../errors.ts';

const LEASE = 'schedules';
/** A desk that is killed or stands still is followed after at most LEASE_S and RENEW_MS: 20 seconds. */
const LEASE_S = 15;
const RENEW_MS = 5000;
/** A leader stops before its lease ends by the database's clock. */
const MARGIN_MS = 1000;

/** Who of several desks on one database does what is done by the clock: digests, watches, checks of sources, cleaning. */
export interface Lead {
  /** True while this desk leads. */
  leads(): boolean;
  start(): Promise<void>;
  /** Leaves the lead to the others. */
  stop(): Promise<void>;
}

/** The one desk on a database. */
export const ALONE: Lead = { leads: () => true, start: async () => {}, stop: async () => {} };

/**
 * Leads by a lease: a row that its holder renews, dated by the database. The lock of a connection would be simpler, but
 * the server keeps it for a process that stands still. A desk whose clock is in doubt leaves the lead to others.
 */
export function createLead(
  { db, log, steady = steadyClock }: Pick<Context, 'db' | 'log' | 'steady'>,
  { desk, mayLead = () => true, onLead = () => {} }: { desk: string; mayLead?: () => boolean; onLead?: () => void },
): Lead {
  let until = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let led = false;
  const leads = () => steady() < until;

  const renew = async (): Promise<void> => {
    if (stopped) return;
    const began = steady();
    try {
      if (!mayLead()) {
        if (leads()) await leave();
      } else {
        const taken = await takeLease(db, LEASE, desk, LEASE_S);
        until = taken ? began + LEASE_S * 1000 - MARGIN_MS : Number.NEGATIVE_INFINITY;
      }
    } catch (cause) {
      log.warn({ cause: messageOf(cause, 120) }, 'the lead could not be renewed');
    }
    // A lease may also have run out since: a desk that stood still says so too.
    if (leads() === led) return;
    led = leads();
    log.info({ desk }, leads() ? 'leads the schedules' : 'does not lead the schedules any more');
    if (leads()) onLead();
  };
  const leave = async () => {
    until = Number.NEGATIVE_INFINITY;
    await endLease(db, LEASE, desk);
  };
  return {
    leads,
    async start() {
      timer ??= setInterval(() => void renew(), RENEW_MS);
      timer.unref();
      await renew();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await leave().catch((cause: unknown) => log.warn({ cause: messageOf(cause, 120) }, 'the lead was not left'));
    },
  };
}

/** Who leads, or who led last and for how many seconds nobody has. */
interface Leader {
  desk: string;
  leads: boolean;
  overdue: number;
}

/** Undefined where no desk ever led. */
export async function findLeader(db: Context['db']): Promise<Leader | undefined> {
  const lease = await findLease(db, LEASE);
  return lease && { desk: lease.holder, leads: lease.seconds > 0, overdue: Math.max(0, -lease.seconds) };
}

export function describeLeader(leader: Leader | undefined): string {
  if (!leader) return 'no desk leads the schedules: none is running, or the clock of each is in doubt';
  return leader.leads
    ? `another desk leads the schedules: ${leader.desk}`
    : `no desk leads the schedules since ${Math.ceil(leader.overdue)} s; the last was ${leader.desk}`;
}
