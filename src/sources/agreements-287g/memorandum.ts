import { publicAddress } from './public-address.ts';

/**
 * The address of a memorandum at ICE's own site: out of a mail program's wrapping, and without the address of an archive
 * before it. Null for any other.
 */
export function memorandumUrl(link: string): string | null {
  const address = publicAddress(link);
  if (address === null) return null;
  const archived = /^https?:\/\/web\.archive\.org\/web\/[^/]{1,40}\/(https?:\/.+)$/i.exec(address)?.[1];
  const inner = archived === undefined ? address : publicAddress(archived);
  return inner !== null && /(?:^|\.)ice\.gov$/i.test(new URL(inner).hostname) ? inner : null;
}
