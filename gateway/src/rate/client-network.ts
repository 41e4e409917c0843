import ipaddr from 'ipaddr.js';

const ipv6NetworkBytes = 8;

/**
 * What a client is counted by: its address, or of IPv6 the /64 network, since everybody has a whole one of these and could
 * send each request from another address. An IPv4 address within IPv6 is the IPv4 address. What is no address stays.
 */
export function clientNetwork(clientAddress: string): string {
  if (!ipaddr.isValid(clientAddress)) return clientAddress;
  const address = ipaddr.process(clientAddress);
  if (address.kind() === 'ipv4') return address.toString();
  const network = Uint8Array.from(address.toByteArray()).fill(0, ipv6NetworkBytes);
  return `${ipaddr.fromByteArray([...network]).toString()}/64`;
}
