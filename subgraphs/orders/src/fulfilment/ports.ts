import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { Parcel, Tracking } from './rules/parcel.ts';

/** Parcels within one transaction. Whoever writes holds the lock of the order. */
export interface ParcelStore {
  /** A parcel by its id; undefined when there is none. */
  readonly find: (id: string) => Promise<Parcel | undefined>;
  /** The parcels of an order, in the sequence in which they were sent. */
  readonly ofOrder: (orderId: string) => Promise<Parcel[]>;
  /** Stores a new parcel. @throws when more pieces of a line would be sent than were ordered */
  readonly add: (parcel: Parcel) => Promise<void>;
  /** Stores how a parcel is followed, and when it arrived. */
  readonly save: (parcel: Tracking & Pick<Parcel, 'id' | 'deliveredAt'>) => Promise<void>;
}

/** The parcels of a transaction. */
export type ParcelsWithin = (tx: Transaction<Tables>) => ParcelStore;
