import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const OWN = new BlockList();
// This host, private networks, carrier NAT, loopback, link-local (cloud metadata lives there), test networks,
// multicast, reserved.
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24], // relays of 6to4
  ['168.63.129.16', 32], // Azure's own services
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  OWN.addSubnet(net, bits, 'ipv4');
const PUBLIC6 = new BlockList();
PUBLIC6.addSubnet('2000::', 3, 'ipv6');
// Within that range: documentation, and addresses that embed an IPv4 address (6to4, Teredo).
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  OWN.addSubnet(net, bits, 'ipv6');

/** True for an IP address on the public internet; false for loopback, private and reserved ones. */
export function isPublicAddress(ip: string): boolean {
  if (isIP(ip) === 4) return !OWN.check(ip, 'ipv4');
  return isIP(ip) === 6 && PUBLIC6.check(ip, 'ipv6') && !OWN.check(ip, 'ipv6');
}

/** The host of an address if it is an IP address; IPv6 without its brackets. */
export function ipOf(address: string): string | undefined {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) ? host : undefined;
}

/** Resolves names for a connection, and asks for approval of each resolved address before it is used. */
export const lookupWith =
  (approve: (ip: string) => Error | undefined): LookupFunction =>
  (host, options, done) =>
    resolve(host, { ...options, all: true }, (error, found) => {
      const refused = error ?? found.map(({ address }) => approve(address)).find((each) => each !== undefined);
      if (refused) return done(refused, '');
      if (options.all) return done(null, found);
      const [first] = found;
      done(first ? null : new Error(`${host} has no address`), first?.address ?? '', first?.family);
    });
