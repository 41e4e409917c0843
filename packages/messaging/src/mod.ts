export { createMessaging, type Messaging, type MessagingOptions } from './messaging.ts';
export type { ConsumerBacklog } from './backlog.ts';
export {
  onBatch,
  onEffect,
  onMessage,
  type AnyContract,
  type MessageHandler,
  type Received,
  type Replies,
} from './consumer/handlers.ts';
export { Park, RetryLater } from './consumer/handler-errors.ts';
export { failpointNames, parseFailpoints, type Failpoint, type FailpointName } from './failpoint.ts';
export type { Following } from './follow.ts';
export type { MessagingHealth, MessagingLag } from './health.ts';
export type { Send, TransactOptions } from './outbox/transact.ts';
export { messageParked, type MessageParked } from './parked/message-parked.ts';
export {
  parkedMessageDiscard,
  parkedMessageReplay,
  parkedMessageResolved,
  type ParkedMessageResolved,
} from './parked/parked-contracts.ts';
export type { ParkedMessage } from './parked/parked-messages.ts';
export type { RelayState } from './relay/relay.ts';
export type { SqlDatabase, SqlTransaction, SqlTransactionOptions } from './sql.ts';
