import type { Logger } from 'pino';
import { type ModelSettings, requestOf, textOf } from './protocol.ts';

/** A question put to a model: undefined when it gives no answer in time, or none that can be read. Never throws. */
export interface AskModel {
  name: string;
  ask(instructions: string, question: string): Promise<string | undefined>;
}

const WITHIN_MS = 3000;
/** After a failure the model is left alone for a while, so that nobody waits for it at every question. */
const REST_MS = 30_000;
const MOST_AT_ONCE = 4;
const MOST_BYTES = 64_000;

/** Asks a model over HTTP. The key and the question are in no log. */
export function createAskModel(
  settings: ModelSettings,
  given: {
    fetch: typeof fetch;
    now: () => Date;
    log: Pick<Logger, 'warn'>;
    withinMs?: number;
  },
): AskModel {
  let running = 0;
  let restsUntil = 0;
  const ask = async (instructions: string, question: string): Promise<string | undefined> => {
    if (running >= MOST_AT_ONCE || given.now().getTime() < restsUntil) return undefined;
    running += 1;
    try {
      const signal = AbortSignal.timeout(given.withinMs ?? WITHIN_MS);
      // A redirect would carry the question, and perhaps the key, to an address that nobody set.
      const response = await given.fetch(settings.url, {
        ...requestOf(settings, instructions, question),
        signal,
        redirect: 'error',
      });
      const body = await readBody(response);
      if (!response.ok) throw new Error(`status ${response.status}`);
      return textOf(body);
    } catch (cause) {
      restsUntil = given.now().getTime() + REST_MS;
      const why = cause instanceof Error ? cause.name : 'unknown';
      given.log.warn({ model: settings.name, why }, 'the model gave no answer');
      return undefined;
    } finally {
      running -= 1;
    }
  };
  return { name: settings.name, ask };
}

/** The body as text, unless it is too long for one line of a command. */
async function readBody(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > MOST_BYTES) throw new Error('too long');
  }
  return text;
}
