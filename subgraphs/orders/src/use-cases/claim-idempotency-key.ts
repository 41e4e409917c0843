import { setTimeout as delay } from 'node:timers/promises';
import { judgeKey, type IdempotencyKey } from '../domain/idempotency.ts';
import type { KeyStore } from '../repository/idempotency-keys.ts';

/** What claiming a key needs. */
export interface ClaimDependencies {
  readonly keys: KeyStore;
  readonly now: () => Date;
  readonly newId: () => string;
  /** How long a parallel attempt is waited for; 3 s unless told. */
  readonly waitMs?: number;
}

/** Whose key, and for which input. */
export interface KeyClaim {
  /** Everybody that the viewer is, the viewer first. */
  readonly ownerIds: readonly [string, ...string[]];
  readonly operation: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** What a key means now: this attempt has it, or somebody used it. */
export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly claimed: ClaimedKey }
  | { readonly kind: 'completed'; readonly orderId: string }
  | { readonly kind: 'reused' }
  | { readonly kind: 'in-flight' };

/** A key that this attempt works for. */
export type ClaimedKey = Pick<IdempotencyKey, 'userId' | 'operation' | 'key' | 'orderId' | 'attempt'>;

const lockMs = 10_000;
const pollMs = 50;

/**
 * Claims a key for one attempt. A parallel attempt with the same input is waited for briefly; one that has been silent
 * for ten seconds has crashed, and is taken over with the order id that it had.
 */
export async function claimIdempotencyKey(
  dependencies: ClaimDependencies,
  claim: KeyClaim,
): Promise<ClaimOutcome> {
  const { waitMs = 3_000 } = dependencies;
  for (let polls = Math.ceil(waitMs / pollMs); ; polls -= 1) {
    const outcome = (await claimNew(dependencies, claim)) ?? (await claimKnown(dependencies, claim));
    if (outcome !== undefined && outcome.kind !== 'in-flight') return outcome;
    if (polls <= 0) return { kind: 'in-flight' };
    await delay(pollMs);
  }
}

async function claimNew(
  { keys, now, newId }: ClaimDependencies,
  { ownerIds, operation, key, fingerprint }: KeyClaim,
): Promise<ClaimOutcome | undefined> {
  const [userId] = ownerIds;
  const orderId = newId();
  const createdAt = now();
  const row = { userId, operation, key, fingerprint, orderId, createdAt, lockedUntil: lockFrom(createdAt) };
  if (!(await keys.insert(row, ownerIds))) return undefined;
  return { kind: 'claimed', claimed: { userId, operation, key, orderId, attempt: 1 } };
}

/** Undefined when the key has changed in the meantime: look again. */
async function claimKnown(
  { keys, now }: ClaimDependencies,
  { ownerIds, operation, key, fingerprint }: KeyClaim,
): Promise<ClaimOutcome | undefined> {
  const known = await keys.find(ownerIds, operation, key);
  if (known === null) return undefined;
  const verdict = judgeKey(known, fingerprint, now());
  switch (verdict) {
    case 'reused':
    case 'in-flight':
      return { kind: verdict };
    case 'completed':
      return { kind: 'completed', orderId: known.orderId };
    case 'abandoned':
      return (await keys.takeOver(known, lockFrom(now())))
        ? { kind: 'claimed', claimed: { ...known, attempt: known.attempt + 1 } }
        : undefined;
  }
}

function lockFrom(instant: Date): Date {
  return new Date(instant.getTime() + lockMs);
}
