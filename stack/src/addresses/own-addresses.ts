import { lookup } from 'node:dns/promises';
import { isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Networks that containers, virtual machines and tunnels make within this machine. */
const virtual =
  /^(br-|cali|cni|docker|flannel|lxc|podman|tailscale|tap|tun|utun|vbox|veth|virbr|vmnet|wg|zt)/;

/**
 * The address at which others on this machine's network find it: of IPv4 where it has one, since that is what people type.
 * Undefined when the machine is on no network.
 */
export function networkAddress(interfaces: Interfaces = networkInterfaces()): string | undefined {
  const addresses = Object.entries(interfaces)
    .filter(([name]) => !virtual.test(name))
    .flatMap(([, found = []]) => found)
    .filter(({ internal, address }) => !internal && !/^(fe[89ab]|169\.254\.)/i.test(address))
    .map(({ address }) => address);
  return addresses.find((address) => isIPv4(address)) ?? addresses[0];
}

/** Whether a server that listens on it hears every address of the machine. */
export function isWildcard(host: string): boolean {
  return isIPv4(host) ? host === '0.0.0.0' : isIPv6(host) && /^[0:]+$/.test(host);
}

/** Whether only this machine reaches it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** @throws Error that says which addresses there are, when the machine has none of that name */
export async function assertOwnHost(
  host: string,
  interfaces: Interfaces = networkInterfaces(),
): Promise<void> {
  if (isWildcard(host) || isLoopback(host)) return;
  const own = Object.values(interfaces).flatMap((found = []) => found.map(({ address }) => address));
  const meant = await lookup(host, { all: true }).catch(() => []);
  if (meant.some(({ address }) => own.includes(address))) return;
  throw new Error(
    `This machine has no address ${host}. It has ${own.join(', ')}; --host 0.0.0.0 listens on all of them.`,
  );
}
