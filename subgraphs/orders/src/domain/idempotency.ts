/** A key that a client gave, as it is stored. */
export interface IdempotencyKey {
  readonly userId: string;
  readonly operation: string;
  readonly key: string;
  readonly fingerprint: string;
  /** Fixed with the first attempt. */
  readonly orderId: string;
  /** How often it was taken up, from 1. */
  readonly attempt: number;
  /** Until when the present attempt may be working. */
  readonly lockedUntil: Date;
  /** Null while there is no order. */
  readonly completedAt: Date | null;
}

/** What a key that exists means for a request that carries it again. */
export type KeyVerdict = 'reused' | 'completed' | 'in-flight' | 'abandoned';

/** Judges a repeat, as https://docs.stripe.com/api/idempotent_requests describes it. */
export function judgeKey(
  key: Pick<IdempotencyKey, 'fingerprint' | 'completedAt' | 'lockedUntil'>,
  fingerprint: string,
  now: Date,
): KeyVerdict {
  if (key.fingerprint !== fingerprint) return 'reused';
  if (key.completedAt !== null) return 'completed';
  return key.lockedUntil > now ? 'in-flight' : 'abandoned';
}
