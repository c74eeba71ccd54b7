import { BlockList, isIP } from 'node:net';

/** Addresses that are of this machine or of a network inside: RFC 1122, 1918, 3927, 4193, 4291, 6598. */
const INNER = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  INNER.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  INNER.addSubnet(net, bits, 'ipv6');

/** True for an address whose host, as it is written, is this machine or inside a network; a name is not looked up. */
export function isInner(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const kind = isIP(host);
  if (kind === 4) return INNER.check(host, 'ipv4');
  // A BlockList knows ::ffff:10.0.0.1 as 10.0.0.1.
  if (kind === 6) return INNER.check(host, 'ipv6');
  return !host.includes('.') || /\.(local|localhost|internal|intranet|lan|home|corp)$/.test(host);
}
