import { WebSocket } from 'ws';
import type { LocalSlack } from '../../_util/slack.ts';
import { actionBody, commandBody } from '../../_util/slack-payloads.ts';

export interface Asked {
  words: string;
  holds: RegExp;
  /** Typed: the answer comes with the ack. A button's comes after it. */
  by: 'command' | 'button';
}

interface Told extends Asked {
  /** What the person saw, by the time that they asked. */
  shown: { typing: string; text: string }[];
  /** When an ack without an answer came. */
  emptyAckAt?: number;
  /** Milliseconds from the question to what was seen first. */
  took?: number;
}

const SLACK_WAITS_MS = 3000;
const PERSON_WAITS_MS = 25_000;
const pause = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));

/**
 * People in front of a Slack whose connections go to several desks. An envelope goes to any that is open; one that is
 * lost with its connection is given to another. After three seconds without an ack Slack says that the command failed, and
 * the person types again; the desk may still answer the first by its response_url.
 */
export function createAskers(slack: LocalSlack, random: () => number) {
  const seen = new Map<string, (text: string) => void>();
  slack.onResponse = (path, body) => seen.get(path.split('/').at(-1) ?? '')?.(JSON.stringify(body));
  const all: Told[] = [];
  /** Milliseconds between an empty ack and the answer that followed it: whoever is killed there loses the answer. */
  const windows: number[] = [];
  let typings = 0;
  let again = 0;

  async function type(one: Told): Promise<boolean> {
    const open = slack.sockets.flatMap((socket, at) => (socket.readyState === WebSocket.OPEN ? [at] : []));
    if (open.length === 0) return pause(200).then(() => false);
    typings += 1;
    const id = `t${typings}`;
    const began = performance.now();
    let tell = () => {};
    const visible = new Promise<'seen'>((resolve) => (tell = () => resolve('seen')));
    seen.set(id, (text) => {
      one.shown.push({ typing: id, text });
      one.took ??= performance.now() - began;
      if (one.emptyAckAt !== undefined) windows.push(performance.now() - one.emptyAckAt);
      tell();
    });
    const url = `${slack.responseUrl}/${id}`;
    const body =
      one.by === 'command'
        ? { type: 'slash_commands', payload: commandBody(one.words, url) }
        : { type: 'interactive', payload: actionBody('words:f:0', one.words, url) };
    let late = false;
    const acked = slack
      .send({ ...body, envelope_id: id, accepts_response_payload: true }, open[Math.floor(random() * open.length)])
      .then((payload) => {
        if (late) return;
        if (payload && (payload['text'] || payload['blocks'])) seen.get(id)?.(JSON.stringify(payload));
        else one.emptyAckAt = performance.now();
      });
    await Promise.race([visible, acked, pause(SLACK_WAITS_MS)]);
    if (one.shown.length === 0 && one.emptyAckAt === undefined) {
      late = true;
      again += 1;
      return false;
    }
    await Promise.race([visible, pause(PERSON_WAITS_MS)]);
    return true;
  }

  return {
    async ask(asked: Asked): Promise<void> {
      const one: Told = { ...asked, shown: [] };
      all.push(one);
      while (!(await type(one)));
    },
    /** To be counted when nothing more can come. `kills` are the instants of kill -9. */
    count(kills: readonly number[]) {
      const isAtKill = ({ emptyAckAt: at }: Told) =>
        at !== undefined && kills.some((kill) => kill > at - 200 && kill < at + 3000);
      const none = all.filter((one) => one.shown.length === 0);
      const typingsOf = (one: Told) => new Set(one.shown.map(({ typing }) => typing)).size;
      const more = all.filter((one) => one.shown.length > typingsOf(one));
      const times = all.flatMap((one) => one.took ?? []).sort((a, b) => a - b);
      windows.sort((a, b) => a - b);
      const at = (list: number[], part: number) => Math.round((list[Math.floor(list.length * part)] ?? 0) * 10) / 10;
      return {
        questions: all.length,
        once: all.filter((one) => one.shown.length === 1).length,
        twice: more.length,
        lostInWindow: none.filter(isAtKill).length,
        lost: none.filter((one) => !isAtKill(one)).length,
        wrong: all.filter((one) => one.shown.some(({ text }) => !one.holds.test(text))).length,
        typedAgain: again,
        bothTypingsAnswered: all.filter((one) => typingsOf(one) > 1).length,
        tookMs: { p50: at(times, 0.5), p99: at(times, 0.99), most: at(times, 0.9999) },
        answersAfterAnEmptyAck: windows.length,
        windowMs: { p50: at(windows, 0.5), p99: at(windows, 0.99) },
        trouble: [...none, ...more].map(
          (one) =>
            `${one.by} ${one.words}: ${one.shown.map(({ typing, text }) => `${typing} ${text.slice(0, 200)}`).join(' | ') || 'nothing'}, empty ack ${one.emptyAckAt ?? 'none'}`,
        ),
      };
    },
  };
}
