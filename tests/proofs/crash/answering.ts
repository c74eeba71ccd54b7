import type { Database } from 'better-sqlite3';
import pino from 'pino';
import { expect } from 'vitest';
import { answerCommand } from '../../../src/commands/index.ts';
import { connect } from '../../../src/db/connect.ts';
import { deskFile } from '../../_util/operator.ts';
import { startLocalSlack } from '../../_util/slack.ts';
import { commandBody } from '../../_util/slack-payloads.ts';
import { runDesk } from '../../_util/started-desk.ts';
import { type Drill, pause, withDatabase } from './drill.ts';

const AT_ONCE = 4;
const HOURS = ['07:00', '08:30', '09:15'];
const STATES = ['CA', 'TX', 'NY'];
const PLACES = ['Cook County, IL', 'Hennepin County, MN', 'Miami-Dade County, FL'];

/** What is set up in a channel. */
interface Settings {
  digest?: string;
  state?: string;
  watched: string[];
}
/** A command that sets something up, and what it makes of the settings. */
interface Setting {
  words: string;
  makes: (was: Settings) => Settings;
}

/** What the desk had said when it was killed. */
interface Told {
  /** By channel: what was acknowledged, and the one setting that was under way. */
  channels: Map<string, { acknowledged: Settings; underWay?: Setting }>;
  /** Ids of answers that were shown since the last kill. */
  ids: string[];
}

/** The database has all that was told; of what was under way it may have it or not. */
const CHECKS: ((sqlite: Database, told: Told) => void)[] = [settingsAreThere, answersAreThere, auditIsThere];

/** The real desk in Slack under commands, killed at any moment: what it acknowledged stays. */
export async function answering(random: () => number): Promise<Drill> {
  const { database } = await deskFile();
  const slack = await startLocalSlack();
  const told: Told = { channels: new Map(), ids: [] };
  const channels = Array.from({ length: AT_ONCE }, (_, at) => `C${at}`);
  for (const channel of channels) told.channels.set(channel, { acknowledged: { watched: [] } });
  let count = 0;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  const type = (channel: string, words: string) => {
    count += 1;
    const payload = {
      ...commandBody(words, slack.responseUrl),
      channel_id: channel,
      user_id: `U${channel.slice(1).padStart(4, '0')}`,
    };
    return slack.send(
      { type: 'slash_commands', envelope_id: `a${count}`, accepts_response_payload: true, payload },
      slack.sockets.length - 1 - (count % 2),
    );
  };
  /** One command after the other in a channel, until the desk is dead. */
  async function work(channel: string, isDead: () => boolean): Promise<void> {
    const of = told.channels.get(channel);
    while (of && !isDead()) {
      if (random() < 0.5) {
        const said = JSON.stringify(await type(channel, pick(['policy Denver', 'releases', 'sources'])));
        told.ids.push(...(/Answer (DD-[0-9A-Z]+)/.exec(said)?.slice(1) ?? []));
      } else {
        of.underWay = pick(settings(pick(HOURS), pick(STATES), pick(PLACES)));
        const said = JSON.stringify(await type(channel, of.underWay.words));
        expect(said).toMatch(
          /Digest (set up|changed|off)|no digest|Watching|[Nn]o longer watching|does not watch|default is|was not set/,
        );
        of.acknowledged = of.underWay.makes(of.acknowledged);
        delete of.underWay;
      }
    }
  }

  return {
    database,
    async strike() {
      const connections = slack.sockets.length;
      const desk = runDesk(slack.apiUrl, database, { env: { LOG_LEVEL: 'error' } });
      let dead = false;
      void desk.ended.then(() => (dead = true));
      const early = random() < 0.1;
      if (early) await pause(random() * 800);
      else {
        await slack.untilConnected(connections + 2);
        for (const channel of channels) void work(channel, () => dead);
        await pause(random() * 250);
      }
      desk.kill('SIGKILL');
      expect(await desk.ended).toBeNull();
      expect(desk.said).toBe('');
      const written = withDatabase(database, (sqlite) => {
        for (const check of CHECKS) check(sqlite, told);
        return adopt(sqlite, told);
      });
      await showAgain(database, told.ids.splice(0));
      if (early) return 'starting';
      return written === undefined
        ? 'a question'
        : `a setting ${written ? 'written, not acknowledged' : 'not written'}`;
    },
    async end() {
      const connections = slack.sockets.length;
      const desk = runDesk(slack.apiUrl, database);
      await slack.untilConnected(connections + 2);
      expect(JSON.stringify(await type('C0', 'watches'))).toMatch(/watch/i);
      desk.kill('SIGTERM');
      expect(await desk.ended).toBe(0);
      withDatabase(database, (sqlite) => settingsAreThere(sqlite, told));
      await slack.close();
    },
  };
}

