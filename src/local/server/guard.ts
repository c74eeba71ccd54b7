import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Why a request is refused; undefined when it may pass. The page serves browsers on this machine only. A foreign name
 * that resolves to this machine has another Host (DNS rebinding). A form or script of another site has another Origin,
 * and does not know the token of this start (CSRF).
 */
export function refuse(request: IncomingMessage, port: number): string | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, ...(port === 80 ? ['127.0.0.1', 'localhost'] : [])];
  const { host, origin } = request.headers;
  if (!host || !hosts.includes(host.toLowerCase())) return `This desk answers only at http://127.0.0.1:${port}/`;
  if (origin !== undefined && !hosts.some((each) => origin === `http://${each}`))
    return 'Another site may not ask this desk.';
  const site = request.headers['sec-fetch-site'];
  const navigates = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
  if (typeof site === 'string' && !['same-origin', 'none'].includes(site) && !navigates)
    return 'Another site may not ask this desk.';
  return undefined;
}

/** Compares in constant time. */
export function sameSecret(given: string | string[] | undefined, secret: string): boolean {
  const [a, b] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Scripts, styles, images and requests from this server only; no framing. */
export const HEADERS: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};
