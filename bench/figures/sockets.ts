import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { projectPath } from '../../src/project.ts';
import { freePort } from '../../tests/_util/free-port.ts';
import { type LocalSlack, startLocalSlack } from '../../tests/_util/slack.ts';
import { commandBody, signed } from '../../tests/_util/slack-payloads.ts';
import type { Desk } from '../desks.ts';
import { quantile, type Table } from '../table.ts';

const REPEATS = 5;
const SECRET = 'signing-secret';
const LINE = 'policy "Cook County, IL"';

interface Running {
  child: ChildProcess;
  /** Resolves with the text of the ack. */
  send(text: string): Promise<string>;
  stop(): Promise<void>;
}

/** The desk and an app with an empty ack as processes of their own, over Socket Mode and over signed HTTP on loopback. */
export async function measureSockets(desk: Desk, table: Table, runs: number): Promise<void> {
  for (const way of ['Socket Mode', 'signed HTTP'] as const) {
    table.heading(`Over ${way}, as processes of their own (${runs} commands, ${REPEATS} repeats)`);
    const slack = await startLocalSlack();
    const other = await startLocalSlack();
    const ours = await start(way, slack, ['dist/src/main.js'], desk.file);
    const empty = await start(way, other, ['dist/bench/empty-app.js'], desk.file);
    // The first command loads what is loaded when it is needed.
    for (const each of [ours, empty]) for (let at = 0; at < 20; at += 1) await each.send(LINE);
    const idle = [residentMB(ours), residentMB(empty)] as const;
    for (const atOnce of [1, 10]) {
      const [mine, floor] = [[] as Round[], [] as Round[]];
      for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        floor.push(await round(empty, runs, atOnce, 'ok'));
        mine.push(await round(ours, runs, atOnce, 'Cook County'));
      }
      const against = 'an empty ack';
      table.add({
        figure: `${atOnce} at a time, p50`,
        unit: 'ms',
        ours: mine.map(({ taken }) => quantile(taken, 0.5)),
        floor: floor.map(({ taken }) => quantile(taken, 0.5)),
        against,
        aim: { of: 'ratio', most: 1.5 },
      });
      table.add({
        figure: `${atOnce} at a time, commands`,
        unit: 'per s',
        ours: mine.map(({ rate }) => rate),
        floor: floor.map(({ rate }) => rate),
        against,
        aim: { of: 'ratio', least: 0.7 },
      });
    }
    if (way === 'Socket Mode') measureMemory(idle, [residentMB(ours), residentMB(empty)], table);
    for (const each of [ours, empty]) await each.stop();
    for (const each of [slack, other]) await each.close();
  }
}

function measureMemory(idle: readonly [number, number], loaded: readonly [number, number], table: Table): void {
  const against = 'an empty Bolt app';
  table.add({
    figure: 'resident memory, idle',
    unit: 'MB',
    ours: [idle[0]],
    floor: [idle[1]],
    against,
    aim: { of: 'over', most: 60 },
  });
  table.add({
    figure: 'resident memory, after the load',
    unit: 'MB',
    ours: [loaded[0]],
    floor: [loaded[1]],
    against,
    aim: { of: 'over', most: 120 },
  });
}

interface Round {
  taken: number[];
  /** Commands a second. */
  rate: number;
}

/** Sends commands, so many at a time; each must be answered with the word. */
async function round(app: Running, runs: number, atOnce: number, word: string): Promise<Round> {
  const taken: number[] = [];
  let left = runs;
  const begun = performance.now();
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const start = performance.now();
      const said = await app.send(LINE);
      if (!said.includes(word)) throw new Error(`A command was lost or answered wrongly: ${said.slice(0, 200)}`);
      taken.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return { taken, rate: taken.length / ((performance.now() - begun) / 1000) };
}

async function start(way: string, slack: LocalSlack, [script = '']: string[], file: string): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, [projectPath(script)], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: `sqlite:${file}`,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: 'xoxb-1',
      LIMIT_PERSON: '0',
      LIMIT_WORKSPACE: '0',
      ...(way === 'Socket Mode' ? { SLACK_APP_TOKEN: 'xapp-1' } : { SLACK_SIGNING_SECRET: SECRET, PORT: String(port) }),
    },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (piece) => {
    said += String(piece);
  });
  while (!said.includes('"msg":"ready"')) {
    if (child.exitCode !== null) throw new Error(`${script} ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (way === 'Socket Mode') await slack.untilConnected(script.includes('main') ? 2 : 1);
  let sent = 0;
  return {
    child,
    send: async (text) => {
      sent += 1;
      // A command of the same trigger would be a copy.
      const command = { ...commandBody(text, slack.responseUrl), trigger_id: `1.${sent}` };
      if (way === 'Socket Mode')
        return JSON.stringify(
          await slack.send({
            type: 'slash_commands',
            envelope_id: String(sent),
            accepts_response_payload: true,
            payload: command,
          }),
        );
      const body = new URLSearchParams(command).toString();
      const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, {
        method: 'POST',
        body,
        headers: signed(body, SECRET),
      });
      return answer.text();
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Linux only. */
const residentMB = ({ child }: Running): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
