import { isIP, isIPv6 } from 'node:net';

const expected =
  'An address of this machine or its name is expected, without http:// and without a port: 0.0.0.0 (all of its ' +
  'addresses), 192.168.1.20, my-computer.local.';

/**
 * Reads what a server is to listen on: an IP address, in brackets or not, or a name; no text for none.
 * @throws Error that says what is expected
 */
export function parseHost(text: string): string {
  if (text === '') return text;
  const host = text.replace(/^\[(.*)\]$/, '$1');
  if (isLinkLocal(host))
    throw new Error('No browser opens an address that begins with fe80:. Name another one.');
  if (isIP(host) === 0 && !isName(host)) throw new Error(expected);
  return host;
}

/** RFC 4291, 2.5.6: such an address says nothing without the name of a network interface, which no URL can hold. */
function isLinkLocal(host: string): boolean {
  return isIPv6(host) && /^fe[89ab]/i.test(host);
}

/** RFC 1123, 2.1. A last part of digits would make it an IP address to browsers. */
function isName(host: string): boolean {
  const labels = host.split('.');
  const isLabel = (label: string): boolean => /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i.test(label);
  return host.length <= 253 && labels.every(isLabel) && !/^(\d+|0x[\da-f]*)$/i.test(labels.at(-1) ?? '');
}
