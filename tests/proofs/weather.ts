import type { Fault, LocalSlack } from '../_util/slack.ts';

type Random = () => number;

const LIMITED: Fault = { kind: 'status', status: 429, headers: { 'retry-after': '1' } };
/** Of the posts to response_url: Slack has taken none of these, so an answer must still come. */
const POSTS: Fault[] = [LIMITED, { kind: 'status', status: 500 }, { kind: 'cut' }, { kind: 'delay', ms: 400 }];
const OPENINGS: Fault[] = [LIMITED, { kind: 'status', status: 500 }, { kind: 'cut' }];
/** Each of these costs a connection five seconds and more. */
const SLOW_OPENINGS: Fault[] = [
  { kind: 'status', status: 429 },
  { kind: 'error', error: 'internal_error' },
  { kind: 'page' },
  { kind: 'silent' },
];

/**
 * Faults at random moments until it is told to end. One connection is hit at a time, the other must hold; where `long`,
 * both may be cut together, a link may stand still until the desk gives it up, and handshakes may stall.
 */
export function startWeather(slack: LocalSlack, random: Random, long: boolean) {
  const counts: Record<string, number> = {};
  const count = (what: string) => (counts[what] = (counts[what] ?? 0) + 1);
  const pick = <T>(from: T[]): T => from[Math.floor(random() * from.length)] as T;
  const kindOf = (fault: Fault) => (fault.kind === 'status' ? String(fault.status) : fault.kind);
  let over = false;
  let stalls = 0;
  slack.copy = () => {
    if (over || random() > 0.1) return undefined;
    const where = random() < 0.5 ? 'same' : 'other';
    if (where === 'other' && slack.links.length < 2) return undefined;
    count(`copy on the ${where} connection`);
    return where;
  };
  slack.fault = (name) => {
    const chance = random();
    if (over || name === 'auth.test' || chance > 0.3) return undefined;
    const isPost = name.startsWith('/response');
    if (!isPost && name !== 'apps.connections.open') return undefined;
    const fault = isPost ? pick(POSTS) : pick(long && chance < 0.06 ? SLOW_OPENINGS : OPENINGS);
    count(`${isPost ? 'response_url' : 'apps.connections.open'}: ${kindOf(fault)}`);
    return fault;
  };
  slack.handshake = () => {
    if (stalls === 0) return 'through';
    stalls -= 1;
    count('handshake stalled');
    return 'frozen';
  };
  const later = (ms: number, then: () => void) => setTimeout(then, ms);
  const hit = () => {
    const [first, second] = slack.links;
    if (!first || !second || first.frozen || second.frozen) return;
    const link = random() < 0.5 ? first : second;
    const kinds = ['cut', 'disconnect frame', 'short freeze', 'short freeze', ...(long ? RARE : [])];
    const kind = pick(kinds);
    count(kind);
    if (kind === 'disconnect frame') return link.disconnect(random() < 0.5 ? 'warning' : 'refresh_requested');
    if (kind === 'short freeze') {
      link.freeze();
      return void later(100 + random() * 700, link.thaw);
    }
    if (kind === 'freeze for good') {
      link.freeze();
      return void later(12_000, link.cut); // Slack gives it up too
    }
    if (kind === 'cut with stalled handshake') stalls += 1;
    if (kind === 'both cut') for (const each of [first, second]) each.cut();
    else link.cut();
  };
  const blow = async () => {
    while (!over) {
      await new Promise((resolve) => later(100 + random() * 500, () => resolve(undefined)));
      if (!over) hit();
    }
  };
  const blown = blow();
  return {
    counts,
    /** Ends it; what stands still goes on. */
    async end(): Promise<void> {
      over = true;
      stalls = 0;
      await blown;
      for (const link of slack.links) link.thaw();
    },
  };
}

const RARE = ['both cut', 'freeze for good', 'cut with stalled handshake'];
