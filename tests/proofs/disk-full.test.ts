import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { deskFile, until } from '../_util/operator.ts';
import { startLocalSlack } from '../_util/slack.ts';
import { typed } from '../_util/slack-payloads.ts';
import { runDesk } from '../_util/started-desk.ts';
import { THOROUGH } from '../_util/thorough.ts';
import { hasCompiler, makeLibrary, WHY } from './disk/make-library.ts';

/** SIGUSR2 fills the disk, or makes room. The desk ticks five times a second instead of each 15 seconds, and says so. */
const PRELOAD = `
  process.on('SIGUSR2', () => { process.env.DISK_FAULT = process.env.DISK_FAULT ? '' : 'full 1'; });
  const slow = globalThis.setInterval;
  globalThis.setInterval = (run, ms, ...rest) =>
    ms === 15000 ? slow(() => { process.stderr.write('{"msg":"tick"}\\n'); run(); }, 200) : slow(run, ms, ...rest);`;

/** A desk that starts on an empty disk with room, in a workspace where OPS_CHANNEL is COPS0000. */
async function start() {
  const { database } = await deskFile();
  const folder = mkdtempSync(join(tmpdir(), 'desk-disk-'));
  const slack = await startLocalSlack();
  const desk = runDesk(slack.apiUrl, database, {
    preload: PRELOAD,
    env: {
      LD_PRELOAD: makeLibrary(folder),
      DISK_PATH: database,
      OPS_CHANNEL: 'COPS0000',
      LOG_LEVEL: 'info',
      HEALTH_PORT: '0',
    },
  });
  await until(() => desk.said.includes('"msg":"ready"'));
  await slack.untilConnected(2);
  const port = desk.lines().find(({ msg }) => msg === 'health pages')?.['port'];
  return {
    desk,
    slack,
    health: async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).status,
    told: () => slack.messages.filter(({ channel }) => channel === 'COPS0000').map(({ text }) => text),
    /** The answer, which comes in the ack or later by response_url. */
    async say(words: string) {
      const before = slack.responses.length;
      const text = (await typed(slack, words))?.['text'];
      if (text === undefined) await until(() => slack.responses.length > before);
      return String(text ?? slack.responses[before]?.['text']);
    },
    async ticks(many: number) {
      const count = () => desk.said.split('"msg":"tick"').length;
      const before = count();
      await until(() => count() >= before + many);
    },
    read<Row>(sql: string) {
      const sqlite = new Sqlite(database, { readonly: true });
      const rows = sqlite.prepare(sql).all() as Row[];
      sqlite.close();
      return rows;
    },
  };
}

test.skipIf(!hasCompiler || !THOROUGH)(
  `a disk that fills and empties again: told once each, nothing acknowledged is lost, and the desk works on${WHY}`,
  async () => {
    const { desk, slack, health, told, say, ticks, read } = await start();
    expect(await say('default state:CA')).toContain('California');
    expect(await say('digest on at:08:00 tz:UTC quiet:always')).toContain('Digest set up');
    // A digest that was acknowledged waits in the outbox when the disk fills.
    slack.fault = (name, { channel }) =>
      name === 'chat.postMessage' && channel === 'C1'
        ? { kind: 'status', status: 429, headers: { 'retry-after': '1' } }
        : undefined;
    expect(await say('digest now')).toContain('On its way');
    await until(() => desk.said.includes('"msg":"tick"'));
    expect(await health()).toBe(200);

    desk.kill('SIGUSR2');
    await until(() => told().length > 0);
    slack.fault = () => undefined;
    expect(told()[0]).toContain('it is full');
    await until(async () => (await health()) === 503); // it looks every five seconds
    for (const words of ['default state:TX', 'digest off']) expect(await say(words)).toContain('nothing was changed');
    expect(await say('policy Denver')).toContain('Denver');
    await ticks(10);
    expect(told()).toHaveLength(1);
    expect(slack.parents('C1')).toEqual([]);

    desk.kill('SIGUSR2');
    await until(() => told().length > 1);
    expect(told()[1]).toContain('can be written again');
    await until(() => slack.parents('C1').length > 0);
    await until(async () => (await health()) === 200);
    expect(await say('default state:NY')).toContain('New York');
    await ticks(10);
    expect(told()).toHaveLength(2);
    expect(slack.parents('C1')).toHaveLength(1);
    desk.kill('SIGKILL');
    await desk.ended;

    expect(read('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(read('select state from default_states')).toEqual([{ state: 'NY' }]);
    expect(read("select distinct state from outbox where state <> 'sent'")).toEqual([]);
    const asked = read<{ line: string; outcome: string }>('select line, outcome from audit order by rowid');
    expect(asked.map(({ line, outcome }) => `${line}: ${outcome}`)).toEqual([
      'default state:CA: noted',
      'digest on at:08:00 tz:UTC quiet:always: noted',
      'digest now: noted',
      'default: mistake',
      'digest: mistake',
      'policy "Denver, CO": answered',
      'default state:NY: noted',
    ]);
    await slack.close();
  },
);
