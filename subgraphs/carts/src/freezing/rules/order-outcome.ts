/** How an order ended. */
export type OrderOutcome = 'CONFIRMED' | 'CANCELLED';
