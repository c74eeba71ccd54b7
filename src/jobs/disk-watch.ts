import type { Notice } from '../answer.ts';
import { renderPost } from '../blocks/message.ts';
import type { Context } from '../context.ts';
import { isDiskFault, isDiskFull } from '../db/connect.ts';
import { probeWriteAtOnce } from '../db/health.ts';
import { messageOf } from '../errors.ts';
import type { Poster } from './outbox/poster.ts';

/**
 * Returns a check that notifies the operators' channel when the disk is full or fails, and when it is well again. A post
 * of the outbox needs the disk, so these go out without it: once for each desk, and not again where Slack may have it.
 */
export function createDiskWatch(
  { db, now, log }: Pick<Context, 'db' | 'now' | 'log'>,
  { opsChannel, poster }: { opsChannel?: string | undefined; poster: Pick<Poster, 'post'> },
): () => Promise<void> {
  let told = false;

  const tell = async (what: 'fails' | 'well', notice: Notice) => {
    if (!opsChannel) return true;
    const message_id = `disk-${what}-${now().toISOString()}`;
    const message = { message_id, channel_id: opsChannel, thread_of: null, workspace_id: '' };
    const { kind } = await poster.post(message, renderPost({ answer: notice }), undefined);
    return kind !== 'limited' && kind !== 'access';
  };
  return async () => {
    try {
      await probeWriteAtOnce(db);
      if (told && (await tell('well', WELL))) {
        told = false;
        log.info('the disk can be written again');
      }
    } catch (cause) {
      if (told || !(isDiskFull(cause) || isDiskFault(cause))) return;
      log.error({ err: cause }, 'the disk cannot be written');
      if (await tell('fails', failing(isDiskFull(cause) ? 'it is full' : messageOf(cause, 100)))) told = true;
    }
  };
}

const failing = (why: string): Notice =>
  notice(
    "The desk's disk cannot be written",
    `The disk under the desk's database cannot be written: ${why}. Questions are answered, without ids; settings are refused, and posts by the clock wait. Make room, or check the disk and run npm run doctor.`,
  );
const WELL = notice("The desk's disk can be written again", 'What waited is written and posted now.');

function notice(title: string, summary: string): Notice {
  return { kind: 'notice', title, summary, parts: [], followUps: [], words: 'sources' };
}
