import { isIPv6 } from 'node:net';
import { isLoopback, isWildcard, networkAddress } from './own-addresses.ts';

/** Where a store is opened. */
export interface StoreAddress {
  /** The IP address or name that the gateway listens on; everything else listens on 127.0.0.1. */
  readonly host: string;
  /** The URL at which people reach the gateway, without a slash at its end, where that is not by host and port. */
  readonly publicUrl?: string | undefined;
}

/** A store that only this machine reaches. */
export const localAddress: StoreAddress = { host: '127.0.0.1' };

/** The URL that every address in answers, mails and pages begins with. It never depends on what a request says. */
export function publicUrlOf({ host, publicUrl }: StoreAddress, port: number): string {
  if (publicUrl !== undefined) return publicUrl;
  const named = isWildcard(host) ? networkAddress() : host;
  const isLocal = named === undefined || named === 'localhost' || named === '127.0.0.1';
  return `http://${isLocal ? 'localhost' : bracketed(named)}:${port}`;
}

/** The URL at which this machine itself reaches the gateway. */
export function ownUrlOf({ host }: StoreAddress, port: number): string {
  if (!isWildcard(host)) return `http://${bracketed(host)}:${port}`;
  return `http://${isIPv6(host) ? '[::1]' : '127.0.0.1'}:${port}`;
}

/** Whether others than this machine may reach the store. */
export function isOpenToOthers({ host, publicUrl }: StoreAddress): boolean {
  const named = publicUrl === undefined ? host : new URL(publicUrl).hostname.replace(/^\[(.*)\]$/, '$1');
  return !isLoopback(host) || !isLoopback(named);
}

function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
