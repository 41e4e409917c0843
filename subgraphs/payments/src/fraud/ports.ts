import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { SignalKind, Sighting, Signals } from './rules/sighting.ts';

/** Earlier payments by the signals that they share with one. */
export type EarlierPayments = Readonly<Partial<Record<SignalKind, readonly Sighting[]>>>;

/** What payments were recognised by, within a transaction. */
export interface SightingStore {
  /** Lets payments of one account, or with one method, be judged one after the other. */
  readonly lockSignals: (signals: Signals) => Promise<void>;
  /** Payments since then that share a signal: the latest 200 of each, and only those by which anything is counted. */
  readonly findEarlier: (signals: Signals, since: Date) => Promise<EarlierPayments>;
  /** Remembers a payment, once. */
  readonly remember: (paymentId: string, signals: Signals, seenAt: Date) => Promise<void>;
  /** What the provider said of a payment in the end; of one that is not remembered nothing is kept. */
  readonly noteOutcome: (paymentId: string, outcome: NonNullable<Sighting['outcome']>) => Promise<void>;
}

/** Sightings within the transaction in which they are read and written. */
export type SightingsWithin = (tx: Transaction<Tables>) => SightingStore;
