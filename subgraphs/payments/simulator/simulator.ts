import type { Transaction, Database } from '@cartwright/database';
import type { SimulatorTables } from './tables.ts';

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

/** The simulator within one transaction. */
export interface Operation extends Omit<Simulator, 'database'> {
  readonly tx: Transaction<SimulatorTables>;
}
