import type { IncomingMessage } from 'node:http';
import type { Logger } from '@cartwright/process';
import { proxyTrust } from './client-address.ts';
import ipaddr from 'ipaddr.js';

/** What is watched, and by which clock. */
export interface UnlistedProxiesOptions {
  /** As `TRUSTED_PROXIES` has it. */
  readonly trustedProxies: string | false;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** For so long after the last such request the gateway says that it is degraded. */
const rememberMs = 10 * 60_000;
const inside = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat']);
const advice =
  'TRUSTED_PROXIES does not name it, so that all who come through it share the limits of one address. Add it to TRUSTED_PROXIES.';

/**
 * Notices requests that came through a proxy which nobody has said is one: then every client looks like that proxy. Only what
 * is on this machine or its network is believed to be one; anybody else may just claim so.
 */
export class UnlistedProxies {
  readonly #options: UnlistedProxiesOptions;
  readonly #isTrusted: (address: string) => boolean;
  #last: { readonly address: string; readonly atMs: number } | undefined;

  constructor(options: UnlistedProxiesOptions) {
    this.#options = options;
    this.#isTrusted = proxyTrust(options.trustedProxies);
  }

  /** Looks at where a request comes from. */
  see({ headers, socket: { remoteAddress: address = '' } }: IncomingMessage): void {
    if (headers['x-forwarded-for'] === undefined && headers.forwarded === undefined) return;
    if (this.#isTrusted(address) || !isInside(address)) return;
    const { logger, now } = this.#options;
    if (this.#last === undefined) logger.warn({ proxy: address }, `requests come through a proxy: ${advice}`);
    this.#last = { address, atMs: now().getTime() };
  }

  /** @throws Error while requests come through such a proxy */
  readonly assertNone = (): void => {
    if (this.#last === undefined || this.#options.now().getTime() - this.#last.atMs > rememberMs) return;
    throw new Error(`Requests come through a proxy at ${this.#last.address}: ${advice}`);
  };
}

function isInside(address: string): boolean {
  return ipaddr.isValid(address) && inside.has(ipaddr.process(address).range());
}