const settings = (hour: string, state: string, place: string): Setting[] => [
  { words: `digest on at:${hour} tz:UTC`, makes: (was) => ({ ...was, digest: hour }) },
  { words: 'digest off', makes: ({ digest: _, ...was }) => was },
  { words: `default state:${state}`, makes: (was) => ({ ...was, state }) },
  { words: 'default off', makes: ({ state: _, ...was }) => was },
  { words: `watch "${place}"`, makes: (was) => ({ ...was, watched: [...new Set([...was.watched, place])].sort() }) },
  { words: `unwatch "${place}"`, makes: (was) => ({ ...was, watched: was.watched.filter((each) => each !== place) }) },
];

function read(sqlite: Database, channel: string): Settings {
  const one = (text: string) => sqlite.prepare(text).pluck().get(channel) as string | undefined;
  const digest = one('select at_time from subscriptions where channel_id = ? and ended_at is null');
  const state = one("select state from default_states where holder = 'channel' and holder_id = ?");
  const watched = sqlite.prepare('select label from watches where channel_id = ? order by label').pluck().all(channel);
  return { ...(digest ? { digest } : {}), ...(state ? { state } : {}), watched: watched as string[] };
}

function settingsAreThere(sqlite: Database, { channels }: Told): void {
  for (const [channel, { acknowledged, underWay }] of channels) {
    const may = [acknowledged, ...(underWay ? [underWay.makes(acknowledged)] : [])];
    expect(may, underWay?.words ?? 'nothing under way').toContainEqual(read(sqlite, channel));
  }
}

function answersAreThere(sqlite: Database, { ids }: Told): void {
  const kept = sqlite.prepare('select answer_id from answers').pluck().all();
  expect(kept).toEqual(expect.arrayContaining(ids));
}

function auditIsThere(sqlite: Database, { ids }: Told): void {
  const audited = sqlite.prepare("select answer_id from audit where outcome = 'answered'").pluck().all();
  expect(audited).toEqual(expect.arrayContaining(ids));
}

/** Takes what was found for what is so. True when a setting under way was written, undefined when none would have changed anything. */
function adopt(sqlite: Database, { channels }: Told): boolean | undefined {
  let written: boolean | undefined;
  for (const [channel, of] of channels) {
    const now = read(sqlite, channel);
    const changes =
      of.underWay &&
      JSON.stringify(sorted(of.underWay.makes(of.acknowledged))) !== JSON.stringify(sorted(of.acknowledged));
    if (changes) written = written || JSON.stringify(sorted(now)) !== JSON.stringify(sorted(of.acknowledged));
    of.acknowledged = now;
    delete of.underWay;
  }
  return written;
}
const sorted = ({ digest, state, watched }: Settings) => [digest, state, watched];

/** An id that was shown can be shown again, from the database alone. */
async function showAgain(database: string, ids: string[]): Promise<void> {
  const id = ids.at(-1);
  if (!id) return;
  const db = await connect(database);
  const context = { db, now: () => new Date(), log: pino({ level: 'silent' }), zone: 'UTC', close: () => db.destroy() };
  expect(JSON.stringify(await answerCommand(context, `show ${id}`))).toContain(id);
  await db.destroy();
}
