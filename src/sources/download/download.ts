import { createHash } from 'node:crypto';
import { createWriteStream, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Agent, type Dispatcher, request } from 'undici';
import { SourceError } from '../../errors.ts';
import { refuseNoTable } from '../files/sniff.ts';
import { keptName } from '../kept-name.ts';
import {
  DOWNLOAD_LIMITS,
  type DownloadLimits,
  describeFailure,
  describeStatus,
  formatSeconds,
  formatSize,
  hostOf,
} from './download-failure.ts';
import { ipOf, isPublicAddress, lookupWith } from './public-address.ts';

/**
 * What a site returned to identify a version of its file. `of` is the SHA-256 of the address that returned it, after
 * redirects.
 */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
  of: string;
}

export type Download =
  | { kind: 'as before' }
  /** `name` is the file's own name, tidied; `path` ends in it. */
  | { kind: 'file'; path: string; name: string; sha256: string; bytes: number; validators: Validators };

interface Asked {
  folder: string;
  known?: Validators | undefined;
  limits?: DownloadLimits | undefined;
  /** Called as bytes arrive; `total` is what the site announced, if it did. */
  onProgress?: ((bytes: number, total: number | undefined) => void) | undefined;
  /** Cancels the download when the program stops. */
  signal?: AbortSignal | undefined;
  /** True for a public IP address. */
  isPublic?: (ip: string) => boolean;
}

/**
 * Downloads a table into a folder, unless the site reports that it has not changed. Throws SourceError when the file
 * cannot be fetched or is not a table. Messages show addresses without their query.
 */
export async function download(
  address: string,
  { folder, known, limits = DOWNLOAD_LIMITS, signal, onProgress, isPublic = isPublicAddress }: Asked,
): Promise<Download> {
  const fence = createFence(isPublic);
  const agent = new Agent({
    connect: { timeout: limits.connectMs, lookup: lookupWith(fence.approve) },
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.idleMs,
    connections: 1,
  });
  // Bytes beyond the announced length arrive as a "bad response" outside any request: then the body is not whole.
  let broken = false;
  agent.on('disconnect', (_origin, _targets, { name, message }) => {
    if (name === 'HTTPParserError' || message === 'bad response') broken = true;
  });
  const overall = AbortSignal.timeout(limits.totalMs);
  const progress = { bytes: 0, at: address };
  try {
    const both = AbortSignal.any([overall, ...(signal ? [signal] : [])]);
    const { response, addresses } = await follow(address, { agent, fence, known, limits, progress, signal: both });
    if (response.statusCode === 304) return { kind: 'as before' };
    const saved = await save(response, { folder, limits, progress, onProgress, signal: both });
    await new Promise((resolve) => setImmediate(resolve));
    if (broken) throw new SourceError(`${hostOf(progress.at)} sent more than it announced: the file may be cut off.`);
    return { ...named(saved, response, addresses, folder), bytes: progress.bytes };
  } catch (cause) {
    if (signal?.aborted || cause instanceof SourceError) throw cause;
    throw new SourceError(
      overall.aborted
        ? `${hostOf(progress.at)} was still sending after ${formatSeconds(limits.totalMs)} (${formatSize(progress.bytes)}). The download was stopped.`
        : describeFailure(cause, hostOf(progress.at), progress.bytes, limits),
    );
  } finally {
    await agent.destroy();
  }
}

/** A download in progress: how far it is, and at which address. */
interface Progress {
  limits: DownloadLimits;
  progress: { bytes: number; at: string };
  signal: AbortSignal;
}

/**
 * Requests an address and follows redirects, http and https only. Returns every requested address; the last one
 * answered.
 */
