import type { ServerResponse } from 'node:http';
import type { HTTPReceiverOptions } from '@slack/bolt';
import type { Logger } from 'pino';
import type { InstallConfig } from '../../config.ts';
import type { Installations } from '../../installations/installations.ts';

const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

type InstallerOptions = Pick<
  HTTPReceiverOptions,
  'clientId' | 'clientSecret' | 'stateSecret' | 'redirectUri' | 'installationStore' | 'scopes' | 'installerOptions'
>;

/**
 * Bolt's installer over our installations: it makes and checks the state, which is bound to the browser by a cookie, and
 * gives Slack one fixed address to return to. `allowed` are the workspaces and organizations that may install; empty for
 * all.
 */
export function installerOf(
  { clientId, clientSecret, stateSecret, publicUrl, scopes }: InstallConfig,
  installations: Installations,
  { allowed, apiUrl, log }: { allowed: readonly string[]; apiUrl: string | undefined; log: Logger },
): InstallerOptions {
  return {
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...scopes],
    redirectUri: `${publicUrl}${REDIRECT_PATH}`,
    installationStore: {
      async storeInstallation({ team, enterprise, isEnterpriseInstall, bot, user }) {
        const id = isEnterpriseInstall ? enterprise?.id : team?.id;
        if (!id || !bot) throw new Error('Slack sent no bot token');
        await installations.save({
          id,
          botToken: bot.token,
          botId: bot.id,
          botUserId: bot.userId,
          installedBy: user.id,
        });
        log.info({ installation: id }, 'installed');
      },
      // Requests are authorized by workspaces.ts.
      fetchInstallation: () => Promise.reject(new Error('not asked')),
    },
    installerOptions: {
      installPath: INSTALL_PATH,
      redirectUriPath: new URL(`${publicUrl}${REDIRECT_PATH}`).pathname,
      directInstall: true,
      ...(apiUrl ? { clientOptions: { slackApiUrl: apiUrl } } : {}),
      callbackOptions: {
        afterInstallation: ({ team, enterprise }, _options, _request, response) => {
          const isAllowed =
            allowed.length === 0 || [team?.id, enterprise?.id].some((id) => id !== undefined && allowed.includes(id));
          if (!isAllowed) sendPage(response, 403, 'This desk is not open to your workspace. Nothing was kept.');
          return Promise.resolve(isAllowed);
        },
        success: (_installation, _options, _request, response) =>
          sendPage(response, 200, 'Detainer Desk is installed. Type /detainer in Slack.'),
        failure: (error, _options, _request, response) => {
          log.warn({ error: error.code }, 'an installation failed');
          sendPage(
            response,
            400,
            `Detainer Desk was not installed, and nothing was kept. Start again at ${publicUrl}${INSTALL_PATH}`,
          );
        },
      },
    },
  };
}

function sendPage(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(`${text}\n`);
}
