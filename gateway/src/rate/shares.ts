import type { Viewer, ViewerContext } from '@cartwright/identity';
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
  /** How often what is usual all of an address may, where that is known to be of many people. */
  readonly timesAt: (clientAddress: string) => number;
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
  const times = policy.timesAt(clientAddress);
  return [
    viewer !== null && isKnown(viewer, policy, nowMs)
      ? { key: `user:${viewer.id}`, times: 1 }
      : { key: `newcomers:${address}`, times },
    { key: `address:${address}`, times: times * policy.timesPerAddress },
    { key: `network:${network}`, times: times * policy.timesPerNetwork },
  ];
}

/** Whether a user has been there for long enough to be counted by themselves. */
export function isKnown({ id }: Viewer, { newcomerMs }: SharePolicy, nowMs: number): boolean {
  return nowMs - madeAtMs(id) >= newcomerMs;
}

/** A UUIDv7 begins with the time at which it was made (RFC 9562, 5.7); any other id is taken for an old one. */
function madeAtMs(id: string): number {
  const [, high, low] = /^([\da-f]{8})-([\da-f]{4})-7/i.exec(id) ?? [];
  return high === undefined || low === undefined ? 0 : Number.parseInt(high + low, 16);
}
