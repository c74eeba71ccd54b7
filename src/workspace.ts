import { AsyncLocalStorage } from 'node:async_hooks';

/** A workspace of Slack for which work is being done, where the desk is installed in several. */
export interface Workspace {
  /** Slack's id (T...). '' stands for whoever asks without Slack. */
  id: string;
  /** The bot token of its installation. */
  botToken?: string;
  /** It is the operator's own: what its editors record of published cases is told in all workspaces. */
  isHome?: true;
}

const current = new AsyncLocalStorage<Workspace>();

/**
 * Does work for one workspace: until it ends, every query sees and writes the rows of that workspace alone
 * (db/by-workspace.ts), and Slack is called with its token.
 */
export const inWorkspace = <T>(workspace: Workspace, work: () => T): T => current.run(workspace, work);

/** Work that is about all workspaces, inside the work of one: a shared fact changed. */
export const inEveryWorkspace = <T>(work: () => T): T => current.exit(work);

/** The workspace at hand; undefined for a desk with one token, and for work that is about all of them. */
export const workspaceAtHand = (): Workspace | undefined => current.getStore();
