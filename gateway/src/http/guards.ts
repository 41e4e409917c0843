import type { Logger } from '@cartwright/process';
import type { GatewayConfig } from '../config.ts';
import { ClientPlaces } from '../rate/client-places.ts';
import { foreignOrigins } from './origin-policy.ts';
import { UnlistedProxies } from './unlisted-proxies.ts';

/** What clients are held to alike on every transport. */
export interface Guards {
  /** Connections that each client holds. */
  readonly places: ClientPlaces;
  /** Whether an origin's pages may not ask. */
  readonly isForeign: (origin: string | undefined) => boolean;
  readonly proxies: UnlistedProxies;
}

/** Makes what the transports share. */
export function createGuards(
  { sockets, rate, cors, trustedProxies }: GatewayConfig,
  { now, logger }: { readonly now: () => Date; readonly logger: Logger },
): Guards {
  const { maxPerUser } = sockets;
  return {
    places: new ClientPlaces({ maxPerUser, policy: rate, now, name: 'connections' }),
    isForeign: foreignOrigins(cors),
    proxies: new UnlistedProxies({ trustedProxies, logger, now }),
  };
}
