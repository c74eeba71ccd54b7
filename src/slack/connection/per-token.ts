import { workspaceAtHand } from '../../workspace.ts';
import { type Access, type Clients, createClients } from './clients.ts';

/** Workspaces whose clients are kept; those that have not asked for longest are made again. */
const MOST = 1000;

/** Makes a thing once for each token, and gives that of the workspace at hand. */
export function perToken<T>(access: Access, make: (access: Access) => T): (botToken?: string) => T {
  const made = new Map<string, T>();
  return (botToken = workspaceAtHand()?.botToken ?? access.botToken) => {
    const thing = made.get(botToken) ?? make({ ...access, botToken });
    made.delete(botToken);
    made.set(botToken, thing);
    const [oldest] = made.keys();
    if (made.size > MOST && oldest !== undefined) made.delete(oldest);
    return thing;
  };
}

/** Clients that call Slack with the token of the workspace at hand. */
export function createWorkspaceClients(access: Access): Clients {
  const clients = perToken(access, createClients);
  return {
    get views() {
      return clients().views;
    },
    get replies() {
      return clients().replies;
    },
    get files() {
      return clients().files;
    },
    join: (channelId) => clients().join(channelId),
  };
}
