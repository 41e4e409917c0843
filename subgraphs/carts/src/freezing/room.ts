import { cartFreezePath, cartFreezeRequestSchema } from '@cartwright/events';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { consumes } from './events.ts';
import type { Dependencies } from './ports.ts';
import { storesWithin } from './repository.ts';
import { freezingCarts } from './use-cases/freeze-carts.ts';
import { giveBackLeftUses } from './use-cases/give-back-left-uses.ts';
import { purgeOutcomes } from './use-cases/purge-outcomes.ts';

const minuteMs = 60 * 1000;
const hourMs = 60 * minuteMs;

/** Freezing a cart for an order, until the order has ended or was not placed in time. */
export function freezingRoom(
  { config, database, now, newId, logger }: Parts,
  terms: Dependencies['terms'],
): Room<Tables> {
  const freezeCart = freezingCarts({ database, storesWithin, now, newId, terms });
  const purge = createLoop({
    name: 'purge outcomes of orders',
    round: () => purgeOutcomes(database.statements, now()),
    intervalMs: hourMs,
    logger,
  });
  const giveBack = createLoop({
    name: 'give back uses of promotions',
    round: () => giveBackLeftUses(database, now()),
    intervalMs: 15 * minuteMs,
    logger,
  });
  return {
    consumes: consumes({ storesWithin, now }),
    background: [purge, giveBack],
    /** Orders' one call: a `CartFreezeResponse`; over HTTP 400 for a body that is not a request. */
    questions: [
      {
        path: cartFreezePath,
        askedBy: 'orders',
        keys: config.ORDERS_KEYS,
        answer: (question) => freezeCart(cartFreezeRequestSchema.parse(question)),
      },
    ],
  };
}
