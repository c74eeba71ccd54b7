import { createHash } from 'node:crypto';
import { createWriteStream, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Agent, type Dispatcher, request } from 'undici';
import { SourceError } from '../errors.ts';
import { keptName } from './kept-name.ts';
import { refuseNoTable } from './sniff.ts';

/** The bounds of a download; waits in milliseconds. */
export interface Limits {
  mostBytes: number;
  redirects: number;
  connectMs: number;
  headersMs: number;
  /** Longest silence inside a body. */
  idleMs: number;
  /** The whole of it. */
  totalMs: number;
}

export const LIMITS: Limits = {
  mostBytes: 512 * 2 ** 20, // the largest file known is 137 MB
  redirects: 5,
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 30_000,
  totalMs: 30 * 60_000,
};

/** What a site said of a version of its file; `of` is the SHA-256 of the address that said it, after redirects. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
  of: string;
}

export type Download =
  | { kind: 'as before' }
  /** `name` is the file's own, tidied; `path` ends in it. */
  | { kind: 'file'; path: string; name: string; sha256: string; bytes: number; validators: Validators };

/** A site that is not to be asked again before so many seconds. */
export class BusySite extends SourceError {
  readonly retryAfter: number;
  constructor(message: string, retryAfter: number) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

interface Asked {
  folder: string;
  known?: Validators | undefined;
  limits?: Limits;
  /** Ends the download when the program stops. */
  signal?: AbortSignal | undefined;
}

/**
 * Downloads a table into a folder, unless the site says that it is as before. Throws SourceError, in words, for what
 * cannot be had or is no table; addresses are told without their query.
 */
export async function download(address: string, { folder, known, limits = LIMITS, signal }: Asked): Promise<Download> {
  const agent = new Agent({
    connect: { timeout: limits.connectMs },
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.idleMs,
    connections: 1,
  });
  // What comes after a body that was said to be shorter is a "bad response" to nothing: the body is not whole then.
  let broken = false;
  agent.on('disconnect', (_origin, _targets, { name, message }) => {
    if (name === 'HTTPParserError' || message === 'bad response') broken = true;
  });
  const overall = AbortSignal.timeout(limits.totalMs);
  const progress = { bytes: 0 };
  try {
    const both = AbortSignal.any([overall, ...(signal ? [signal] : [])]);
    const { response, addresses } = await follow(address, { agent, known, limits, signal: both });
    if (response.statusCode === 304) return { kind: 'as before' };
    const saved = await save(response, { folder, limits, progress, signal: both });
    await new Promise((resolve) => setImmediate(resolve));
    if (broken) throw new SourceError(`${hostOf(address)} sent more than it said it would: the file may be cut off.`);
    return { ...named(saved, response, addresses, folder), bytes: progress.bytes };
  } catch (cause) {
    if (signal?.aborted || cause instanceof SourceError) throw cause;
    throw new SourceError(
      overall.aborted
        ? `${hostOf(address)} was still sending after ${secondsSaid(limits.totalMs)} (${sizeSaid(progress.bytes)}): given up.`
        : failureSaid(cause, hostOf(address), progress.bytes, limits),
    );
  } finally {
    await agent.destroy();
  }
}

/** Asks, and goes where the site points, http and https only. Gives every address asked, the last one answered. */
async function follow(
  address: string,
  {
    agent,
    known,
    limits,
    signal,
  }: { agent: Agent; known: Validators | undefined; limits: Limits; signal: AbortSignal },
): Promise<{ response: Dispatcher.ResponseData; addresses: string[] }> {
  const addresses = [address];
  for (;;) {
    const at = addresses.at(-1) as string;
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
    response.body.on('error', () => {}); // it is not read
    response.body.destroy();
    const location = first(response.headers['location']);
    if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined)
      throw statusSaid(at, statusCode, first(response.headers['retry-after']));
    if (addresses.length > limits.redirects)
      throw new SourceError(
        `${hostOf(address)} redirects more than ${limits.redirects} times: give the final address.`,
      );
    addresses.push(nextAddress(at, location));
  }
}

function nextAddress(from: string, location: string): string {
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (!to) throw new SourceError(`${hostOf(from)} redirects to something that is no address.`);
  if (!/^https?:$/.test(to.protocol))
    throw new SourceError(
      `${hostOf(from)} redirects to ${to.protocol} which the desk does not read: only http and https.`,
    );
  if (from.startsWith('https:') && to.protocol === 'http:')
    throw new SourceError(`${hostOf(from)} redirects from https to http, where anybody may change the file: refused.`);
  if (to.username || to.password)
    throw new SourceError(`${hostOf(from)} redirects to an address with a password: refused.`);
  return to.href;
}

