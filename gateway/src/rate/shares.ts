import type { ViewerContext } from '@cartwright/identity';
import { clientNetworks } from './client-networks.ts';

/** Who asks, and from where. */
export interface Client extends Pick<ViewerContext, 'viewer'> {
  readonly clientAddress: string;
}

/** How much larger the shares are that many clients have together. */
export interface SharePolicy {
  /** For how long a user who has just come to be shares with the others of their address who did, or who have no session. */
  readonly newcomerMs: number;
  /** How often what one user may all of an address may together. */
  readonly timesPerAddress: number;
  readonly timesPerNetwork: number;
}

/** Something that a client is counted by; it may have `times` what one user may. */
export interface Share {
  readonly key: string;
  readonly times: number;
}

/**
 * What a client is counted by, all at once: by user, by address and by network. Whoever has no session, or began one just now,
 * has no share of their own but one with all such of the address: anybody can begin as many sessions as they like.
 */
export function sharesOf({ viewer, clientAddress }: Client, policy: SharePolicy, nowMs: number): Share[] {
  const { address, network } = clientNetworks(clientAddress);
  const isKnown = viewer !== null && nowMs - madeAtMs(viewer.id) >= policy.newcomerMs;
  return [
    { key: isKnown ? `user:${viewer.id}` : `newcomers:${address}`, times: 1 },
    { key: `address:${address}`, times: policy.timesPerAddress },
    { key: `network:${network}`, times: policy.timesPerNetwork },
  ];
}

/** A UUIDv7 begins with the time at which it was made (RFC 9562, 5.7); any other id is taken for an old one. */
function madeAtMs(id: string): number {
  const [, high, low] = /^([\da-f]{8})-([\da-f]{4})-7/i.exec(id) ?? [];
  return high === undefined || low === undefined ? 0 : Number.parseInt(high + low, 16);
}
