import type { Logger } from 'pino';
import type { Chart } from '../../answer.ts';
import { cleanText, escapeText } from '../../blocks/escape.ts';
import type { Drawer } from '../../charts/draw.ts';
import type { SlackConfig } from '../../config.ts';
import { createClient } from '../connection/clients.ts';
import { readFailure } from '../connection/read-failure.ts';
import type { HandlerContext } from '../handler-context.ts';
import { askedBy, type FilePlace, uploadPlace } from './file-place.ts';

/** A longer 429 is reported to the asker instead of waited for. */
const LONGEST_WAIT_S = 60;
const UNSURE = 'Slack did not say whether it took the chart. If it is not there, ask again.';
const SAME = 'The numbers in the answer are the same.';

/**
 * Uploads charts to channels. It has its own client, because a 429 pauses a whole client and answers must not wait for
 * files. An upload is repeated only after a 429; after other errors Slack may have the file.
 */
export function createChartPoster(
  slack: Pick<SlackConfig, 'botToken' | 'apiUrl'>,
  drawer: Drawer,
  log: Logger,
  wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds).unref()),
  onResult: HandlerContext['onResult'] = () => {},
): NonNullable<HandlerContext['postChart']> {
  const client = createClient(slack, 20_000, log);
  const upload = (chart: Chart, png: Buffer, to: FilePlace, asked: { words: string; userId: string }) =>
    client.filesUploadV2({
      ...uploadPlace(to),
      file: png,
      filename: `${chart.name}.png`,
      title: cleanText(chart.picture.title, 200),
      alt_text: cleanText(chart.alt, 1000),
      // The SDK sends `alt_text`, Slack documents `alt_txt`. In the message it reaches every reader.
      initial_comment: `${escapeText(cleanText(chart.alt, 1000))}\n${askedBy(asked.userId, asked.words)}`,
    });
  return async (chart, to, asked) => {
    let png: Buffer;
    try {
      png = await drawer.draw(chart.picture);
    } catch (cause) {
      log.error({ err: cause }, 'chart not drawn');
      return `The chart could not be drawn just now. ${SAME}`;
    }
    for (let again = true; ; again = false) {
      try {
        await upload(chart, png, to, asked);
        onResult({ way: 'file', place: to.channel });
        return undefined;
      } catch (cause) {
        const failure = readFailure(cause);
        if (failure.kind === 'limited' && again && failure.retryAfter <= LONGEST_WAIT_S) {
          await wait(failure.retryAfter * 1000);
          continue;
        }
        log.warn({ error: failure.error }, 'chart not posted');
        onResult({ way: 'file', place: to.channel, failure });
        return `${failure.kind === 'unsure' ? UNSURE : whyNot(failure.error)} ${SAME}`;
      }
    }
  };
}

function whyNot(error: string): string {
  if (/missing_scope|not_allowed_token_type|no_permission/.test(error))
    return "The chart could not be posted: the app may not upload files. The app's owner must add the scope files:write (it is in manifest.yml) and reinstall the app.";
  if (/not_in_channel|channel_not_found/.test(error))
    return 'The chart could not be posted: the bot is not in this channel. Type /invite @Detainer Desk, then ask again.';
  if (/rate.?limit/.test(error))
    return 'The chart could not be posted: Slack is accepting no more files for now. Ask again in a few minutes.';
  return `The chart could not be posted: Slack said ${cleanText(error, 80)}.`;
}
