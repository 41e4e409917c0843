import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, type InMemoryCacheConfig } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import type { Client } from 'graphql-ws';
import { possibleTypes } from '../generated/possible-types.ts';
import { createSocket } from '../socket.ts';
import type { Session } from '../session/session.ts';
import { sha256 } from '../sha256.ts';
import { defaultOptions } from './default-options.ts';
import { typePolicies } from './type-policies.ts';

/** What an Apollo Client of a store is made of. */
export interface ApolloClientOptions {
  /** Whom it asks for; from `createSession`. */
  readonly session: Session;
  /** Carries subscriptions; one of its own when left out. */
  readonly socket?: Client;
  /** Sent with every request, `x-currency` and `accept-language` for example. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends the hash of a query, by GET, in place of its text; the text only when the store does not know it yet. */
  readonly persistedQueries?: boolean;
  /** A link that every operation goes through first. */
  readonly link?: ApolloLink;
}

/**
 * An Apollo Client that speaks for a session: it answers from a cache that knows the store's types, merges pages into lists, gives
 * data beside errors, and forgets everything when somebody else is shopping than before.
 */
export function createApolloClient(options: ApolloClientOptions): ApolloClient {
  const { session, socket = createSocket(session), link } = options;
  const network = transports(options, socket);
  const client = new ApolloClient({
    cache: new InMemoryCache(cacheOptions()),
    link: link === undefined ? network : link.concat(network),
    defaultOptions,
  });
  // What cannot be fetched again is told to who watches it.
  session.onChange(() => void client.resetStore().catch(() => undefined));
  return client;
}

/** What an `InMemoryCache` has to know of a store, for an Apollo Client that is set up in another way. */
export function cacheOptions(): Required<Pick<InMemoryCacheConfig, 'possibleTypes' | 'typePolicies'>> {
  return { possibleTypes, typePolicies: typePolicies() };
}

function transports({ session, headers, persistedQueries }: ApolloClientOptions, socket: Client): ApolloLink {
  const http = new HttpLink({
    uri: session.url,
    fetch: session.fetch,
    ...(headers === undefined ? {} : { headers: { ...headers } }),
  });
  const hashed = new PersistedQueryLink({ sha256, useGETForHashedQueries: true });
  return ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    persistedQueries === true ? hashed.concat(http) : http,
  );
}
