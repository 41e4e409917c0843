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
import type { LocalStore } from '../transport/local-subgraphs.ts';

/** How the gateway knows who asks, and until when. */
export interface FollowedAccounts {
  readonly verifyToken: TokenVerifier;
  readonly watchToken: WatchToken;
  readonly endedSessions: KnownSessions;
}

/** Ended sessions of which it can be asked whether all are known. */
interface KnownSessions extends Pick<FollowedSessions, 'stop'> {
  /** @throws Error, or rejects, while it is not known which sessions have ended of late */
  readonly assertCurrent: () => unknown;
}

/** What the gateway knows accounts by. */
interface Acquaintance {
  readonly config: Pick<GatewayConfig, 'jwksUrl' | 'subgraphUrls'>;
  readonly local: LocalStore | undefined;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** Asks accounts where it is a part of this process, and follows it where it is not. */
export function knowAccounts({ config, local, now, logger }: Acquaintance): FollowedAccounts {
  return local ? askAccounts(local.identity, now) : followAccounts(config, { now, logger });
}

/**
 * Follows what accounts tells of keys and ended sessions: the address of the keys, and while that is away any replica of
 * accounts.
 */
function followAccounts(
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

/** The same where accounts is a part of this process, which need not be told. */
function askAccounts(
  { verifyToken, endedSessions }: LocalStore['identity'],
  now: () => Date,
): FollowedAccounts {
  const assertCurrent = async (): Promise<void> => {
    if (!(await endedSessions.known())) throw new Error('accounts cannot read which sessions have ended');
  };
  return {
    endedSessions: { assertCurrent, stop: () => undefined },
    verifyToken,
    watchToken: tokenWatch(endedSessions, now),
  };
}
