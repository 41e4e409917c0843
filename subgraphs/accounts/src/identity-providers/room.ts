import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { identityProvidersContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { createProviderClient } from './openid-provider-client.ts';
import { purgeBegun } from './repository.ts';
import { resolvers } from './resolvers.ts';

const purgeIntervalMs = 60_000;

/** Signing in with an account at another service, by OpenID Connect. */
export function identityProvidersRoom(
  parts: Parts,
  shared: Omit<Dependencies, 'client' | 'providers' | 'redirectUris'>,
): Room<Tables> {
  const { database, config, now, logger } = parts;
  const context = identityProvidersContext({
    ...shared,
    client: createProviderClient({ allowHttp: config.NODE_ENV !== 'production' }),
    providers: config.IDENTITY_PROVIDERS,
    redirectUris: new Set(config.IDENTITY_REDIRECT_URIS),
  });
  const purge = createLoop({
    name: 'purge sign-ins at identity providers that nobody came back from',
    round: () => purgeBegun(database.statements, now()),
    intervalMs: purgeIntervalMs,
    logger,
  });
  return { resolvers, context: () => context, background: [purge] };
}
