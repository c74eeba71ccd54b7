import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipOf, isPublicAddress } from '../../../src/sources/download/public-address.ts';

test.each([
  '168.63.129.15',
  '168.63.129.17',
  '192.88.98.255',
  '192.88.100.0',
  '8.8.8.8',
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '2600:1406::1',
  '2a00:1450:4001::8',
])('%s is of the internet', (ip) => expect(isPublicAddress(ip)).toBe(true));

test.each([
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '168.63.129.16',
  '192.88.99.0',
  '192.88.99.255',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
  'localhost',
  '',
])('%j is not', (ip) => expect(isPublicAddress(ip)).toBe(false));

test('every spelling of an address of version 4 is read as the address', () => {
  for (const host of ['127.1', '0x7f.1', '2130706433', '017700000001', '127.0.0.1.', '①②⑦.0.0.1'])
    expect(ipOf(`http://${host}/`), host).toBe('127.0.0.1');
  expect(ipOf('http://[::1]:80/')).toBe('::1');
  expect(ipOf('http://example.org/')).toBeUndefined();
});

test('no address inside a private network is ever of the internet, mapped into version 6 or not', () => {
  fc.assert(
    fc.property(fc.constantFrom('10', '127', '0'), fc.nat(255), fc.nat(255), fc.nat(255), (first, ...rest) => {
      const ip = [first, ...rest].join('.');
      expect(isPublicAddress(ip) || isPublicAddress(`::ffff:${ip}`)).toBe(false);
    }),
  );
});
