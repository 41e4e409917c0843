export { deleteDeliveriesOf } from './repository/queue.ts';
export { createWebhookSending } from './sending.ts';
export { queueEvents } from './use-cases/queue-events.ts';
