import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Answer, Chart, Home, Notice } from '../answer.ts';
import { renderFault, renderMessage, renderPlain, renderProblem, type SlackMessage } from '../blocks/message.ts';
import type { PlaceOption } from '../blocks/search-view.ts';
import type { Asker } from '../command-line/subcommand.ts';
import { UnknownCommand, UserError } from '../errors.ts';
import type { ExportResult } from '../jobs/exports.ts';
import type { Caller } from './access/caller.ts';

/** What Slack's handlers ask of the desk. */
export interface HandlerContext {
  answer(words: string, asker: Asker): Promise<Answer | Notice>;
  log: Logger;
  /** The name of the command that words begin with, and what it costs; undefined when they begin with none. */
  describe(words: string): { name: string; cost: number } | undefined;
  /** Makes a CSV file in a folder, in another process. Without it nothing is exported. */
  makeExport?(line: string, asker: Asker, folder: string): Promise<ExportResult>;
  /** Posts a chart to a channel as a file: undefined when Slack took it, else one sentence of why not. */
  postChart?(chart: Chart, channelId: string, words: string): Promise<string | undefined>;
  /** Places, agencies and facilities that typed letters may mean. */
  suggest?(typed: string): Promise<PlaceOption[]>;
  /** The place that a message seems to be about. */
  guess?(text: string): Promise<PlaceOption | undefined>;
  /** It answers mentions and direct messages too. */
  listens?: true;
  /** What the home tab shows a person, in their zone. */
  home?(userId: string, zone?: string): Promise<Home>;
  /** Six letters under which a fault is logged; given by tests. */
  reference?: () => string;
}

/** Reply and, where Slack may refuse its blocks, the same as plain sections. */
export interface Reply {
  message: SlackMessage;
  /** It is the answer, no mistake or fault. */
  answered?: true;
  plain?: SlackMessage;
  /** Pictures that the answer was asked for, and its words. */
  charts?: { chart: Chart; words: string }[];
}

/** Where words come from and where the reply goes. */
export interface Origin {
  channelId: string | undefined;
  userId: string;
  visibility: 'ephemeral' | 'in_channel';
  came: Caller;
  /** Posted by the bot into a channel or a direct message: keeps its buttons though all see it. */
  posted?: true;
  /** The words stand in a button, which may be older than the desk. */
  clicked?: true;
}

/** The one boundary: a person's mistake is answered in its own words, anything else with a reference. */
export async function composeReply(desk: HandlerContext, words: string, asker: Asker, origin: Origin): Promise<Reply> {
  const options = { visibility: origin.visibility, ...(origin.posted ? { posted: { brief: false } } : {}) };
  try {
    const answer = await desk.answer(words, asker);
    const charts = answer.parts.flatMap((part) =>
      part.kind === 'chart' ? [{ chart: part, words: answer.words }] : [],
    );
    return { message: renderMessage(answer, options), plain: renderPlain(answer, options), answered: true, charts };
  } catch (cause) {
    if (cause instanceof UnknownCommand && origin.clicked) return { message: renderProblem(outdated(cause)) };
    if (cause instanceof UserError) return { message: renderProblem(cause) };
    // What people ask is not ours to log, only which command failed.
    return faultReply(desk, cause, { subcommand: desk.describe(words)?.name ?? 'other' });
  }
}

/** Logs a fault of ours under a reference, which is all that the person sees of it. */
export function faultReply(desk: HandlerContext, cause: unknown, about: Record<string, unknown>): Reply {
  const reference = desk.reference?.() ?? randomBytes(3).toString('hex');
  desk.log.error({ reference, ...about, err: cause }, 'fault while answering');
  return { message: renderFault(reference) };
}

const outdated = (cause: UserError): UserError =>
  new UserError(`This button is older than the desk as it is now. ${cause.message}`, { choices: cause.choices });

/** Error's name and message, short, for the log. */
export const describeError = (cause: unknown): string =>
  (cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)).slice(0, 200);
