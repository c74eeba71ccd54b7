import type { Logger } from 'pino';
import type { SlackConfig } from '../../config.ts';
import type { Installations } from '../../installations/installations.ts';
import type { Poster } from '../../jobs/outbox/poster.ts';
import { perToken } from '../connection/per-token.ts';
import { createPoster } from './poster.ts';

const NOT_INSTALLED = { kind: 'terminal', error: 'the desk is not installed in this workspace any more' } as const;

/** Posts each message with the token of its own workspace. */
export function createWorkspacePoster(
  tokenFor: (workspaceId: string) => Promise<string | undefined>,
  posterOf: (botToken: string) => Poster,
): Poster {
  const of = async (workspaceId: string): Promise<Poster | undefined> => {
    const token = await tokenFor(workspaceId);
    return token === undefined ? undefined : posterOf(token);
  };
  return {
    post: async (message, ...more) => (await of(message.workspace_id))?.post(message, ...more) ?? NOT_INSTALLED,
    edit: async (message, ...more) => (await of(message.workspace_id))?.edit(message, ...more) ?? NOT_INSTALLED,
    find: async (message, ...more) =>
      (await of(message.workspace_id))?.find(message, ...more) ?? { kind: 'unknown', error: NOT_INSTALLED.error },
  };
}

/** Posts with the desk's one token, or, where it is installed in several workspaces, with that of each message's own. */
export function createDeskPoster(
  slack: SlackConfig,
  log: Logger,
  {
    installations,
    ...options
  }: Parameters<typeof createPoster>[2] & { installations?: Installations | undefined } = {},
): Poster {
  const posterOf = perToken(slack, (access) => createPoster(access, log, options));
  return installations ? createWorkspacePoster(installations.tokenFor, posterOf) : posterOf();
}
