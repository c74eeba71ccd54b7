import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { busyWorkspace } from '../_util/busy-workspace.ts';
import { freePort } from '../_util/free-port.ts';
import { madeReleases } from '../_util/made-releases.ts';
import { runTask, until } from '../_util/operator.ts';
import { median, type ProcessStats, readProcess } from '../_util/process-stats.ts';
import { startLocalSlack } from '../_util/slack.ts';
import { runDesk } from '../_util/started-desk.ts';
import { THOROUGH } from '../_util/thorough.ts';
import { deeds } from './questions.ts';

const LONG = Boolean(process.env['LONG']);
const MINUTES = Number(process.env['LONG_SOAK_MINUTES'] ?? (LONG ? 60 : 0.05));
const A_SECOND = 50;
const ROWS = LONG ? 20_000 : 1000;
const IMPORT_EVERY_MS = LONG ? 300_000 : 500;
// A desk that cannot follow is asked less, and the rate says so: otherwise the queue is what grows.
const UNDER_WAY_AT_MOST = 100;
const SAMPLE_EVERY_MS = LONG ? 5000 : 250;
const NO_LIMIT = 6 * 3_600_000;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const say = (line: string) => process.stdout.write(`${line}\n`);

test.skipIf(!THOROUGH)(
  `${A_SECOND} commands a second for ${MINUTES} minutes beside imports: each answered once and rightly, nothing grows`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-soak-'));
    const database = join(folder, 'desk.sqlite');
    const slack = await startLocalSlack();
    const workspace = busyWorkspace(slack);
    const releases = await madeReleases(folder, ROWS);
    const metricsPort = await freePort();
    // Without limits: on a busy machine a load like this would reach the workspace's.
    const desk = runDesk(slack.apiUrl, database, {
      env: { HEALTH_PORT: String(metricsPort), LOG_LEVEL: 'info', LIMIT_PERSON: '0', LIMIT_WORKSPACE: '0' },
    });
    await until(() => desk.said.includes('"msg":"ready"'));
    await slack.untilConnected(2);
    const sample = () => readProcess(desk.pid, `http://127.0.0.1:${metricsPort}/metrics`);

    const load = async (): Promise<Record<string, number>> => {
      const { file } = releases.next();
      const { code, stdout, stderr } = await runTask(database, ['import', 'ice-detainers', file, '--json']);
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
      rmSync(file);
      return JSON.parse(stdout);
    };
    expect(await load()).toMatchObject({ inserted: ROWS });

    const next = deeds(releases.counts, 20_261_124);
    const wrong: string[] = [];
    const latencies: number[] = [];
    const tally: Record<string, number> = {};
    const underWay = new Set<Promise<void>>();
    let earlierId: string | undefined;
    let sent = 0;
    async function act(): Promise<void> {
      const { how, words, right } = next(earlierId);
      const began = performance.now();
      const said = await workspace[how](words);
      latencies.push(performance.now() - began);
      const key = how === 'typed' ? (words.split(' ')[0] ?? '') : how;
      tally[key] = (tally[key] ?? 0) + 1;
      earlierId = /Answer (DD-[0-9A-Z]+)/.exec(said)?.[1] ?? earlierId;
      if (right(said)) return;
      wrong.push(`${how} ${words}: ${said.slice(0, 400)}`);
      say(`wrong: ${wrong.at(-1)}`);
    }
    const begin = () => {
      const work = act().finally(() => underWay.delete(work));
      underWay.add(work);
      sent += 1;
    };

    // The caches fill before anything is measured.
    for (let at = 0; at < (LONG ? 500 : 50); at += 1) {
      begin();
      if (at % 5 === 0) await Promise.all(underWay);
    }
    await Promise.all(underWay);
    // So do the threads that draw and write files start.
    if (LONG) {
      expect(await workspace.typed('chart stats Texas')).toMatch(/Texas/);
      expect(await workspace.typed('export stats Texas')).toMatch(/being made/);
    }
    const warmedUp = sent;
    latencies.length = 0;
    const quiet = median(await several(sample, 3).then((all) => all.map((each) => each.descriptors)));

    const samples: (ProcessStats & { at: number })[] = [];
    const imports: Record<string, number>[] = [];
    let over = false;
    const began = performance.now();
    const elapsed = () => performance.now() - began;
    const every = async (milliseconds: number, work: () => Promise<void>) => {
      for (let turn = 1; !over; turn += 1) {
        await work();
        while (!over && elapsed() < turn * milliseconds) await pause(Math.min(200, milliseconds / 5));
      }
    };
    const beside = [
      every(IMPORT_EVERY_MS, async () => void imports.push(await load())),
      every(SAMPLE_EVERY_MS, async () => {
        samples.push({ ...(await sample()), at: elapsed() });
        for (const kept of [slack.calls, slack.uploads, slack.responses]) kept.length = 0;
        if (LONG && samples.length % 12 === 0) say(progress(samples, latencies.length, imports.length, wrong.length));
      }),
      ...(LONG
        ? [
            every(15_000, async () => expect(await workspace.typed('chart stats Texas')).toMatch(/Texas/)),
            every(30_000, async () => expect(await workspace.typed('export stats Texas')).toMatch(/being made/)),
          ]
        : []),
    ];
    while (elapsed() < MINUTES * 60_000) {
      while (sent - warmedUp < (elapsed() / 1000) * A_SECOND && underWay.size < UNDER_WAY_AT_MOST) begin();
      await pause(10);
    }
    await Promise.all(underWay); // every command is answered, or this never ends
    const seconds = elapsed() / 1000;
    over = true;
    await Promise.all(beside);
    await pause(500);
    // Idle connections to the stand-in are closed one after the other.
    let quietAgain = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 60 && quietAgain > quiet; tries += 1) {
      await pause(500);
      quietAgain = median(await several(sample, 3).then((all) => all.map((each) => each.descriptors)));
    }
    desk.kill('SIGTERM');
    expect(await desk.ended).toBe(0);
    await slack.close();
    rmSync(folder, { recursive: true });

    latencies.sort((a, b) => a - b);
    const at = (share: number) => Math.round((latencies[Math.floor(latencies.length * share)] ?? 0) * 10) / 10;
    const quarters = [0, 1, 2, 3].map((quarter) =>
      samples.filter((each) => Math.floor((each.at / (MINUTES * 60_000)) * 4) === quarter),
    );
    for (const [quarter, of] of quarters.entries())
      say(
        `quarter ${quarter + 1}, medians of ${of.length}: ${(
          ['rss', 'heap', 'external', 'descriptors', 'handles'] as const
        )
          .map((name) => `${name} ${median(of.map((each) => each[name] ?? Number.NaN)).toFixed(1)}`)
          .join(', ')}`,
      );
    say(
      `${sent - warmedUp} commands in ${seconds.toFixed(0)} s (${((sent - warmedUp) / seconds).toFixed(1)} a second), ${imports.length} imports; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(0.999999)} ms`,
    );
    const connected = desk
      .lines()
      .filter((line) => line['msg'] === 'slack connection' && line['state'] === 'connected');
    say(
      `connections made ${connected.length}, delivered again ${workspace.redelivered.size}, acknowledged first and answered after ${workspace.emptied.size}`,
    );
    say(`by kind: ${JSON.stringify(tally)}; descriptors at rest before ${quiet}, after ${quietAgain}`);

    expect(wrong.slice(0, 5)).toEqual([]);
    expect(workspace.twice).toEqual([]);
    expect(slack.unexpected).toEqual([]);
    expect(Object.values(tally).reduce((sum, count) => sum + count, 0)).toBe(sent);
    expect(desk.lines().filter((line) => Number(line['level']) >= 50)).toEqual([]);
    expect(imports.length).toBeGreaterThanOrEqual(LONG ? Math.floor((MINUTES * 60_000) / IMPORT_EVERY_MS) : 1);
    for (const { updated, removed } of imports) expect({ updated, removed }).not.toEqual({ updated: 0, removed: 0 });
    expect(quietAgain).toBeLessThanOrEqual(quiet);
    if (!LONG) return; // seconds say nothing of memory
    const of = (quarter: number, name: 'rss' | 'descriptors') =>
      median((quarters[quarter] ?? []).map((each) => each[name]));
    expect(of(3, 'rss')).toBeLessThan(of(1, 'rss') * 1.05);
    expect(of(3, 'descriptors')).toBeLessThanOrEqual(of(1, 'descriptors'));
  },
  NO_LIMIT,
);

function progress(
  samples: (ProcessStats & { at: number })[],
  answered: number,
  imports: number,
  wrong: number,
): string {
  const last = samples.slice(-12);
  const of = (name: 'rss' | 'heap' | 'external' | 'descriptors') =>
    median(last.map((each) => each[name] ?? 0)).toFixed(0);
  return `${((last.at(-1)?.at ?? 0) / 60_000).toFixed(1)} min: ${answered} answered, ${wrong} wrong, ${imports} imports, rss ${of('rss')}, heap ${of('heap')}, external ${of('external')} MB, descriptors ${of('descriptors')}`;
}

async function several<T>(look: () => Promise<T>, times: number): Promise<T[]> {
  const all: T[] = [];
  for (let time = 0; time < times; time += 1) all.push(await look());
  return all;
}
