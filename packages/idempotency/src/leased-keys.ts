import type { KeyUse } from './key.ts';

/** A key with a lease, for changes that take more than one transaction. */
export interface LeasedKey {
  readonly ownerId: string;
  readonly operation: string;
  readonly key: string;
  readonly fingerprint: string;
  /** Fixed by the first attempt, so that every later one makes the same change. */
  readonly result: unknown;
  /** The number of the latest attempt, from 1. */
  readonly attempt: number;
  /** When the lease of the latest attempt expires. */
  readonly leasedUntil: Date | null;
  /** Null until the change is made. */
  readonly completedAt: Date | null;
}

/** A key as the first attempt stores it. */
export type NewLeasedKey = Omit<LeasedKey, 'attempt' | 'completedAt'> & {
  readonly leasedUntil: Date;
  readonly createdAt: Date;
};

/** Which key: keys are scoped to an owner and an operation. */
export type KeyScope = Pick<LeasedKey, 'ownerId' | 'operation' | 'key'>;

/** A key as one of its attempts holds it. */
export type HeldKey = KeyScope & Pick<LeasedKey, 'attempt'>;

/** Stores leased keys. */
export interface LeasedKeys {
  /** Stores a key. Gives false when one of `ownerIds` has used it. */
  readonly insert: (key: NewLeasedKey, ownerIds: readonly string[]) => Promise<boolean>;
  /** The key as one of the owners has used it. */
  readonly find: (use: KeyUse) => Promise<LeasedKey | undefined>;
  /** Takes over an abandoned key for the next attempt. Gives false when another request was faster. */
  readonly takeOver: (known: LeasedKey, leasedUntil: Date) => Promise<boolean>;
  /** Ends the lease, so that the next attempt may start at once: the outcome of this one is unknown. */
  readonly endLease: (held: HeldKey, now: Date) => Promise<void>;
}
