import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { answerCommand, commandNameOf } from '../src/commands/index.ts';
import type { Context } from '../src/context.ts';
import { compact, connect } from '../src/db/connect.ts';
import { UserError } from '../src/errors.ts';
import { createInstallations } from '../src/installations/installations.ts';
import { createAudit } from '../src/jobs/audit.ts';
import { queueDueDigests } from '../src/jobs/digests.ts';
import { projectPath } from '../src/project.ts';
import { findSource, importBundled, importFile } from '../src/sources/import.ts';
import { inWorkspace } from '../src/workspace.ts';
import { generateDetainers, seeded } from './generate.ts';
import { peakHour } from './peak-hour.ts';

/**
 * What many workspaces would need: measures commands, digests and a release on this machine, then simulates the busiest
 * hour of a day for ten to ten thousand workspaces with what was measured. Argument: detainer rows.
 */
const ROWS = Number(process.argv[2] ?? 60_000);
/** A round trip to Slack, and how many posts the outbox has under way at a time (jobs/outbox.ts). */
const POST_MS = 150;
const CONCURRENT = 8;
/** Assumed, not measured: what a newsroom's workspace asks and sets up. */
const DAY = { commands: 40, inBusiestHour: 0.2, digests: 2, inBusiestHourOfDigests: 0.5 };
const CHANNELS = 1000;
const say = (line: string) => process.stdout.write(`${line}\n`);
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const spent = async (work: () => Promise<unknown>): Promise<number> => {
  const start = cpu();
  await work();
  return cpu() - start;
};

/** What people ask, roughly as often as in the order of the help: one word in ten of them reads many rows. */
const MIX = [
  'policy "Cook County, IL"',
  'policy "Charlotte, NC" on:2024-12-01',
  'policy orange county',
  'agreements in:"Cobb County, GA" on:2021-03-01',
  'releases in:California',
  'lookup LA-8',
  'lookup Texas',
  'sources',
  'watches',
  'stats Texas since:2024',
];

const folder = mkdtempSync(join(tmpdir(), 'desk-scale-'));
try {
  const file = join(folder, 'desk.sqlite');
  const release = join(folder, 'generated_20260311.csv');
  await generateDetainers(release, { rows: ROWS });
  const db = await connect(file);
  let now = new Date('2026-11-24T06:00:00Z');
  const context: Context = {
    db,
    now: () => now,
    log: pino({ level: 'silent' }),
    zone: 'UTC',
    randomBytes: (count) => randomBytes(count),
    close: () => db.destroy(),
  };
  await importBundled(db, projectPath, context.now, () => {});
  const load = await spent(() => importFile(db, findSource('ice-detainers'), release, { now: context.now }));
  say(`release of ${ROWS.toLocaleString('en-US')} rows: ${(load / 1000).toFixed(1)} s of processor time`);

  const installations = createInstallations(context, { keys: ['ab'.repeat(32)] });
  await installations.save({ id: 'T1', botToken: 'xoxb-1', botId: 'B', botUserId: 'U', installedBy: 'U' });
  const audit = createAudit(context, commandNameOf);
  const answer = audit.recordAnswers((words, asker) => answerCommand(context, words, asker));
  const ask = async (line: string) => {
    const asker = { channelId: 'C1', userId: 'U1', role: 'editor' as const, way: 'bench', workspaceId: 'T1' };
    await answer(line, asker).catch((cause: unknown) => {
      if (!(cause instanceof UserError)) throw cause;
    });
  };
  for (const line of MIX) await ask(line);
  const bytes = async () => {
    await audit.stop();
    await compact(db);
    return statSync(file).size;
  };
  const small = await bytes();
  const alone = await times(ask);
  const inIts = await times(async (line) => {
    const found = await installations.find({ workspaceId: 'T1' });
    await inWorkspace({ id: 'T1', botToken: found?.botToken ?? '' }, () => ask(line));
  });
  const mean = (all: number[]) => all.reduce((sum, each) => sum + each, 0) / all.length;
  say(
    `a command, with the audit and its id: ${mean(alone).toFixed(2)} ms for one workspace, ${mean(inIts).toFixed(2)} ms among several (its token opened, every query bound)`,
  );

  const perCommand = ((await bytes()) - small) / (alone.length + inIts.length);
  say(`its answer id and its row of the audit: ${perCommand.toFixed(0)} bytes`);
  const before = await bytes();
  for (let channel = 0; channel < CHANNELS; channel += 1)
    await inWorkspace({ id: `T${channel}` }, () =>
      answerCommand(context, `digest on at:08:00 tz:UTC in:${channel % 2 ? 'Texas' : 'California'} quiet:always`, {
        channelId: `C${channel}`,
        userId: 'U1',
        role: 'editor',
      }),
    );
  now = new Date('2026-11-25T08:00:05Z');
  const digest = await spent(() => queueDueDigests(context));
  const queued = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  say(
    `${CHANNELS.toLocaleString('en-US')} channels' digests, each of a workspace of its own: ${(digest / 1000).toFixed(2)} s of processor time, ${queued.n} messages, ${(((await bytes()) - before) / CHANNELS / 1024).toFixed(1)} KB a channel`,
  );
  await audit.stop();
  await db.destroy();

  say(`\nassumed of a workspace and day: ${JSON.stringify(DAY)}; a post takes ${POST_MS} ms, ${CONCURRENT} at a time`);
  say(
    `simulated, with the ${inIts.length} measured commands as they came (${availableParallelism()} processors here):`,
  );
  say('workspaces  commands/s  processes  p99 of the wait  digests: processor, posting  answers and audit of 90 days');
  for (const workspaces of [10, 100, 1000, 10_000]) {
    const perSecond = (workspaces * DAY.commands * DAY.inBusiestHour) / 3600;
    const { processes, p99 } = peakHour(inIts, perSecond, seeded(7));
    const due = workspaces * DAY.digests * DAY.inBusiestHourOfDigests;
    const posting = (due * (Number(queued.n) / CHANNELS) * POST_MS) / CONCURRENT / 1000;
    const kept = (workspaces * DAY.commands * 90 * perCommand) / 2 ** 30;
    say(
      [
        String(workspaces).padEnd(11),
        perSecond.toFixed(2).padEnd(11),
        String(processes).padEnd(10),
        `${p99.toFixed(0)} ms`.padEnd(16),
        `${((digest / CHANNELS) * (due / 1000)).toFixed(1)} s, ${posting.toFixed(0)} s`.padEnd(28),
        `${kept.toFixed(1)} GB`,
      ].join(' '),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds of processor time of each command of the mix, twenty times. */
async function times(ask: (line: string) => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let run = 0; run < 20; run += 1) for (const line of MIX) all.push(await spent(() => ask(line)));
  return all;
}
