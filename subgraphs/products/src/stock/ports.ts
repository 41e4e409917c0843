import type { CompiledQuery, Transaction } from '@cartwright/database';
import type { OfferClaim, OpenOffers, OpenQueue, UsedAdmission } from '../flash-offers/door.ts';
import type { Tables } from '../tables.ts';
import type { ReservationStatus } from './rules/reservation.ts';
import type { StockDelta, StockLine } from './rules/stock-movement.ts';

/** What an order holds, or is to hold. */
export interface Holding {
  readonly orderId: string;
  readonly lines: readonly StockLine[];
}

/** A reservation with what it holds or held. */
export interface Reservation extends Holding {
  readonly status: ReservationStatus;
  readonly expiresAt: Date | null;
}

/** A reservation to be made, or the tombstone of one that was released before it was made. */
export interface NewReservation {
  readonly orderId: string;
  readonly status: 'reserved' | 'released';
  readonly expiresAt: Date | null;
}

/** A change of a variant's levels; `received` says how many pieces came in or went out. */
export interface StockUpdate extends StockDelta {
  readonly received?: number;
}

/** What is available of variants that are locked, and the versions of their stock, by the variants' ids. */
export type LockedStock = ReadonlyMap<string, StockLevelOfPart>;

/** What there is of a variant, and whether bundles are to be looked for when it moves. */
export interface StockLevelOfPart {
  readonly available: number;
  readonly version: number;
  /** Whether it is or was a part of a bundle. */
  readonly isPart: boolean;
}

/** What one piece of a bundle takes of a variant. */
export interface BundleShare {
  readonly bundleId: string;
  readonly quantity: number;
}

/** What there is of a variant that was locked. */
export interface LockedLevel extends StockLevelOfPart {
  /** Whether there is a flash offer of it, or was until a while ago. */
  readonly hasFlashOffers: boolean;
  /** Of which of the wanted bundles it is a part. */
  readonly bundles: readonly BundleShare[];
}

/** A change of a variant's stock that is to be announced to other domains. */
export interface StockChange {
  readonly variantId: string;
  /** Rises with each change that is announced. */
  readonly version: number;
  /** At most 100. */
  readonly available: number;
}

/** Stock and reservations within one transaction. */
export interface StockStore {
  /**
   * Claims orders and gives the ids of those that had no reservation, not even a tombstone. Waits for a transaction that
   * is claiming the same order.
   * @param wanted the variants that `lockStock` is asked for next, if all orders are claimed: it travels with this
   */
  readonly claimReservations: (
    reservations: readonly NewReservation[],
    wanted?: readonly string[],
  ) => Promise<Set<string>>;
  /** Locks reservations until the transaction ends; those that do not exist are left out. */
  readonly lockReservations: (orderIds: readonly string[]) => Promise<Map<string, Reservation>>;
  /** What `lockReservations` sends, for whoever has it travel with something else; undefined where nothing is sent. */
  readonly lockingReservations: (orderIds: readonly string[]) => CompiledQuery | undefined;
  /** Locks reservations that have expired, the longest overdue first; those that others have locked are skipped. */
  readonly lockExpiredReservations: (now: Date, limit: number) => Promise<Reservation[]>;
  readonly insertReservationLines: (holdings: readonly Holding[]) => Promise<void>;
  /** Remembers that bundles were ordered: they stay for that. */
  readonly noteBundles: (bundleIds: readonly string[]) => Promise<void>;
  readonly setReservationStatus: (orderIds: readonly string[], status: ReservationStatus) => Promise<void>;
  /**
   * Locks stock until the transaction ends, and gives what is available; variants that do not exist are left out. In the place of a bundle
   * stand its parts: bundles are locked by `updateStock`, after all parts.
   */
  readonly lockStock: (variantIds: Iterable<string>) => Promise<ReadonlyMap<string, LockedLevel>>;
  /** The flash offers at whose price orders of locked variants may come in, with what some buyers have taken of them. */
  readonly openOffers: (variantIds: readonly string[], buyers: readonly string[]) => Promise<OpenOffers>;
  /** Stores what orders take of flash offers. @throws where it is more than there is */
  readonly claimOffers: (claims: readonly OfferClaim[]) => Promise<void>;
  /** The queues of flash offers of locked variants, with what some buyers are admitted to. */
  readonly openQueues: (offerIds: readonly string[], buyers: readonly string[]) => Promise<OpenQueue[]>;
  /** Stores which admissions orders use. @throws where one is used already */
  readonly useAdmissions: (used: readonly UsedAdmission[]) => Promise<void>;
  /**
   * Locks variants in the order of their ids and moves their pieces, and works out anew what may be bought of their bundles; returns the
   * changes to announce. A variant's version rises only with those. @throws when a level would become negative, here or at the end of the transaction
   * @param locked what `lockStock` gave of all of them, if this transaction has not changed it since: then nobody waits for the outcome
   */
  readonly updateStock: (updates: readonly StockUpdate[], locked?: LockedStock) => Promise<StockChange[]>;
}

/** The stock store of a transaction. */
export type StockWithin = (tx: Transaction<Tables>) => StockStore;
