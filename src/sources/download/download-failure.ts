import { SourceError } from '../../errors.ts';

/** The bounds of a download; waits in milliseconds. */
export interface DownloadLimits {
  mostBytes: number;
  redirects: number;
  connectMs: number;
  headersMs: number;
  /** Longest silence inside a body. */
  idleMs: number;
  /** The whole of it. */
  totalMs: number;
}

export const DOWNLOAD_LIMITS: DownloadLimits = {
  mostBytes: 512 * 2 ** 20, // the largest file known is 137 MB
  redirects: 5,
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 30_000,
  totalMs: 30 * 60_000,
};

/** A site that is not to be asked again before so many seconds. */
export class BusySite extends SourceError {
  readonly retryAfter: number;
  constructor(message: string, retryAfter: number) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** An address as far as it is told: the rest may hold a key. */
export const hostOf = (address: string): string => new URL(address).host;

/** What a status other than 200 means. */
export function describeStatus(address: string, status: number, retryAfter: string | undefined): SourceError {
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

/** By the error's code. */
const WORDS: [RegExp, (host: string, bytes: number, limits: DownloadLimits) => string][] = [
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    (host) => `There is no answer on where ${host} is (DNS): check the address and the network.`,
  ],
  [/^ECONNREFUSED$/, (host) => `${host} takes no connection.`],
  [
    /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
    (host, _, { connectMs }) => `${host} took no connection within ${formatSeconds(connectMs)}.`,
  ],
  [
    /^UND_ERR_HEADERS_TIMEOUT$/,
    (host, _, { headersMs }) => `${host} gave no answer within ${formatSeconds(headersMs)}.`,
  ],
  [
    /^UND_ERR_BODY_TIMEOUT$/,
    (host, bytes, { idleMs }) => `${host} stopped sending for ${formatSeconds(idleMs)}, after ${formatSize(bytes)}.`,
  ],
  [
    /^(UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ECONNRESET|EPIPE|UND_ERR_ABORTED|ERR_STREAM_PREMATURE_CLOSE)$/,
    (host, bytes) => `The connection to ${host} was cut off after ${formatSize(bytes)}: the file is not whole.`,
  ],
  [/^(UND_ERR_HEADERS_OVERFLOW|HTTPParserError)$/, (host) => `${host} does not answer as a web server does.`],
  [/CERT|SIGNATURE/, (host) => `The certificate of ${host} is not accepted.`],
  [/SSL|TLS|EPROTO/, (host) => `${host} speaks no https that the desk understands.`],
  [
    /^(ENOSPC|EDQUOT|EACCES|EROFS)$/,
    () => 'The file cannot be written beside the database: is there room, and may the desk write there?',
  ],
];

/** What an error of the network, of HTTP or of the disk means. `bytes` had come by then. */
export function describeFailure(cause: unknown, host: string, bytes: number, limits: DownloadLimits): string {
  const { code = '', message = '', name = '' } = (cause ?? {}) as { code?: string; message?: string; name?: string };
  const words = WORDS.find(([pattern]) => pattern.test(code || name))?.[1];
  return words ? words(host, bytes, limits) : `${host} could not be read (${code || message.slice(0, 100)}).`;
}

export const formatSeconds = (ms: number) => (ms >= 120_000 ? `${Math.round(ms / 60_000)} minutes` : `${ms / 1000} s`);
/** '12 MB'. */
export const formatSize = (bytes: number) =>
  bytes >= 2 ** 20
    ? `${Math.round(bytes / 2 ** 20)} MB`
    : bytes >= 1024
      ? `${Math.round(bytes / 1024)} KB`
      : `${bytes} bytes`;
