// What a simulation drives by itself: the decisions of messaging without PostgreSQL, NATS and the machine's clock.
export { parseSubject, readDelivery, type Delivery } from './consumer/delivery.ts';
export { durableName, ensureDurable, type DurableSpec } from './consumer/ensure-durable.ts';
export { FailureCounts } from './consumer/failure-counts.ts';
export { handleDeliveries, type DeliveryContext } from './consumer/handle-deliveries.ts';
export { KeyedQueue } from './consumer/keyed-queue.ts';
export type { Dependencies } from './dependencies.ts';
export type { InboxKey, MessageStore } from './message-store.ts';
export type { NatsSession } from './nats/nats-link.ts';
export type { OutboxRow, StoredMessage } from './outbox/outgoing.ts';
export { transact } from './outbox/transact.ts';
export type { ParkedRow } from './parked/park-message.ts';
export { isStreamNotFound } from './relay/ensure-stream.ts';
export { relayBatch, type RelayWork } from './relay/relay-batch.ts';
export type { OutboxEntry, RelayStore, SettledStream } from './relay/relay-store.ts';
export { repairStream } from './relay/repair-stream.ts';
export { settleStream } from './relay/settle-stream.ts';
export { Semaphore } from './semaphore.ts';
