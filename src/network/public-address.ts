import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * May this address be connected to: does it lie in the open internet, and is it not this machine's own?
 * IPv6 is taken from 2000::/3 alone, so that what wraps an IPv4 address in zeros, in `::ffff:` or in `64:ff9b::` is never public.
 * Node's own BlockList does the arithmetic: a library would decide for us which ranges are special, and here they stand to be read.
 */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4') && !isOwn(address);
  // A zone ("%eth0") is part of no address on the internet.
  if (!isIPv6(address) || address.includes('%')) return false;
  return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6') && !isOwn(address);
}

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** After IANA's registries of special-purpose addresses (RFC 6890 and what updates it). */
const ranges: readonly (readonly [network: string, prefix: number, what: string])[] = [
  ['0.0.0.0', 8, 'this network'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared behind carriers’ NAT'],
  ['127.0.0.0', 8, 'loopback'],
  ['168.63.129.16', 32, 'the host of a virtual machine in one large cloud, though the address looks public'],
  ['169.254.0.0', 16, 'link-local, and where clouds keep credentials'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'protocol assignments'],
  ['192.0.2.0', 24, 'documentation'],
  ['192.88.99.0', 24, '6to4 relays'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'benchmarks'],
  ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved, and broadcast'],
  // Within 2000::/3; what lies outside is refused as a whole.
  ['2001::', 23, 'protocol assignments: Teredo, ORCHID, benchmarks'],
  ['2001:db8::', 32, 'documentation'],
  ['2002::', 16, '6to4, which wraps an IPv4 address'],
  ['3ffe::', 16, 'the 6bone, given back'],
  ['3fff::', 20, 'documentation'],
];

const special = new BlockList();
for (const [network, prefix] of ranges) special.addSubnet(network, prefix, isIPv4(network) ? 'ipv4' : 'ipv6');

/** A request of the machine to its own public address would pass by the firewall that others meet. */
function isOwn(address: string): boolean {
  const own = new BlockList();
  for (const one of Object.values(networkInterfaces()).flat()) {
    if (one === undefined) continue;
    own.addAddress(one.address.replace(/%.*$/u, ''), one.family === 'IPv6' ? 'ipv6' : 'ipv4');
  }
  return own.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}
