import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notice } from '../../answer.ts';
import { cleanText, escapeText } from '../../blocks/escape.ts';
import { renderMessage, renderProblem } from '../../blocks/message.ts';
import type { Asker } from '../../command-line/subcommand.ts';
import { UserError } from '../../errors.ts';
import { describeRows, type ExportResult } from '../../jobs/exports.ts';
import type { Failure } from '../../jobs/outbox/poster.ts';
import { remedyFor } from '../../news/delivery.ts';
import type { Clients } from '../connection/clients.ts';
import { readFailure } from '../connection/read-failure.ts';
import { faultReply, type HandlerContext, type Reply } from '../handler-context.ts';
import { askedBy, type FilePlace, joinForFile, uploadPlace } from './file-place.ts';

/** The first reply: making the file takes longer than Slack waits. */
export const exportPending = (line: string): Notice => ({
  kind: 'notice',
  title: 'CSV file',
  summary: 'The file is being made. It is posted to this conversation, where everyone can open it.',
  parts: [],
  followUps: [],
  words: `export ${line}`,
});

/** Makes the file in another process and uploads it. Tells the asker what went wrong, or that there are no rows. */
export async function deliverExport(
  desk: HandlerContext,
  clients: Clients,
  line: string,
  asker: Asker,
  to: FilePlace,
  say: (reply: Reply) => Promise<unknown>,
): Promise<void> {
  try {
    const made = await makeFile(desk, line, asker);
    if (made?.kind === 'notice') await say({ message: renderMessage(made.notice, { visibility: 'ephemeral' }) });
    if (made?.kind === 'problem') await say({ message: renderProblem(new UserError(made.message, made)) });
    if (made?.kind !== 'file') return;
    const failure = await upload(clients, made, to, { words: `export ${line}`, userId: asker.userId });
    desk.onResult?.({ way: 'file', place: to.channel, failure });
    if (failure) await say({ message: renderProblem(new UserError(uploadProblem(failure))) });
  } catch (cause) {
    await say(faultReply(desk, cause, { subcommand: 'export' }));
  }
}

type MadeFile = Extract<ExportResult, { kind: 'file' }> & { bytes: Buffer };

/** Reads the file into memory, so that its folder can be deleted before the upload. */
async function makeFile(
  desk: HandlerContext,
  line: string,
  asker: Asker,
): Promise<MadeFile | Exclude<ExportResult, { kind: 'file' }> | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'detainer-desk-'));
  try {
    const made = await desk.makeExport?.(line, asker, folder);
    return made?.kind === 'file' ? { ...made, bytes: await readFile(made.path) } : made;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Uploads once, since Slack may have the file even after an error. Returns what Slack made of it, or undefined. */
async function upload(
  clients: Clients,
  made: MadeFile,
  to: FilePlace,
  { words, userId }: { words: string; userId: string },
): Promise<Failure | undefined> {
  await joinForFile(clients, to);
  try {
    await clients.files.filesUploadV2({
      ...uploadPlace(to),
      file: made.bytes,
      filename: made.name,
      title: cleanText(made.title, 200),
      initial_comment: `${escapeText(describeRows(made))}. ${askedBy(userId, words)}`,
    });
    return undefined;
  } catch (cause) {
    return readFailure(cause);
  }
}

function uploadProblem({ kind, error }: Failure): string {
  if (kind === 'unsure') return 'Slack did not say whether it took the file. If it is not there, ask again.';
  if (error === 'missing_scope')
    return 'The desk may not upload files to Slack yet: its operator must add the scope files:write and reinstall the app.';
  return `Slack did not take the file (${error}). ${remedyFor(error).replace('It is tried again on the next day.', 'Ask again in a while.')}`;
}
