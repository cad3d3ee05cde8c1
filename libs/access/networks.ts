import { isIPv6 } from 'node:net';

/**
 * What an address counts as: itself, and of IPv6 the /64 (`2001:db8:0:1::/64`), of which one line at home has all 2^64
 * addresses. What is no address stands for itself.
 */
export function networkOf(source: string): string {
  const address = source.split('%')[0]!.toLowerCase();
  if (!isIPv6(address)) return source;
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (mapped) return mapped[1]!;
  // an IPv4 tail has the place of the last two groups
  const [head = '', tail] = address.replace(/\d+\.\d+\.\d+\.\d+$/, '0:0').split('::');
  const groups = (part: string | undefined): string[] => (part ? part.split(':') : []);
  const [first, last] = [groups(head), groups(tail)];
  const all = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => '0'), ...last];
  const network = all.slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
