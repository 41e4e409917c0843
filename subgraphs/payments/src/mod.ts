export { payments } from './app.ts';
export { consumes, publishes } from './charging/events.ts';
export type { NextAttempt, PaymentQueue, PaymentStore } from './charging/ports.ts';
export type { PaymentRecord } from './charging/repository/records.ts';
export type { Payment, TransactionKind, TransactionOutcome } from './charging/rules/payment.ts';
export { claimDuePayments } from './charging/use-cases/claim-due-payments.ts';
export { createPursuits } from './charging/use-cases/pursuits.ts';
export {
  ProviderUnavailable,
  providerOver,
  type Answer,
  type Ask,
  type WebhookHeaders,
} from './provider/door.ts';
export type { EarlierPayments, SightingStore } from './fraud/ports.ts';
export type { RiskRules } from './fraud/rules/risk-rules.ts';
export { isTelling, signalKinds, type Sighting, type Signals } from './fraud/rules/sighting.ts';
export { offering } from './provider/offering.ts';
export type { ReceiptBook } from './receipts/door.ts';
export type { EventLog } from './webhooks/ports.ts';
export { eventTaker, type Dependencies } from './webhooks/use-cases.ts';
