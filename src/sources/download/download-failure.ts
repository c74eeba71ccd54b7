import { SourceError } from '../../errors.ts';

/** Limits of a download. Waits are in milliseconds. */
export interface DownloadLimits {
  mostBytes: number;
  redirects: number;
  connectMs: number;
  headersMs: number;
  /** The longest silence within a body. */
  idleMs: number;
  /** The longest total time. */
  totalMs: number;
}

export const DOWNLOAD_LIMITS: DownloadLimits = {
  mostBytes: 512 * 2 ** 20, // the largest known file is 137 MB
  redirects: 5,
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 30_000,
  totalMs: 30 * 60_000,
};

/** A site that asks not to be contacted again for some seconds. */
export class BusySite extends SourceError {
  readonly retryAfter: number;
  constructor(message: string, retryAfter: number) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** The part of an address that messages may show: the rest may contain a key. */
export const hostOf = (address: string): string => new URL(address).host;

/** Describes a status other than 200. */
export function describeStatus(address: string, status: number, retryAfter: string | undefined): SourceError {
  const { host, pathname } = new URL(address);
  const answered = `${host} answers ${status}`;
  if (status === 404 || status === 410)
    return new SourceError(`${answered}: there is no ${pathname.slice(0, 120)}. Has the file moved?`);
  if (status === 401 || status === 403)
    return new SourceError(`${answered}: the desk may not read ${pathname.slice(0, 120)}.`);
  const message =
    status === 429
      ? `${answered}: too many requests.`
      : `${answered}${status >= 500 ? ': the site has a problem' : ''}.`;
  // Seconds only: a date would need a clock, and the back-off covers that case.
  return /^\d{1,6}$/.test(retryAfter ?? '') ? new BusySite(message, Number(retryAfter)) : new SourceError(message);
}

/** By error code. */
const MESSAGES: [RegExp, (host: string, bytes: number, limits: DownloadLimits) => string][] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, (host) => `${host} was not found (DNS). Check the address and the network.`],
  [/^ECONNREFUSED$/, (host) => `${host} refuses connections.`],
  [
    /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
    (host, _, { connectMs }) => `${host} accepted no connection within ${formatSeconds(connectMs)}.`,
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
  [/^(UND_ERR_HEADERS_OVERFLOW|HTTPParserError)$/, (host) => `${host} does not answer like a web server.`],
  [/CERT|SIGNATURE/, (host) => `The certificate of ${host} is not accepted.`],
  [/SSL|TLS|EPROTO/, (host) => `${host} offers no https that the desk supports.`],
  [
    /^(ENOSPC|EDQUOT|EACCES|EROFS)$/,
    () => 'The file cannot be written beside the database. Is there room, and may the desk write there?',
  ],
];

/** Describes an error of the network, of HTTP or of the disk. `bytes` had arrived by then. */
export function describeFailure(cause: unknown, host: string, bytes: number, limits: DownloadLimits): string {
  const { code = '', message = '', name = '' } = (cause ?? {}) as { code?: string; message?: string; name?: string };
  const words = MESSAGES.find(([pattern]) => pattern.test(code || name))?.[1];
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
