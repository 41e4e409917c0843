import type { Database } from '@cartwright/database';
import type { Books } from './books/books.ts';
import type { SimulatorTables } from './tables.ts';
import type { NewWebhook } from './webhooks/webhook-queue.ts';

/** Makes the address of the page on which a buyer decides about a payment. */
export type ActionUrl = (reference: string) => string;

/** What the simulator works with. */
export interface Simulator {
  readonly database: Database<SimulatorTables>;
  readonly actionUrl: ActionUrl;
  readonly now: () => Date;
  /** How long what is decided or reported later takes. */
  readonly settleMs: number;
}

/** The simulator at work on the books of some payments. */
export interface Operation extends Omit<Simulator, 'database'> {
  readonly books: Books;
  /** The events that are to be sent. */
  readonly webhooks: NewWebhook[];
}
