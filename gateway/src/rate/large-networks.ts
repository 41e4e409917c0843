import ipaddr from 'ipaddr.js';

/** How often what is usual the addresses of a network may, each and together. */
export interface LargeNetwork {
  /** In CIDR notation. */
  readonly cidr: string;
  readonly times: number;
}

/** Reads `203.0.113.0/24=10`; undefined for what is no such thing. */
export function readLargeNetwork(text: string): LargeNetwork | undefined {
  const [cidr = '', count = '', ...rest] = text.split('=').map((part) => part.trim());
  const times = Number(count);
  const isRead = rest.length === 0 && ipaddr.isValidCIDR(cidr) && Number.isFinite(times) && times >= 1;
  return isRead ? { cidr, times } : undefined;
}

/** Says how often what is usual an address may: behind some stand thousands of people (carrier-grade NAT, RFC 6888; offices). */
export function timesAt(networks: readonly LargeNetwork[]): (clientAddress: string) => number {
  if (networks.length === 0) return () => 1;
  const known = networks.map(({ cidr, times }) => ({ range: ipaddr.parseCIDR(cidr), times }));
  return (clientAddress) => {
    if (!ipaddr.isValid(clientAddress)) return 1;
    const address = ipaddr.process(clientAddress);
    const found = known.filter(({ range }) => range[0].kind() === address.kind() && address.match(range));
    return Math.max(1, ...found.map(({ times }) => times));
  };
}