/** Streams a body into a file, counting and hashing. */
async function save(
  { body, headers }: Dispatcher.ResponseData,
  {
    folder,
    limits,
    progress,
    signal,
  }: { folder: string; limits: Limits; progress: { bytes: number }; signal: AbortSignal },
): Promise<{ path: string; sha256: string }> {
  const tooLarge = () =>
    new SourceError(
      `The file is larger than the ${sizeSaid(limits.mostBytes)} that the desk downloads: load it by hand.`,
    );
  const refuse = (cause: SourceError) => {
    body.on('error', () => {});
    body.destroy();
    throw cause;
  };
  if (Number(first(headers['content-length']) ?? 0) > limits.mostBytes) refuse(tooLarge());
  const coding = first(headers['content-encoding']) ?? 'identity';
  if (coding !== 'identity') refuse(new SourceError('The site sends the file packed though it was asked not to.'));
  const hash = createHash('sha256');
  const path = join(folder, '.incoming');
  await pipeline(
    body,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        progress.bytes += chunk.length;
        if (progress.bytes > limits.mostBytes) throw tooLarge();
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path),
    { signal },
  );
  return { path, sha256: hash.digest('hex') };
}

/** The saved file under its own name, if it may be a table. */
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
const hostOf = (address: string) => new URL(address).host;
const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

function statusSaid(address: string, status: number, retryAfter: string | undefined): SourceError {
  const { host, pathname } = new URL(address);
  const answered = `${host} answers ${status}`;
  if (status === 404 || status === 410)
    return new SourceError(`${answered}: there is no ${pathname.slice(0, 120)}. Has the file moved?`);
  if (status === 401 || status === 403)
    return new SourceError(`${answered}: it does not let the desk read ${pathname.slice(0, 120)}.`);
  const message =
    status === 429 ? `${answered}: asked too often.` : `${answered}${status >= 500 ? ': its own trouble' : ''}.`;
  // Seconds; a date would need a clock, and the back-off does as well.
  return /^\d{1,6}$/.test(retryAfter ?? '') ? new BusySite(message, Number(retryAfter)) : new SourceError(message);
}

const WORDS: [RegExp, (host: string, bytes: number, limits: Limits) => string][] = [
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    (host) => `There is no answer on where ${host} is (DNS): check the address and the network.`,
  ],
  [/^ECONNREFUSED$/, (host) => `${host} takes no connection.`],
  [
    /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
    (host, _, { connectMs }) => `${host} took no connection within ${secondsSaid(connectMs)}.`,
  ],
  [/^UND_ERR_HEADERS_TIMEOUT$/, (host, _, { headersMs }) => `${host} gave no answer within ${secondsSaid(headersMs)}.`],
  [
    /^UND_ERR_BODY_TIMEOUT$/,
    (host, bytes, { idleMs }) => `${host} stopped sending for ${secondsSaid(idleMs)}, after ${sizeSaid(bytes)}.`,
  ],
  [
    /^(UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ECONNRESET|EPIPE|UND_ERR_ABORTED|ERR_STREAM_PREMATURE_CLOSE)$/,
    (host, bytes) => `The connection to ${host} was cut off after ${sizeSaid(bytes)}: the file is not whole.`,
  ],
  [/^(UND_ERR_HEADERS_OVERFLOW|HTTPParserError)$/, (host) => `${host} does not answer as a web server does.`],
  [/CERT|SIGNATURE|SSL|TLS/, (host) => `The certificate of ${host} is not accepted.`],
  [
    /^(ENOSPC|EDQUOT|EACCES|EROFS)$/,
    () => 'The file cannot be written beside the database: is there room, and may the desk write there?',
  ],
];

function failureSaid(cause: unknown, host: string, bytes: number, limits: Limits): string {
  const { code = '', message = '', name = '' } = (cause ?? {}) as { code?: string; message?: string; name?: string };
  const words = WORDS.find(([pattern]) => pattern.test(code || name))?.[1];
  return words ? words(host, bytes, limits) : `${host} could not be read (${code || message.slice(0, 100)}).`;
}

const secondsSaid = (ms: number) => (ms >= 120_000 ? `${Math.round(ms / 60_000)} minutes` : `${ms / 1000} s`);
const sizeSaid = (bytes: number) =>
  bytes >= 2 ** 20
    ? `${Math.round(bytes / 2 ** 20)} MB`
    : bytes >= 1024
      ? `${Math.round(bytes / 1024)} KB`
      : `${bytes} bytes`;
