import { holdsPersonalData } from '../../rules/private-text.ts';

/** Mail programs wrap a link, and add the mailbox of the person who received it. */
const WRAPPERS =
  /(?:^|\.)(?:safelinks\.protection\.(?:outlook|office365)\.(?:com|us)|urldefense\.(?:com|us|proofpoint\.com))$/i;
const WRAPS = 3;
/** A capture has the address of the page in its own path. */
const CAPTURE = /^https?:\/\/web\.archive\.org\/web\/\d{4,14}[a-z_]{0,4}\/(https?:.+)$/i;

/**
 * The address of a memorandum as anybody may open it: out of a mail program's wrapping or an archive's. Null for what is no web
 * address, for a wrapping without one, and for an address that holds personal data.
 */
export function publicAddress(link: string): string | null {
  let url = link.trim();
  for (let left = WRAPS; left >= 0; left -= 1) {
    url = (CAPTURE.exec(url)?.[1] ?? url).replace(/^(https?):\/(?!\/)/, '$1://');
    if (!/^https?:\/\/\S+$/.test(url) || !URL.canParse(url)) return null;
    const { hostname, pathname, searchParams } = new URL(url);
    if (!WRAPPERS.test(hostname)) return holdsPersonalData(decoded(url)) || holdsPersonalData(url) ? null : url;
    // Proofpoint's third form has the address in the path, between __ and __.
    url = searchParams.get('url') ?? searchParams.get('u') ?? /__(https?:.*?)__/.exec(pathname)?.[1] ?? '';
  }
  return null;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
