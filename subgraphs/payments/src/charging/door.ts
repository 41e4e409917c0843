import type { PaymentLoaders } from './loaders.ts';

export { createPursuing, type Pursuing } from './pursuing.ts';
export type { PaymentRecord, TransactionRecord } from './repository/records.ts';
export { seedPayments, type SeedPayment } from './repository/seed-payments.ts';
export type { PaymentState, TransactionKind } from './rules/payment.ts';
export type { Dependencies as ChargingDependencies } from './use-cases/dependencies.ts';
export { recordFacts, type Told } from './use-cases/record-facts.ts';
export { settle } from './rules/settle.ts';

/** What resolvers find of charging. */
export interface ChargingContext {
  readonly charging: { readonly loaders: PaymentLoaders };
}
