import { fulfillmentDelivered, fulfillmentShipped } from '@cartwright/events';

/** What shipping announces. */
export const publishes = [fulfillmentShipped, fulfillmentDelivered];
