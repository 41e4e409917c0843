import { bind } from '@cartwright/database';
import { once } from '@cartwright/idempotency';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { methodOffers } from '../payment-methods/door.ts';
import { advancing, returnTargetsOf, signalsOf } from './advancing.ts';
import { consumes, publishes } from './events.ts';
import { isAnyOrderDue } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { cancelOrder, type CancelOrderDependencies } from './use-cases/cancel-order.ts';
import { retryPayment, type RetryPaymentDependencies } from './use-cases/retry-payment.ts';
import { sweepCheckouts, type SweepDependencies } from './use-cases/sweep-checkouts.ts';

/** What the resolvers of this room find. */
export type CheckoutContext = ReturnType<typeof contextOf>;

/** Of the seconds that a step is waited for, few. */
const sweepIntervalMs = 2_000;

/** The saga that takes an order from placed to confirmed, or undoes what was done for it. */
export function checkoutRoom(parts: Parts): Room<Tables> {
  const { database, logger, newId } = parts;
  const dependencies: RequestDependencies & SweepDependencies = {
    ...advancing(parts),
    returnTargets: returnTargetsOf(parts),
    recogniseBuyer: signalsOf(parts),
    methodOffers: methodOffers(database.statements),
    once,
    logger,
    newId,
    get messaging() {
      return parts.messaging;
    },
  };
  return {
    resolvers,
    context: () => contextOf(dependencies),
    publishes,
    consumes: consumes(dependencies),
    background: [
      createLoop({
        name: 'carry on overdue checkouts',
        round: async () =>
          (await isAnyOrderDue(database.statements, parts.now())) && sweepCheckouts(dependencies),
        intervalMs: sweepIntervalMs,
        logger,
      }),
    ],
  };
}

type RequestDependencies = CancelOrderDependencies & RetryPaymentDependencies;

const contextOf = (dependencies: RequestDependencies) => ({
  checkout: bind(dependencies, { cancelOrder, retryPayment }),
});
