import { backorderMutations } from './backorder-mutations.ts';
import { cartsMutations } from './carts-mutations.ts';
import { fraudMutations } from './fraud-mutations.ts';
import { messagingMutations } from './messaging-mutations.ts';
import type { Mutation } from '@cartwright/mutations';
import { offerMutations } from './offer-mutations.ts';
import { ordersMutations } from './orders-mutations.ts';
import { paymentMethodsMutations } from './payment-methods-mutations.ts';
import { paymentsMutations } from './payments-mutations.ts';
import { priceMutations } from './price-mutations.ts';
import { stockMutations } from './stock-mutations.ts';
import { timeMutations } from './time-mutations.ts';

/** Every fault that the simulation must notice. */
export const mutations: readonly Mutation[] = [
  ...messagingMutations,
  ...ordersMutations,
  ...cartsMutations,
  ...stockMutations,
  ...backorderMutations,
  ...paymentMethodsMutations,
  ...paymentsMutations,
  ...fraudMutations,
  ...priceMutations,
  ...offerMutations,
  ...timeMutations,
];
