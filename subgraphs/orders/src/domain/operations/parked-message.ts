/** Where a parked message stands, as staff see it. */
export type ParkedMessageState = 'PARKED' | 'REPLAYING' | 'DISCARDING' | 'RESOLVED';

/** What staff know of a message that some domain has parked. */
export interface ParkedMessage {
  readonly id: string;
  /** Which domain keeps it. */
  readonly domain: string;
  /** The durable that read it: `payments-orders-payments`. */
  readonly consumer: string;
  readonly type: string;
  readonly businessId: string;
  /** Why it could not be handled the last time. */
  readonly reason: string;
  readonly attempts: number;
  readonly parkedAt: Date;
  readonly state: ParkedMessageState;
  /** Null while it is not resolved. */
  readonly resolution: 'REPLAYED' | 'DISCARDED' | 'UNKNOWN' | null;
  readonly resolvedAt: Date | null;
}