async function follow(
  address: string,
  {
    agent,
    fence,
    known,
    limits,
    progress,
    signal,
  }: Progress & { agent: Agent; fence: Fence; known: Validators | undefined },
): Promise<{ response: Dispatcher.ResponseData; addresses: string[] }> {
  const addresses = [address];
  for (;;) {
    const at = addresses.at(-1) as string;
    progress.at = at;
    fence.enter(at);
    const conditions = known && known.of === sha256(at) ? known : undefined;
    const response = await request(at, {
      dispatcher: agent,
      signal,
      headers: {
        'user-agent': 'detainer-desk (checks a public file)',
        accept: 'text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.5',
        'accept-encoding': 'identity',
        ...(conditions?.etag ? { 'if-none-match': conditions.etag } : {}),
        ...(conditions?.lastModified ? { 'if-modified-since': conditions.lastModified } : {}),
      },
    });
    const { statusCode } = response;
    if (statusCode === 200 || (statusCode === 304 && conditions)) return { response, addresses };
    response.body.on('error', () => {}); // the body is not read
    response.body.destroy();
    const location = first(response.headers['location']);
    if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined)
      throw describeStatus(at, statusCode, first(response.headers['retry-after']));
    if (addresses.length > limits.redirects)
      throw new SourceError(
        `${hostOf(address)} redirects more than ${limits.redirects} times: give the final address.`,
      );
    addresses.push(nextAddress(at, location));
  }
}

/**
 * Blocks server-side request forgery: a public site may not redirect the desk to this machine or into its network. If
 * the operator's own address is inside the network, redirects may stay inside, until one leads outside. Names are judged by the addresses that
 * they resolve to at connection time.
 */
function createFence(isPublic: (ip: string) => boolean) {
  let [from, at, isFirst, isOutside] = ['', '', true, false];
  const approve = (ip: string): SourceError | undefined => {
    const isInside = !isPublic(ip);
    if (!isFirst && isOutside && isInside)
      return new SourceError(
        `${from} redirects to ${at}, which is inside this network: refused. If you want that, configure that address.`,
      );
    isOutside ||= !isInside;
    return undefined;
  };
  return {
    approve,
    enter(address: string): void {
      isFirst = from === '';
      if (isFirst) from = hostOf(address);
      at = hostOf(address);
      const ip = ipOf(address);
      const refused = ip === undefined ? undefined : approve(ip);
      if (refused) throw refused;
    },
  };
}
type Fence = ReturnType<typeof createFence>;

function nextAddress(from: string, location: string): string {
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (!to) throw new SourceError(`${hostOf(from)} redirects to something that is not an address.`);
  if (!/^https?:$/.test(to.protocol))
    throw new SourceError(`${hostOf(from)} redirects to ${to.protocol} but the desk reads only http and https.`);
  if (from.startsWith('https:') && to.protocol === 'http:')
    throw new SourceError(`${hostOf(from)} redirects from https to http, where anyone could change the file: refused.`);
  if (to.username || to.password)
    throw new SourceError(`${hostOf(from)} redirects to an address with a password: refused.`);
  return to.href;
}

/** Streams a body into a file, counting and hashing. */
async function save(
  { body, headers }: Dispatcher.ResponseData,
  { folder, limits, progress, onProgress, signal }: Progress & Pick<Asked, 'folder' | 'onProgress'>,
): Promise<{ path: string; sha256: string }> {
  const tooLarge = () =>
    new SourceError(
      `The file is larger than the ${formatSize(limits.mostBytes)} that the desk downloads: load it by hand.`,
    );
  const refuse = (cause: SourceError) => {
    body.on('error', () => {});
    body.destroy();
    throw cause;
  };
  const announced = Number(first(headers['content-length']) ?? 0);
  if (announced > limits.mostBytes) refuse(tooLarge());
  const coding = first(headers['content-encoding']) ?? 'identity';
  if (coding !== 'identity') refuse(new SourceError('The site compressed the file although the desk asked it not to.'));
  const hash = createHash('sha256');
  const path = join(folder, '.incoming');
  await pipeline(
    body,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        progress.bytes += chunk.length;
        if (progress.bytes > limits.mostBytes) throw tooLarge();
        hash.update(chunk);
        onProgress?.(progress.bytes, announced || undefined);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
    { signal },
  );
  return { path, sha256: hash.digest('hex') };
}

/** The saved file under its own name, if it can be a table. */
function named(
  saved: { path: string; sha256: string },
  { headers }: Dispatcher.ResponseData,
  addresses: string[],
  folder: string,
) {
  const name = keptName(first(headers['content-disposition']), addresses);
  refuseNoTable(saved.path, name);
  const path = join(folder, name);
  renameSync(saved.path, path);
  const validators = {
    etag: first(headers['etag']) ?? null,
    lastModified: first(headers['last-modified']) ?? null,
    of: sha256(addresses.at(-1) ?? ''),
  };
  return { kind: 'file' as const, path, name, sha256: saved.sha256, validators };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
