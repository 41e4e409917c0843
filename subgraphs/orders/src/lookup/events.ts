import { orderAccessRequested } from '@cartwright/events';

/** What looking an order up announces. */
export const publishes = [orderAccessRequested];
