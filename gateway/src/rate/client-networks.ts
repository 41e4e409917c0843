import ipaddr from 'ipaddr.js';

/** Where a client is, in the two sizes that it is counted by. */
export interface ClientNetworks {
  /** The address, or of IPv6 the /64 network: everybody has a whole one, and could send each request from another address. */
  readonly address: string;
  /** What one operator of a network hands out next to it: the /24 of IPv4, the /48 of IPv6. */
  readonly network: string;
}

/** Of bytes. */
const sizes = { ipv4: { address: 4, network: 3 }, ipv6: { address: 8, network: 6 } } as const;

/** Whoever asks asks again, and each request is counted in several ways. */
const known = new Map<string, ClientNetworks>();
const maxKnown = 20_000;

/** An IPv4 address within IPv6 is the IPv4 address. What is no address stays as it is. */
export function clientNetworks(clientAddress: string): ClientNetworks {
  const found = known.get(clientAddress);
  if (found !== undefined) return found;
  const networks = networksOf(clientAddress);
  if (known.size === maxKnown) known.clear();
  known.set(clientAddress, networks);
  return networks;
}

function networksOf(clientAddress: string): ClientNetworks {
  if (!ipaddr.isValid(clientAddress)) return { address: clientAddress, network: clientAddress };
  const address = ipaddr.process(clientAddress);
  const { address: own, network } = sizes[address.kind()];
  const bytes = address.toByteArray();
  return { address: networkOf(bytes, own), network: networkOf(bytes, network) };
}

function networkOf(address: readonly number[], bytes: number): string {
  const network = ipaddr.fromByteArray(address.map((byte, index) => (index < bytes ? byte : 0))).toString();
  return bytes === address.length ? network : `${network}/${bytes * 8}`;
}
