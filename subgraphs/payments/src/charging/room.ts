import { isOwn } from '@cartwright/identity';
import { createWorkLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import type { PaymentProvider } from '../provider/door.ts';
import { chargingDependencies, type ChargingContext } from './door.ts';
import { consumes, consumesClaims, publishes } from './events.ts';
import { paymentLoaders } from './loaders.ts';
import { claimOrder } from './repository/owners.ts';
import type { PaymentRecord } from './repository/records.ts';
import { resolvers } from './resolvers.ts';
import { claimDuePayments } from './use-cases/claim-due-payments.ts';
import { createPursuits } from './use-cases/pursuits.ts';

const sweepIntervalMs = 300;
const maxPursued = 32;

/** The payments of orders: authorised, captured, voided and refunded as orders commands. */
export function chargingRoom(parts: Parts, provider: PaymentProvider): Room<Tables> {
  const dependencies = chargingDependencies(parts, provider);
  const pursuits = createPursuits(dependencies);
  const { database, logger } = parts;
  return {
    resolvers,
    owns: { Payment: ({ customerId }: PaymentRecord, viewer) => isOwn(viewer, customerId) },
    context: ({ viewer }): ChargingContext => ({
      charging: { loaders: paymentLoaders(database.statements, viewer) },
    }),
    publishes,
    consumes: [...consumes(dependencies, pursuits), ...consumesClaims(claimOrder)],
    background: [
      createWorkLoop({
        name: 'pursue payments',
        claim: (limit) => claimDuePayments(dependencies, limit),
        work: pursuits.pursue,
        maxInHand: maxPursued,
        intervalMs: sweepIntervalMs,
        logger,
      }),
      { start: () => undefined, stop: pursuits.settled },
    ],
  };
}
