import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * The page is for this machine's browser alone. A name that an outside site makes point here has another Host (DNS
 * rebinding); a form or script of another site has another Origin, and cannot know the token of this start (CSRF).
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

/** True when both are the same, in a time that tells nothing of where they differ. */
export function sameSecret(given: string | string[] | undefined, secret: string): boolean {
  const [a, b] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** No script, style, image or request but our own files; no frame around us. */
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
