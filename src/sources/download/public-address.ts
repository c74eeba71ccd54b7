import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const OWN = new BlockList();
// This host, private networks, carriers' own, loopback, link-local (clouds keep keys there), tests, multicast, reserved.
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  OWN.addSubnet(net, bits, 'ipv4');
const PUBLIC6 = new BlockList();
PUBLIC6.addSubnet('2000::', 3, 'ipv6');
// Within it: documentation, and what carries an address of version 4 inside (6to4, Teredo).
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  OWN.addSubnet(net, bits, 'ipv6');

/** True for an IP address that anybody on the internet may have; false for loopback, private and reserved ones. */
export function isPublicAddress(ip: string): boolean {
  if (isIP(ip) === 4) return !OWN.check(ip, 'ipv4');
  return isIP(ip) === 6 && PUBLIC6.check(ip, 'ipv6') && !OWN.check(ip, 'ipv6');
}

/** The IP address that the host of an address is, where it is one; IPv6 without its brackets. */
export function ipOf(address: string): string | undefined {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) ? host : undefined;
}

/** Looks names up for a connection, and has each address that is found approved before it is used. */
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
