import { paymentMethodsOffered } from '@cartwright/events';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { offering } from './offering.ts';
import type { PaymentProvider } from './ports.ts';
import { resolvers } from './resolvers.ts';
import { tokenForms } from './rules.ts';

const lookIntervalMs = 5_000;

/** What can be paid with, and the connection to the provider that takes it. */
export function providerRoom(parts: Parts, { close }: PaymentProvider): Room<Tables> {
  const { logger, now } = parts;
  const offer = offering({
    transact: (work) => parts.messaging.transact(work),
    now,
    tokenForms,
  });
  return {
    resolvers,
    publishes: [paymentMethodsOffered],
    background: [
      createLoop({ name: 'offer payment methods', round: offer, intervalMs: lookIntervalMs, logger }),
    ],
    close,
  };
}
