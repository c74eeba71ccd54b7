import { actionBody, commandBody, type LocalSlack } from './slack.ts';

const USERS = 40;
const CHANNELS = 8;

/** Forty people in eight channels of the stand-in for Slack; each deed resolves with all that came back first. */
export function busyWorkspace(slack: LocalSlack) {
  let count = 0;
  const answers = new Map<string, number>();
  const waiting = new Map<string, (said: string) => void>();
  const twice: string[] = [];
  /** Answered by something other than an ack: once at most. */
  const heard = (key: string, said: string) => {
    const times = (answers.get(key) ?? 0) + 1;
    answers.set(key, times);
    if (times > 1) twice.push(key);
    waiting.get(key)?.(said);
    waiting.delete(key);
  };
  slack.onResponse = (path, message) => heard(path.replace('/response/', ''), JSON.stringify(message));
  Object.assign(slack.replies, {
    'users.info': ({ user = '' }: Record<string, string>) => ({ ok: true, user: { id: user, team_id: 'T1' } }),
    'conversations.join': { ok: true },
    'views.publish': (body: Record<string, string>) => {
      heard(`home ${body['user_id']}`, body['view'] ?? '');
      answers.delete(`home ${body['user_id']}`);
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
    return { id: `n${count}`, socket: count % 2, userId, channelId: `C${String(count % CHANNELS).padStart(4, '0')}` };
  };
  return {
    twice,
    async typed(words: string): Promise<string> {
      const { id, socket, userId, channelId } = next();
      const payload = {
        ...commandBody(words, `${slack.responseUrl}/${id}`),
        user_id: userId,
        channel_id: channelId,
      };
      const envelope = { type: 'slash_commands', envelope_id: id, accepts_response_payload: true, payload };
      return JSON.stringify((await slack.send(envelope, socket)) ?? '');
    },
    clicked(words: string): Promise<string> {
      const { id, socket, userId, channelId } = next();
      const answered = new Promise<string>((resolve) => waiting.set(id, resolve));
      const payload = {
        ...actionBody('words:f:0', words, `${slack.responseUrl}/${id}`),
        user: { id: userId, username: 'reader', team_id: 'T1' },
        channel: { id: channelId, name: 'desk' },
      };
      void slack.send({ type: 'interactive', envelope_id: id, accepts_response_payload: true, payload }, socket);
      return answered;
    },
    mentioned(words: string): Promise<string> {
      const { id, userId, channelId } = next();
      const ts = `1600000000.${String(count).padStart(6, '0')}`;
      const answered = new Promise<string>((resolve) => waiting.set(ts, resolve));
      event(id, { type: 'app_mention', user: userId, channel: channelId, text: `<@U1> ${words}`, ts });
      return answered;
    },
    home(): Promise<string> {
      const { id, userId } = next();
      const answered = new Promise<string>((resolve) => waiting.set(`home ${userId}`, resolve));
      event(id, { type: 'app_home_opened', user: userId, channel: 'D1', tab: 'home' });
      return answered;
    },
  };

  function event(id: string, body: Record<string, unknown>): void {
    void slack.send({
      type: 'events_api',
      envelope_id: id,
      accepts_response_payload: false,
      payload: { type: 'event_callback', team_id: 'T1', api_app_id: 'A1', event_id: `Ev${id}`, event: body },
    });
  }
}
