import { WebSocket } from 'ws';
import type { LocalSlack } from '../_util/slack.ts';
import { actionBody, commandBody } from '../_util/slack-payloads.ts';

/** What somebody asks, and what the right answer holds. */
export interface Question {
  words: string;
  holds: RegExp;
  /** Typed, or the button of an older answer. */
  by: 'command' | 'button';
}

/** How the questions fared. */
export interface Tally {
  questions: number;
  once: number;
  twice: number;
  lost: number;
  wrong: number;
  /** Typed again after "operation_timeout", or when no connection was there ("dispatch_failed"). */
  typedAgain: { timeout: number; noConnection: number };
  /** Where the answers came from. */
  answers: { ack: number; responseUrl: number };
  /** What was wrong, for the reader. */
  trouble: string[];
}

const SLACK_WAITS_MS = 3000;
const PERSON_WAITS_MS = 20_000;

/**
 * People in front of Slack, as Slack treats them. What counts as answered: a message that its asker sees, which is the
 * first ack of the envelope with a message in it, if it comes within Slack's three seconds, or a post that the
 * response_url of that very command took. A second ack of an envelope shows nothing; a second post does. An envelope
 * that nobody acknowledges is not given again: the person reads "operation_timeout" and types it again (with another
 * response_url), and with no connection there, "dispatch_failed" at once. Whatever is seen then for either typing
 * belongs to one question. Slack gives an envelope to any connection that it believes to be open, frozen ones too.
 */
export function createPeople(slack: LocalSlack, random: () => number) {
  const seen = new Map<string, (how: 'ack' | 'responseUrl', text: string) => void>();
  slack.onResponse = (path, body) => seen.get(path.split('/').at(-1) ?? '')?.('responseUrl', JSON.stringify(body));
  const tally: Tally = {
    questions: 0,
    once: 0,
    twice: 0,
    lost: 0,
    wrong: 0,
    typedAgain: { timeout: 0, noConnection: 0 },
    answers: { ack: 0, responseUrl: 0 },
    trouble: [],
  };
  const asked: { question: Question; shown: string[] }[] = [];
  let typings = 0;

  /** Types it once; true where there is no need to type it again. */
  async function type({ question, shown }: (typeof asked)[number]): Promise<boolean> {
    const open = slack.sockets.flatMap((socket, at) => (socket.readyState === WebSocket.OPEN ? [at] : []));
    if (open.length === 0) {
      tally.typedAgain.noConnection += 1;
      await pause(500);
      return false;
    }
    typings += 1;
    const id = `t${typings}`;
    let tell = () => {};
    const visible = new Promise<'seen'>((resolve) => (tell = () => resolve('seen')));
    seen.set(id, (how, text) => {
      shown.push(`${id} ${how} ${text}`);
      tally.answers[how] += 1;
      tell();
    });
    const body =
      question.by === 'command'
        ? { type: 'slash_commands', payload: commandBody(question.words, `${slack.responseUrl}/${id}`) }
        : { type: 'interactive', payload: actionBody('words:f:0', question.words, `${slack.responseUrl}/${id}`) };
    let late = false;
    const acked = slack
      .send({ ...body, envelope_id: id, accepts_response_payload: true }, open[Math.floor(random() * open.length)])
      .then((payload) => {
        if (!late && payload && (payload['text'] || payload['blocks'])) seen.get(id)?.('ack', JSON.stringify(payload));
        return 'acked' as const;
      });
    const first = await Promise.race([visible, acked, pause(SLACK_WAITS_MS)]);
    if (first === undefined) {
      late = true;
      tally.typedAgain.timeout += 1;
      return false;
    }
    await Promise.race([visible, pause(PERSON_WAITS_MS)]);
    return true;
  }

  return {
    /** Asks until there is an answer. */
    async ask(question: Question): Promise<void> {
      const one = { question, shown: [] };
      asked.push(one);
      while (!(await type(one)));
    },
    /** To be counted when nothing more can come. */
    count(): Tally {
      for (const { question, shown } of asked) {
        tally.questions += 1;
        const state = shown.length === 0 ? 'lost' : shown.length > 1 ? 'twice' : 'once';
        tally[state] += 1;
        const wrong = shown.some((text) => !question.holds.test(text));
        if (wrong) tally.wrong += 1;
        if (wrong || state !== 'once')
          tally.trouble.push(`${state}${wrong ? ', wrong' : ''}: ${question.by} ${question.words} -> ${cut(shown)}`);
      }
      return tally;
    },
  };
}

const cut = (shown: string[]) => shown.map((text) => text.slice(0, 300)).join(' | ');
const pause = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));
