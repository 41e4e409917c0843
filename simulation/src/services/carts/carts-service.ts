import {
  cartHandlers,
  freezingCarts,
  freezingHandlers,
  HeldTerms,
  offerHandlers,
  standardTerms,
  type FreezingDependencies,
} from '@cartwright/carts';
import type { CartFreezeRequest, CartFreezeResponse } from '@cartwright/events';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages } from '../messages/memory-messages.ts';
import type { RelayLock } from '../relay-lock.ts';
import { runMessaging } from '../run-messaging.ts';
import type { Site } from '../site.ts';
import { memoryStores, type MemoryCarts } from './memory-carts.ts';

/** The calls that orders can make to a process of carts. */
export interface CartsApi {
  readonly freeze: (request: CartFreezeRequest) => Promise<CartFreezeResponse>;
}

/** What all processes of carts share. */
export interface CartsParts {
  readonly site: Site;
  readonly tables: MemoryCarts;
  readonly messages: MemoryMessages;
  readonly lock: RelayLock;
}

/** Where carts read what they are priced by: what a shop begins with. */
const source = {
  db: undefined,
  readVersion: () => Promise.resolve('0'),
  load: () => Promise.resolve({ version: '0', terms: standardTerms }),
  timeZone: 'UTC',
};

/** Runs carts in a process until it dies. */
export function startCarts({ site, tables, messages, lock }: CartsParts, process: Process): CartsApi {
  const { now, newId } = site.world;
  const storesWithin = memoryStores(tables);
  const database = tables.database.connect<never>(process);
  const dependencies: FreezingDependencies = {
    database,
    storesWithin,
    now,
    newId,
    terms: new HeldTerms<unknown>(source),
  };
  runMessaging({
    site,
    domain: 'carts',
    process,
    messages,
    lock,
    publishes: [],
    consumes: () => [
      ...offerHandlers((tx) => storesWithin(tx).offers),
      ...cartHandlers(dependencies),
      ...freezingHandlers(dependencies),
    ],
  });
  return { freeze: freezingCarts(dependencies) };
}
