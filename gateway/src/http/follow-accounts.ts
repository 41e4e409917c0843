import {
  createTokenVerifier,
  followEndedSessions,
  tokenWatch,
  type FollowedSessions,
  type TokenVerifier,
  type WatchToken,
} from '@cartwright/identity';
import type { Logger } from '@cartwright/process';
import type { GatewayConfig } from '../config.ts';

/** How the gateway knows who asks, and until when. */
export interface FollowedAccounts {
  readonly verifyToken: TokenVerifier;
  readonly watchToken: WatchToken;
  readonly endedSessions: FollowedSessions;
}

/**
 * Follows what accounts tells of keys and ended sessions: the address of the keys, and while that is away any replica of
 * accounts.
 */
export function followAccounts(
  { jwksUrl, subgraphUrls }: Pick<GatewayConfig, 'jwksUrl' | 'subgraphUrls'>,
  { now, logger }: { readonly now: () => Date; readonly logger: Logger },
): FollowedAccounts {
  const accountsUrls = [jwksUrl, ...(subgraphUrls['accounts'] ?? [])];
  const endedSessions = followEndedSessions({ accountsUrls, now, logger });
  return {
    endedSessions,
    verifyToken: createTokenVerifier({ jwksUrl, endedSessions, now }),
    watchToken: tokenWatch(endedSessions, now),
  };
}
