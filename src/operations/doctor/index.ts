import { type Config, readConfigAndProblems } from '../../config.ts';
import { clock, zoneOf } from '../../context.ts';
import { connect, isServer, isShared } from '../../db/connect.ts';
import { findAllActiveSubscriptions } from '../../db/subscriptions.ts';
import { findAllWatchChannels } from '../../db/watches.ts';
import { UserError } from '../../errors.ts';
import { groupsNamedIn } from '../../rules/access.ts';
import { readOptions } from '../read-options.ts';
import type { TaskResult } from '../task.ts';
import { checkAccess } from './access.ts';
import { checkBackups } from './backups.ts';
import { checkClock } from './clock.ts';
import { checkDatabase } from './database.ts';
import { type Finding, fail, ok, warn } from './finding.ts';
import { checkInstallations } from './installations.ts';
import { checkLead } from './lead.ts';
import { checkServer } from './server.ts';
import { checkTokens } from './slack.ts';
import { checkSources } from './sources.ts';

const USAGE = `Usage:
  npm run -s doctor [-- --json]`;

/** `npm run doctor`: checks everything that the desk needs and changes nothing. Exit 1 when a line is `fail`. */
export async function runDoctor(argv: string[]): Promise<TaskResult> {
  const { values, positionals } = readOptions(argv, { json: { type: 'boolean' } }, USAGE);
  if (positionals.length > 0) throw new UserError(USAGE);
  const findings = await runChecks();
  const code = findings.some(({ state }) => state === 'fail') ? 1 : 0;
  if (values['json']) return { code, lines: [JSON.stringify({ ok: code === 0, findings })] };
  const lines = findings.map(({ check, state, detail }) => `${state.padEnd(4)}  ${check}: ${detail}`);
  const count = (state: string) => findings.filter((each) => each.state === state).length;
  return { code, lines: [...lines, `${count('ok')} ok, ${count('warn')} to check, ${count('fail')} to fix`] };
}

async function runChecks(): Promise<Finding[]> {
  const { config, problems } = readConfigAndProblems();
  const configuration =
    problems.length > 0
      ? [
          // The example at the end of SOURCES_FILE's problems is not a problem of its own.
          ...problems
            .filter((problem) => !problem.startsWith('Example: '))
            .map((problem) => fail('environment', problem)),
          warn(
            'slack',
            'not checked: fix the environment first. docs/operations.md describes the variables under Settings.',
          ),
        ]
      : [ok('environment', describeConfig(config))];
  if (!config) return configuration;
  const { findings, usable } = await (isServer(config.database) ? checkServer : checkDatabase)(config.database);
  const contents = usable ? await checkContents(config) : { channels: [], findings: [] };
  const channels = [...new Set([...(config.opsChannel ? [config.opsChannel] : []), ...contents.channels])];
  const slack = config.slack
    ? [
        checkAccess(config.access),
        // Each workspace has a token of its own: they are in the database.
        ...(config.slack.install ? [] : await checkTokens(config.slack, channels, groupsNamedIn(config.access), clock)),
      ]
    : problems.length > 0
      ? []
      : [ok('slack', 'no tokens are set: the desk is local')];
  return [...configuration, ...findings, checkBackups(config, clock()), ...contents.findings, ...slack];
}

/** Checks what the database shows: the sources, and the channels that posts go to. */
async function checkContents({
  database,
  entries = [],
  timeZone,
  slack,
}: Config): Promise<{ channels: string[]; findings: Finding[] }> {
  const db = await connect(database);
  try {
    const subscribed = (await findAllActiveSubscriptions(db)).map((row) => row.channel_id);
    const channels = [...subscribed, ...(await findAllWatchChannels(db))].filter((id) => id !== 'local');
    const findings = [
      await checkClock(db, clock()),
      ...(isShared(db) ? [await checkLead(db)] : []),
      ...(slack?.install ? await checkInstallations(db, slack, slack.install, clock) : []),
      ...(await checkSources(db, entries, clock(), zoneOf({ timeZone }))),
    ];
    return { channels, findings };
  } finally {
    await db.destroy();
  }
}

function describeConfig(config: Config | undefined): string {
  const mode = config?.slack?.mode.kind;
  const where = mode === 'socket' ? 'Slack by Socket Mode' : mode === 'http' ? 'Slack by HTTP' : 'local';
  const listed = config?.entries ? `, SOURCES_FILE with ${config.entries.length} entries` : '';
  return `${where}${listed}`;
}
