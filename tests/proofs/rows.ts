import { afterAll } from 'vitest';
import { deskFile, until } from '../_util/operator.ts';
import { type Fault, type LocalSlack, startLocalSlack } from '../_util/slack.ts';
import { actionBody, commandBody } from '../_util/slack-payloads.ts';
import { runDesk, type StartedDesk } from '../_util/started-desk.ts';

/** An HTTP status, with Retry-After in seconds where given. */
export const status = (code: number, retryAfter?: string): Fault => ({
  kind: 'status',
  status: code,
  ...(retryAfter ? { headers: { 'retry-after': retryAfter } } : {}),
});
/** Slack's own refusal: HTTP 200 and ok:false. */
export const refused = (error: string): Fault => ({ kind: 'error', error });
export const CHARLOTTE = 'policy "Charlotte, NC" on:2025-10-01';

/** A desk before a Slack with faults, and what a person can do there. */
export interface Row {
  slack: LocalSlack;
  desk: StartedDesk;
  database: string;
  /** Types a command; resolves with the ack's payload. It goes to the newest connection, or to that of a number. */
  type(words: string, connection?: number): Promise<Record<string, unknown> | undefined>;
  /** Presses a button with these words. */
  press(words: string): void;
  /** A mention in C1; `id` is the event's. */
  mention(words: string, id: string, connection?: number): Promise<unknown>;
  /** The next requests of a path get these, in turn. */
  fail(path: string, faults: (Fault | undefined)[]): void;
  /** Texts that response_url took. */
  said(): string[];
  /** Texts that chat.postMessage took. */
  posted(): string[];
  /** Until there have been that many connections. */
  connected(count: number): Promise<void>;
}

const open: Row[] = [];
// Not after each: rows run side by side, since they mostly wait.
afterAll(async () => {
  for (const { desk, slack } of open.splice(0)) {
    desk.kill('SIGKILL');
    await desk.ended;
    await slack.close();
  }
});

/** Starts a desk; `prepare` sets what meets it at its start, and then nobody waits for it. */
export async function startRow(prepare?: (slack: LocalSlack) => void): Promise<Row> {
  const slack = await startLocalSlack();
  prepare?.(slack);
  const { database } = await deskFile();
  const desk = runDesk(slack.apiUrl, database);
  let counter = 0;
  const send = (type: string, payload: Record<string, unknown>, at = slack.sockets.length - 1) => {
    counter += 1;
    return slack.send({ type, envelope_id: `e${counter}`, accepts_response_payload: true, payload }, at);
  };
  const row: Row = {
    slack,
    desk,
    database,
    type: (words, at) => send('slash_commands', commandBody(words, slack.responseUrl), at),
    press: (words) => void send('interactive', actionBody('words:f:0', words, slack.responseUrl)),
    mention: (text, id, at) =>
      send(
        'events_api',
        {
          type: 'event_callback',
          team_id: 'T1',
          api_app_id: 'A1',
          event_id: id,
          event: { type: 'app_mention', channel: 'C1', user: 'U2', ts: '5.5', text: `<@U1> ${text}` },
        },
        at,
      ),
    fail(path, faults) {
      const before = slack.fault;
      slack.fault = (name, body) => (name.includes(path) && faults.length > 0 ? faults.shift() : before(name, body));
    },
    said: () => slack.responses.map((each) => String(each['text'])),
    posted: () => slack.messages.map((each) => each.text),
    connected: slack.untilConnected,
  };
  open.push(row);
  if (!prepare) await until(() => desk.said.includes('"msg":"ready"'));
  return row;
}

/** Stops it as a supervisor does; what is under way is finished, so that nothing can come after. */
export async function stop({ desk }: Row): Promise<number | null> {
  desk.kill('SIGTERM');
  return await desk.ended;
}
