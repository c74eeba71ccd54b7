import type { LocalSlack } from './slack.ts';
import { actionBody, commandBody } from './slack-payloads.ts';

const USERS = 40;
const CHANNELS = 8;
type Envelope = Record<string, unknown> & { envelope_id: string };

/**
 * Forty people in eight channels of the stand-in for Slack; each deed resolves with what comes back. As Slack does, what
 * a lost connection left without an ack goes down another one.
 */
export function busyWorkspace(slack: LocalSlack) {
  let count = 0;
  const waiting = new Map<string, (said: string) => void>();
  const twice: string[] = [];
  const redelivered = new Set<string>();
  /** The answer to something, by its id; a second one is remembered as a fault, unless Slack would send it a second time. */
  const heard = (id: string, said: string) => {
    const first = waiting.get(id);
    if (first) first(said);
    else if (!redelivered.has(id)) twice.push(id);
    waiting.delete(id);
  };
  const answerTo = (id: string) => new Promise<string>((resolve) => waiting.set(id, resolve));
  const homes = new Map<string, string[]>();
  slack.onResponse = (path, message) => {
    const id = path.replace('/response/', '');
    // What was acknowledged without an answer has it here.
    if (!later.has(id) || (emptied.has(id) && waiting.has(id))) heard(id, JSON.stringify(message));
  };
  /** Commands that are answered in the ack, and may say more by response_url. */
  const later = new Set<string>();
  /** Commands that took so long that they were acknowledged first. */
  const emptied = new Set<string>();
  Object.assign(slack.replies, {
    'views.publish': (body: Record<string, string>) => {
      const id = homes.get(body['user_id'] ?? '')?.shift();
      heard(id ?? `a home that ${body['user_id']} did not open`, body['view'] ?? '');
      return { ok: true };
    },
    'chat.postMessage': (body: Record<string, string>) => {
      if (body['thread_ts']) heard(body['thread_ts'], body['blocks'] ?? '');
      count += 1;
      return { ok: true, channel: body['channel'], ts: `1700000000.${String(count).padStart(6, '0')}` };
    },
  });
  const next = () => {
    count += 1;
    const userId = `U${String(count % USERS).padStart(4, '0')}`;
    return { id: `n${count}`, userId, channelId: `C${String(count % CHANNELS).padStart(4, '0')}` };
  };

  /** Resolves with the ack's body, however many connections it takes. */
  const deliver = (envelope: Envelope) =>
    new Promise<Record<string, unknown> | undefined>((resolve) => {
      let acked = false;
      const go = () => {
        const open = slack.sockets.flatMap((socket, at) => (socket.readyState === socket.OPEN ? [at] : []));
        const at = open[count % open.length];
        const socket = slack.sockets[at ?? -1];
        if (!socket) return void setTimeout(go, 100);
        const again = () => {
          if (acked) return;
          redelivered.add(envelope.envelope_id);
          go();
        };
        socket.setMaxListeners(0);
        socket.once('close', again);
        void slack.send(envelope, at).then((body) => {
          acked = true;
          socket.off('close', again);
          resolve(body);
        });
      };
      go();
    });
  const event = (id: string, body: Record<string, unknown>) =>
    deliver({
      type: 'events_api',
      envelope_id: id,
      accepts_response_payload: false,
      payload: { type: 'event_callback', team_id: 'T1', api_app_id: 'A1', event_id: `Ev${id}`, event: body },
    });

  return {
    twice,
    redelivered,
    emptied,
    /** What was asked and not answered yet. */
    waiting: () => waiting.size,
    typed(words: string): Promise<string> {
      const { id, userId, channelId } = next();
      const answered = answerTo(id);
      if (/^(export|chart) /.test(words)) later.add(id);
      const body = commandBody(words, `${slack.responseUrl}/${id}`);
      const payload = { ...body, user_id: userId, channel_id: channelId };
      void deliver({ type: 'slash_commands', envelope_id: id, accepts_response_payload: true, payload }).then(
        (message) =>
          message && Object.keys(message).length > 0 ? heard(id, JSON.stringify(message)) : void emptied.add(id),
      );
      return answered;
    },
    clicked(words: string): Promise<string> {
      const { id, userId, channelId } = next();
      const answered = answerTo(id);
      const payload = {
        ...actionBody('words:f:0', words, `${slack.responseUrl}/${id}`),
        user: { id: userId, username: 'reader', team_id: 'T1' },
        channel: { id: channelId, name: 'desk' },
      };
      void deliver({ type: 'interactive', envelope_id: id, accepts_response_payload: true, payload });
      return answered;
    },
    mentioned(words: string): Promise<string> {
      const { id, userId, channelId } = next();
      const ts = `1600000000.${String(count).padStart(6, '0')}`;
      const answered = answerTo(ts);
      void event(id, { type: 'app_mention', user: userId, channel: channelId, text: `<@U1> ${words}`, ts });
      return answered;
    },
    home(): Promise<string> {
      const { id, userId } = next();
      homes.set(userId, [...(homes.get(userId) ?? []), id]);
      const answered = answerTo(id);
      void event(id, { type: 'app_home_opened', user: userId, channel: 'D1', tab: 'home' });
      return answered;
    },
  };
}
