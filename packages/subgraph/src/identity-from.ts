import { createTokenVerifier, followEndedSessions } from '@cartwright/identity';
import type { Logger } from '@cartwright/process';
import type { Identity } from './subgraph-options.ts';

/** Who asks, by the keys that accounts publishes at an address and the ended sessions that it tells beside them. */
export function identityFrom(
  jwksUrl: string,
  { now, logger }: { readonly now: () => Date; readonly logger: Logger },
): Identity {
  const endedSessions = followEndedSessions({ accountsUrls: [jwksUrl], now, logger });
  const { assertCurrent, stop } = endedSessions;
  const verifyToken = createTokenVerifier({ jwksUrl, endedSessions, now });
  return { endedSessions, verifyToken, assertCurrent, stop };
}
