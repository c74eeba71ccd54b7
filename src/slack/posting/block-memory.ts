import type { SlackMessage } from '../../blocks/message.ts';

/** A message, with plainer forms of the same content in case Slack refuses its blocks. Few are needed, so they are made then. */
export interface Forms {
  message: SlackMessage;
  fallbacks?: () => SlackMessage[];
  /** Where it is read: what Slack draws differs by workspace. */
  workspaceId?: string;
}

/** Kinds of block that Slack introduces workspace by workspace, or whose rules it changes. */
const RECENT: ReadonlySet<string> = new Set(['table', 'data_table', 'data_visualization']);

/**
 * Remembers, while the desk runs, which recent kinds of block Slack took and refused in each workspace. Slack reports a
 * refusal only where it is asked: an ack with a block that it refuses loses the answer without a word.
 */
export interface BlockMemory {
  /** The forms of a reply to try, best first, without those that hold a kind refused before. */
  formsOf(reply: Forms): Generator<SlackMessage, void, void>;
  /** True when Slack has taken every recent kind in the message before. */
  isProven(reply: Forms, message: SlackMessage): boolean;
  /** Slack took one form after it had refused others. */
  learn(reply: Forms, taken: SlackMessage, refused: readonly SlackMessage[]): void;
}

/** With `proven`, every kind counts as taken; `never` are kinds that are not sent at all. */
export function createBlockMemory(proven = false, never: readonly string[] = []): BlockMemory {
  const workspaces = new Map<string, { taken: Set<string>; refused: Set<string> }>();
  const of = ({ workspaceId = '' }: Forms) => {
    const known = workspaces.get(workspaceId) ?? { taken: new Set(), refused: new Set(never) };
    workspaces.set(workspaceId, known);
    return known;
  };
  return {
    *formsOf(reply) {
      const { refused } = of(reply);
      const isDrawn = (form: SlackMessage) => !kindsOf(form).some((kind) => refused.has(kind));
      const first = isDrawn(reply.message);
      if (first) yield reply.message;
      const fallbacks = reply.fallbacks?.() ?? [];
      const drawn = fallbacks.filter(isDrawn);
      yield* drawn;
      if (!first && drawn.length === 0) yield fallbacks.at(-1) ?? reply.message;
    },
    isProven: (reply, message) => proven || kindsOf(message).every((kind) => of(reply).taken.has(kind)),
    learn(reply, taken, refused) {
      const known = of(reply);
      const kinds = new Set(kindsOf(taken));
      for (const kind of kinds) known.taken.add(kind);
      for (const kind of refused.flatMap(kindsOf)) if (!kinds.has(kind)) known.refused.add(kind);
    },
  };
}

const kindsOf = ({ blocks }: SlackMessage): string[] =>
  blocks.map((block) => String(block.type)).filter((kind) => RECENT.has(kind));
