import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Answer, Chart, Home, Notice } from '../answer.ts';
import { renderFault, renderMessage, renderPlain, renderProblem, type SlackMessage } from '../blocks/message.ts';
import type { PlaceOption } from '../blocks/search-view.ts';
import type { Asker } from '../command-line/subcommand.ts';
import { UnknownCommand, UserError } from '../errors.ts';
import type { ExportResult } from '../jobs/exports.ts';
import type { Caller } from './access/caller.ts';

/** What the handlers need from the desk. */
export interface HandlerContext {
  answer(words: string, asker: Asker): Promise<Answer | Notice>;
  log: Logger;
  /** True for an address of Slack's, or of SLACK_API_URL's host: a form may name any. */
  isSlackAddress(address: string): boolean;
  /**
   * The command that the words begin with: its name, its extra cost in CPU seconds, and whether it may take seconds.
   * Undefined for no command.
   */
  describe(words: string): { name: string; cost: number; heavy: boolean } | undefined;
  /** Makes a CSV file in a folder, in another process. Without it, there are no exports. */
  makeExport?(line: string, asker: Asker, folder: string): Promise<ExportResult>;
  /** Uploads a chart to a channel. Returns undefined, or one sentence about why it failed. */
  postChart?(chart: Chart, channelId: string, words: string): Promise<string | undefined>;
  /** Places, agencies and facilities that match the typed letters. */
  suggest?(typed: string): Promise<PlaceOption[]>;
  /** The places that a message names: one where only one is meant, else all that may be. */
  guess?(text: string): Promise<PlaceOption[]>;
  /** Also answers mentions and direct messages. */
  listens?: true;
  /** What the home tab shows a person, in their zone. */
  home?(userId: string, zone?: string): Promise<Home>;
  /** Makes the reference under which a fault is logged; tests give a fixed one. */
  reference?: () => string;
}

/** A reply, with the same content as plain sections in case Slack refuses its blocks. */
export interface Reply {
  message: SlackMessage;
  /** Set when it is an answer, not a mistake or a fault. */
  answered?: true;
  plain?: SlackMessage;
  /** Charts in the answer, each with the command line that asked for it. */
  charts?: { chart: Chart; words: string }[];
}

/** Where a command line came from and where the reply goes. */
export interface Origin {
  channelId: string | undefined;
  userId: string;
  visibility: 'ephemeral' | 'in_channel';
  thread?: string;
  caller: Caller;
  /** Posted by the bot in a thread or direct message: keeps its buttons although others see it. */
  posted?: true;
  /** The command line is a button's value; the button may be older than this version of the desk. */
  clicked?: true;
}

/** The error boundary: a UserError is shown in its own words, any other error as a reference. */
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
    // Questions are not logged, only the command's name.
    return faultReply(desk, cause, { subcommand: desk.describe(words)?.name ?? 'other' });
  }
}

/** Logs a fault under a reference; the person sees only the reference. */
export function faultReply(desk: HandlerContext, cause: unknown, about: Record<string, unknown>): Reply {
  const reference = desk.reference?.() ?? randomBytes(3).toString('hex');
  desk.log.error({ reference, ...about, err: cause }, 'fault while answering');
  return { message: renderFault(reference) };
}

const outdated = (cause: UserError): UserError =>
  new UserError(`This button is from an older version of the desk. ${cause.message}`, { choices: cause.choices });

/** An error's name and message for the log, at most 200 characters. */
export const describeError = (cause: unknown): string =>
  (cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)).slice(0, 200);
