import { isOwn } from '@cartwright/identity';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import type { ChargingContext } from './door.ts';
import { consumes, consumesClaims, publishes } from './events.ts';
import { paymentLoaders } from './loaders.ts';
import type { Pursuing } from './pursuing.ts';
import { claimOrder } from './repository/owners.ts';
import type { PaymentRecord } from './repository/records.ts';
import { resolvers } from './resolvers.ts';

/** The payments of orders: authorised, captured, voided and refunded as orders commands. */
export function chargingRoom(
  { database }: Parts,
  { dependencies, pursuits, sweeper }: Pursuing,
): Room<Tables> {
  return {
    resolvers,
    owns: { Payment: ({ customerId }: PaymentRecord, viewer) => isOwn(viewer, customerId) },
    context: ({ viewer }): ChargingContext => ({
      charging: { loaders: paymentLoaders(database.statements, viewer) },
    }),
    publishes,
    consumes: [...consumes(dependencies, pursuits), ...consumesClaims(claimOrder)],
    background: [sweeper, { start: () => undefined, stop: pursuits.settled }],
  };
}
