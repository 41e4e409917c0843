import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { PaymentProvider } from './ports.ts';
import { resolvers } from './resolvers.ts';

/** What can be paid with, and the connection to the provider that takes it. */
export function providerRoom({ close }: PaymentProvider): Room<Tables> {
  return { resolvers, close };
}
