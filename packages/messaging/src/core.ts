// For the simulation: the decisions of messaging without PostgreSQL, NATS and the system clock.
export { parseSubject, readDelivery, type Delivery } from './consumer/delivery.ts';
export { durableName, ensureDurable, type DurableSpec } from './consumer/ensure-durable.ts';
export { FailureCounts } from './consumer/failure-counts.ts';
export { handleDeliveries, type DeliveryContext } from './consumer/handle-deliveries.ts';
export { KeyedQueue } from './consumer/keyed-queue.ts';
export type { Dependencies } from './dependencies.ts';
export type { InboxKey, KeptReply, MessageStore, OutboxRow, ParkedRow } from './store/message-store.ts';
export { refuseTooLarge } from './store/refuse-too-large.ts';
export type { NatsSession } from './nats/nats-link.ts';
export type { StoredMessage } from './store/stored-message.ts';
export { transact } from './outbox/transact.ts';
export { isStreamNotFound } from './relay/ensure-stream.ts';
export { Publisher } from './relay/publisher.ts';
export type { RelayWork } from './relay/relay-work.ts';
export type { OutboxEntry, RelayStore, KnownStream } from './relay/relay-store.ts';
export { repairStream } from './relay/repair-stream.ts';
export { recordAckFloor, type AckFloorContext } from './relay/record-ack-floor.ts';
export { Semaphore } from './waiting/semaphore.ts';
