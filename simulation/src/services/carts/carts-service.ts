import { consumes } from '@cartwright/carts/src/messages.ts';
import { createFreezeCart, type FreezeCart } from '@cartwright/carts/src/use-cases/freeze-cart.ts';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages } from '../memory-messages.ts';
import type { RelayLock } from '../relay-lock.ts';
import { runMessaging } from '../run-messaging.ts';
import type { Site } from '../site.ts';
import { createMemoryCartsRepository, type MemoryCarts } from './memory-carts.ts';

/** What orders can ask a process of carts. */
export interface CartsApi {
  readonly freeze: FreezeCart;
}

/** What all processes of carts share. */
export interface CartsParts {
  readonly site: Site;
  readonly tables: MemoryCarts;
  readonly messages: MemoryMessages;
  readonly lock: RelayLock;
}

/** Runs carts in a process until it dies. */
export function startCarts({ site, tables, messages, lock }: CartsParts, process: Process): CartsApi {
  const { now, newId } = site.world;
  const dependencies = { repository: createMemoryCartsRepository(tables, process), now, newId };
  runMessaging({
    site,
    domain: 'carts',
    process,
    messages,
    lock,
    publishes: [],
    consumes: () => consumes(dependencies),
  });
  return { freeze: createFreezeCart(dependencies) };
}
