import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { sameSecret } from './guard.ts';

export interface Session {
  /** The path that opens the page, once. */
  entry: string;
  /** True when the request carries this session's cookie. */
  holds(request: IncomingMessage): boolean;
  /** Takes the code of the entry: returns the cookie to set, or undefined when the code is wrong or was used. */
  enter(code: string | null): string | undefined;
}

export const NOT_YOURS =
  'This page belongs to the person who started the desk. Open the address that npm start printed; it works once, in one browser. To get a new one, restart the desk.';

/**
 * Other accounts of this machine reach its loopback address too. So the page opens with a code that only the terminal of
 * this start shows, and from then on with a cookie.
 */
export function createSession(port: () => number): Session {
  const [code, secret] = [randomBytes(18).toString('base64url'), randomBytes(24).toString('base64url')];
  // Browsers send a cookie to every port of a host.
  const name = () => `desk-${port()}`;
  let used = false;
  return {
    entry: `?code=${code}`,
    holds({ headers }) {
      const cookies = (headers.cookie ?? '').slice(0, 8000).split(';');
      return cookies.some((each) => {
        const [key, value] = each.trim().split('=', 2);
        return key === name() && sameSecret(value, secret);
      });
    },
    enter(given) {
      if (used || !sameSecret(given ?? '', code)) return undefined;
      used = true;
      return `${name()}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
    },
  };
}
