import { renderNote } from '../../blocks/message.ts';
import { drawsChart } from '../../blocks/native.ts';
import type { Asker } from '../../command-line/subcommand.ts';
import type { Clients } from '../connection/clients.ts';
import { TakenOver } from '../connection/gate.ts';
import { composeReply, describeError, type HandlerContext, type Origin, type Reply } from '../handler-context.ts';
import { deliverExport, exportPending } from './export-file.ts';
import { type FilePlace, joinForFile } from './file-place.ts';

/** Resolves with the channel that Slack put the reply in, where Slack says it. */
type Say = (reply: Reply) => Promise<string | undefined>;

/** Answers a command line where it came from. A CSV file or a chart follows the answer, to the same place. */
export async function replyToWords(
  desk: HandlerContext,
  clients: Clients,
  words: string,
  origin: Origin,
  say: Say,
  sayFirst: Say = say,
): Promise<void> {
  const channelId = origin.channelId ?? origin.userId;
  const later: ((to: FilePlace) => Promise<void>)[] = [];
  const asker = askerOf(clients, origin);
  if (desk.makeExport)
    asker.export = (line) => {
      later.push((to) => deliverExport(desk, clients, line, asker, to, say));
      return Promise.resolve(exportPending(line));
    };
  const reply = await composeReply(desk, words, asker, origin);
  // From the home tab a reply goes to a person, and Slack takes files only for the channel that it answers with.
  const channel = (await sayFirst(reply)) ?? channelId;
  const to: FilePlace = { channel, ...(origin.thread ? { thread: origin.thread } : {}) };
  for (const work of later) await work(to);
  const [form = reply.message] = desk.drawn.formsOf(reply);
  // Slack drew the chart inside the answer.
  if (drawsChart(form) && desk.drawn.isProven(reply, form)) return;
  // "Post to channel" does not post the chart a second time.
  if (!desk.postChart || (origin.clicked && origin.visibility === 'in_channel')) return;
  for (const { chart, words: asked } of reply.charts ?? []) {
    await joinForFile(clients, to);
    const refused = await desk.postChart(chart, to, { words: asked, userId: origin.userId });
    if (refused) await say({ message: renderNote(refused) });
  }
}

/** Who asks, and where, as the commands know it. */
export function askerOf(clients: Clients, origin: Origin): Asker {
  const channelId = origin.channelId ?? origin.userId;
  const { role, way, workspaceId, zone } = origin.caller;
  return {
    channelId,
    userId: origin.userId,
    role,
    way,
    ...(workspaceId ? { workspaceId } : {}),
    ...(zone ? { zone } : {}),
    ...(origin.thread ? { thread: origin.thread } : {}),
    ...(origin.viewing ? { viewing: origin.viewing } : {}),
    ...(origin.filled ? { filled: origin.filled } : {}),
    public: origin.visibility === 'in_channel',
    join: () => clients.join(channelId),
  };
}

/** Acknowledges and only logs a failure, since the reply does not depend on it. Throws TakenOver. */
export async function acknowledge(desk: HandlerContext, ack: () => Promise<void>): Promise<void> {
  await ack().catch((cause: unknown) => {
    if (cause instanceof TakenOver) throw cause;
    desk.log.warn({ cause: describeError(cause) }, 'ack failed');
  });
}
