const DEEPEST = 3;

/**
 * The address of a memorandum by itself. ICE's sheets wrap it in mail-filter links, which carry the mailbox of an
 * employee, and archives put their own address before it. Only an address of ice.gov is kept; null for any other.
 */
export function memorandumUrl(link: string): string | null {
  let address = link.trim();
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (!/^https?:\/\/\S+$/.test(address) || !URL.canParse(address)) return null;
    const url = new URL(address);
    const inner = /(?:^|\.)safelinks\.protection\.outlook\.com$/i.test(url.hostname)
      ? (url.searchParams.get('url') ?? '')
      : /^web\.archive\.org$/i.test(url.hostname)
        ? (/^\/web\/[^/]+\/(https?:\/?\/?.+)$/i.exec(address.slice(url.origin.length))?.[1] ?? address)
        : address;
    if (inner === address) break;
    address = inner;
  }
  if (!URL.canParse(address)) return null;
  return /(?:^|\.)ice\.gov$/i.test(new URL(address).hostname) && !/@|%40/i.test(address) ? address : null;
}
