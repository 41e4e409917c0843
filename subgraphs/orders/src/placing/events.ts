import { newsletterAskedAtCheckout, orderAbandoned, orderPlaced } from '@cartwright/events';

/** What placing an order announces. */
export const publishes = [orderPlaced, orderAbandoned, newsletterAskedAtCheckout];
