export { createMessaging, type Messaging, type MessagingOptions } from './messaging.ts';
export type { ConsumerBacklog } from './health/backlog.ts';
export {
  onBatch,
  onBatchOf,
  onEffect,
  onEffectBatch,
  onMessage,
  onPreparedBatch,
  type AfterCommit,
  type AnyContract,
  type HandleBatch,
  type MessageHandler,
  type Received,
  type Replies,
} from './consumer/handlers.ts';
export { Park, RetryLater } from './consumer/handler-errors.ts';
export type { Following } from './following/follow.ts';
export type { MessagingHealth, MessagingLag } from './health/health.ts';
export type { MessagingReport, MessagingReports } from './health/report.ts';
export type { Send, TransactOptions } from './outbox/transact.ts';
export { messageParked, type MessageParked } from './parked/message-parked.ts';
export {
  parkedMessageContracts,
  parkedMessageContractsOf,
  parkedMessageDiscard,
  parkedMessageReplay,
  parkedMessageResolved,
  type ParkedMessageResolved,
} from './parked/parked-contracts.ts';
export {
  restatePage,
  type RestatedPage,
  type RestatedPageOutcome,
  type Restatement,
} from './restating/restate.ts';
export type { ParkedMessage } from './parked/parked-messages.ts';
export { openSecrets, type MessageSeals } from './sealing/message-seals.ts';
export { execute, query, type SqlDatabase, type SqlTransaction } from './store/sql.ts';
