import type { InstallConfig, SlackConfig } from '../../config.ts';
import type { Db } from '../../db/connect.ts';
import { findAllInstallationIds } from '../../db/installations.ts';
import { createInstallations } from '../../installations/installations.ts';
import { probeSlack } from '../../slack/connection/probe.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const MOST = 40;

/** Checks the token of each workspace that installed the desk, without the clock of Slack and the channels. */
export async function checkInstallations(
  db: Db,
  slack: SlackConfig,
  install: InstallConfig,
  now: () => Date,
): Promise<Finding[]> {
  const address = `${install.publicUrl}/slack/install`;
  const ids = await findAllInstallationIds(db);
  if (ids.length === 0) return [warn('installations', `no workspace has installed the desk yet: open ${address}`)];
  const installations = createInstallations({ db, now }, install);
  const findings: Finding[] = [];
  for (const id of ids.slice(0, MOST)) findings.push(await checkInstallation(id));
  if (ids.length > MOST)
    findings.push(warn('installations', `${ids.length - MOST} of ${ids.length} were not checked.`));
  return findings;

  async function checkInstallation(id: string): Promise<Finding> {
    const check = `installation ${id}`;
    let botToken: string | undefined;
    try {
      botToken = await installations.tokenOf(id);
    } catch {
      return fail(
        check,
        'its token cannot be opened. Put the key that sealed it back into TOKEN_KEYS, after the newest.',
      );
    }
    if (botToken === undefined) return warn(check, 'it ended while it was checked.');
    const { bot } = await probeSlack({ ...slack, botToken }, [], [], now);
    if (bot.ok) return ok(check, 'Slack accepts its token');
    return bot.reached
      ? fail(check, `Slack refuses its token: ${bot.error}. Whoever installed it does so again at ${address}`)
      : fail(check, `Slack cannot be reached (${bot.error}). Check the network, the proxy and SLACK_API_URL.`);
  }
}
