import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Answer, Chart, Form, Home, Notice, Post } from '../answer.ts';
import {
  type RenderOptions,
  renderFault,
  renderMessage,
  renderNative,
  renderPlain,
  renderProblem,
} from '../blocks/message.ts';
import type { PlaceOption } from '../blocks/search-view.ts';
import type { SetUp } from '../blocks/set-up-view.ts';
import type { Asker } from '../command-line/subcommand.ts';
import { UnknownCommand, UserError } from '../errors.ts';
import type { ExportResult } from '../jobs/exports.ts';
import { type ReplyKeeper, showsFact } from '../jobs/outbox/keep-replies.ts';
import type { SharedEnvelopes } from '../replicas/envelopes.ts';
import type { Sending } from '../rules/sendings.ts';
import type { Caller } from './access/caller.ts';
import type { BlockMemory, Forms } from './posting/block-memory.ts';
import type { FilePlace } from './posting/file-place.ts';
import type { Untold } from './posting/untold.ts';

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
  /** Uploads a chart. Returns undefined, or one sentence about why it failed. */
  postChart?(chart: Chart, to: FilePlace, asked: { words: string; userId: string }): Promise<string | undefined>;
  /** Which kinds of block Slack took. */
  drawn: BlockMemory;
  /** Places, agencies and facilities that match the typed letters. */
  suggest?(typed: string): Promise<PlaceOption[]>;
  /** The places that a message names: one where only one is meant, else all that may be. */
  guess?(text: string, asker: Pick<Asker, 'userId' | 'channelId'>): Promise<PlaceOption[]>;
  /** Questions to begin with, for the agent view: of the person, or of the channel that they look at. */
  prompts?(userId: string, channelId: string): Promise<readonly { title: string; message: string }[]>;
  /** The form that a command line opens; undefined for a line that is answered. Throws UserError. */
  form?(words: string, asker: Asker): Promise<Form | undefined>;
  /** What is wrong with the filled form of a line, a sentence by field. Throws UserError. */
  check?(words: string, asker: Asker): Promise<Record<string, string>>;
  /** Also answers mentions and direct messages. */
  listens?: true;
  /** What a channel has set up: the form of a digest begins with it. */
  setUp?(channelId: string | undefined): Promise<SetUp>;
  /** What the home tab shows a person, in their zone. */
  home?(userId: string, zone?: string): Promise<Home>;
  /** Makes replies that show cases or figures known by a row. */
  replies?: ReplyKeeper;
  /** Hears how Slack answered each thing that was sent. */
  onResult?: (sending: Sending) => void;
  /** What could not be said to a person in any other way: their home tab says it. */
  untold: Untold;
  /** What several desks on one database share. */
  shared?: SharedEnvelopes;
  /** Makes the reference under which a fault is logged; tests give a fixed one. */
  reference?: () => string;
}

export interface Reply extends Forms {
  /** Set when it is an answer, not a mistake or a fault. */
  answered?: true;
  /** Charts in the answer, each with the command line that asked for it. */
  charts?: { chart: Chart; words: string }[];
  /** What it shows, where a correction may change it. */
  shows?: Post;
  /** The command line that it answers. */
  words?: string;
  /** Others are to see it too, so a direct message does not stand for it. */
  shared?: true;
}

/** Where a command line came from and where the reply goes. */
export interface Origin {
  channelId: string | undefined;
  userId: string;
  visibility: 'ephemeral' | 'in_channel';
  thread?: string;
  /** The channel that the person looks at beside Slack's agent view. */
  viewing?: string;
  caller: Caller;
  /** Posted by the bot in a thread or direct message: keeps its buttons although others see it. */
  posted?: true;
  /** What was filled in in the form of the command line. */
  filled?: Readonly<Record<string, string>>;
  /** The command line is a button's value; the button may be older than this version of the desk. */
  clicked?: true;
  /** The reply comes by direct message, where posting it to the channel would only repeat it. */
  direct?: true;
}

/** The error boundary: a UserError is shown in its own words, any other error as a reference. */
export async function composeReply(desk: HandlerContext, words: string, asker: Asker, origin: Origin): Promise<Reply> {
  const options: RenderOptions = {
    visibility: origin.visibility,
    ...(origin.posted ? { posted: { brief: false } } : {}),
    ...(origin.direct ? { direct: true } : {}),
  };
  const { workspaceId } = origin.caller;
  const about = { words, ...(origin.visibility === 'in_channel' ? { shared: true as const } : {}) };
  try {
    const answer = await desk.answer(words, asker);
    const charts = answer.parts.flatMap((part) =>
      part.kind === 'chart' ? [{ chart: part, words: answer.words }] : [],
    );
    const native = renderNative(answer, options);
    return {
      ...about,
      message: native ?? renderMessage(answer, options),
      fallbacks: () => [...(native ? [renderMessage(answer, options)] : []), renderPlain(answer, options)],
      answered: true,
      charts,
      ...(showsFact({ answer }) ? { shows: { answer } } : {}),
      ...(workspaceId ? { workspaceId } : {}),
    };
  } catch (cause) {
    if (cause instanceof UnknownCommand && origin.clicked) return { ...about, message: renderProblem(outdated(cause)) };
    if (cause instanceof UserError) return { ...about, message: renderProblem(cause) };
    // Questions are not logged, only the command's name.
    return { ...about, ...faultReply(desk, cause, { subcommand: desk.describe(words)?.name ?? 'other' }) };
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
