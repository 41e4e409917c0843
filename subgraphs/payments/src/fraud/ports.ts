import type { CompiledQuery, Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { SignalKind, Sighting, Signals } from './rules/sighting.ts';

/** Earlier payments by the signals that they share with one. */
export type EarlierPayments = Readonly<Partial<Record<SignalKind, readonly Sighting[]>>>;

/** A payment that was seen, and what it was recognised by. */
export interface Seen {
  readonly paymentId: string;
  readonly signals: Signals;
  readonly seenAt: Date;
}

/** What the provider said of a payment in the end. */
export interface EndOfPayment {
  readonly paymentId: string;
  readonly outcome: NonNullable<Sighting['outcome']>;
}

/** What payments were recognised by, within a transaction: each call is one statement, for however many payments. */
export interface SightingStore {
  /** Lets payments of one account, or with one method, be judged one after the other. */
  readonly lockSignals: (all: readonly Signals[]) => Promise<void>;
  /** What `lockSignals` sends, for whoever has it travel with something else; undefined where nothing is sent. */
  readonly lockingSignals: (all: readonly Signals[]) => CompiledQuery | undefined;
  /**
   * For each of these the payments since then that share a signal: the latest 200 of each, and only those by which anything
   * is counted.
   */
  readonly findEarlier: (all: readonly Signals[], since: Date) => Promise<EarlierPayments[]>;
  /** Remembers payments, each once. */
  readonly remember: (seen: readonly Seen[]) => Promise<void>;
  /** Notes how payments ended; of one that is not remembered nothing is kept. */
  readonly noteOutcomes: (ends: readonly EndOfPayment[]) => Promise<void>;
}

/** Sightings within the transaction in which they are read and written. */
export type SightingsWithin = (tx: Transaction<Tables>) => SightingStore;
