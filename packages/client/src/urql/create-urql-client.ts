import { Client, fetchExchange, subscriptionExchange, type Exchange } from '@urql/core';
import { cacheExchange, type KeyingConfig, type ResolverConfig } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import type { Client as Socket } from 'graphql-ws';
import { cacheFacts } from '../generated/cache-facts.ts';
import { introspection } from '../generated/introspection.ts';
import type { Session } from '../session/session.ts';
import { createSocket } from '../socket.ts';

/** What an urql client of a store is made of. */
export interface UrqlClientOptions {
  /** Whom it asks for; from `createSession`. */
  readonly session: Session;
  /** Carries subscriptions; one of its own when left out. */
  readonly socket?: Socket;
  /** Sent with every request, `x-currency` and `accept-language` for example. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Exchanges between the cache and the network, `persistedExchange` for example. */
  readonly exchanges?: readonly Exchange[];
}

/**
 * An urql client that speaks for a session. Its cache lives as long as it does: make another one when somebody else is shopping
 * than before (`session.onChange`).
 */
export function createUrqlClient(options: UrqlClientOptions): Client {
  const { session, socket = createSocket(session), headers = {}, exchanges = [] } = options;
  return new Client({
    url: session.url,
    fetch: session.fetch,
    fetchOptions: { headers: { ...headers } },
    exchanges: [storeCache(), ...exchanges, fetchExchange, subscriptions(socket)],
  });
}

/** A normalising cache that knows the store's types, what identifies them, and which lists are read in pages. */
export function storeCache(): Exchange {
  return cacheExchange({ schema: introspection, keys: keys(), resolvers: resolvers() });
}

function keys(): KeyingConfig {
  return Object.fromEntries(
    Object.entries(cacheFacts.keys).map(([type, key]) => [
      type,
      (data) => (key === null ? null : (data[key] as string)),
    ]),
  );
}

function resolvers(): ResolverConfig {
  return Object.fromEntries(
    Object.entries(cacheFacts.connections).map(([type, fields]) => [
      type,
      Object.fromEntries(Object.keys(fields).map((field) => [field, relayPagination()])),
    ]),
  );
}

function subscriptions(socket: Socket): Exchange {
  return subscriptionExchange({
    forwardSubscription: (operation) => ({
      subscribe: (sink) => ({
        // urql and graphql-ws write the same result in two types.
        unsubscribe: socket.subscribe(
          { ...operation, query: operation.query ?? '' },
          sink as Parameters<Socket['subscribe']>[1],
        ),
      }),
    }),
  });
}
