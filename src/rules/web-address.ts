/** True for an http or https address of a host with a dot, without blanks. */
export function isWebAddress(text: string): boolean {
  if (text.length > 2000 || /\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return /^https?:$/.test(protocol) && hostname.includes('.');
}
