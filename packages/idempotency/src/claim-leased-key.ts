import { setTimeout as delay } from 'node:timers/promises';
import type { KeyUse } from './key.ts';
import type { HeldKey, LeasedKey, LeasedKeys } from './leased-keys.ts';

/** What claiming a key needs. */
export interface ClaimDependencies {
  readonly keys: LeasedKeys;
  readonly now: () => Date;
  /** How long to wait for a parallel attempt; by default 3 s. */
  readonly waitMs?: number | undefined;
}

/** A key that this attempt holds the lease of, and the result fixed for it. */
export type ClaimedKey<Result> = HeldKey & { readonly result: Result };

/** The outcome of a claim: this attempt holds the key, or the key was used before. */
export type ClaimOutcome<Result> =
  | { readonly kind: 'claimed'; readonly claimed: ClaimedKey<Result> }
  | { readonly kind: 'completed'; readonly result: Result }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'in-flight' };

/** How long a lease lasts: after that the attempt counts as crashed. */
export const leaseMs = 10_000;
const pollMs = 50;

/**
 * Claims a key for one attempt at a change that is more than one transaction, as
 * https://docs.stripe.com/api/idempotent_requests describes it. A parallel attempt with the same input is waited for
 * briefly; one whose lease has expired is taken over with the result that it had fixed.
 */
export async function claimLeasedKey<Result>(
  dependencies: ClaimDependencies,
  use: KeyUse,
  newResult: () => Result,
): Promise<ClaimOutcome<Result>> {
  const { waitMs = 3_000 } = dependencies;
  for (let polls = Math.ceil(waitMs / pollMs); ; polls -= 1) {
    const outcome =
      (await claimNew(dependencies, use, newResult)) ?? (await claimKnown<Result>(dependencies, use));
    if (outcome !== undefined && outcome.kind !== 'in-flight') return outcome;
    if (polls <= 0) return { kind: 'in-flight' };
    await delay(pollMs);
  }
}

async function claimNew<Result>(
  { keys, now }: ClaimDependencies,
  { ownerIds, operation, key, fingerprint }: KeyUse,
  newResult: () => Result,
): Promise<ClaimOutcome<Result> | undefined> {
  const [ownerId] = ownerIds;
  const result = newResult();
  const createdAt = now();
  const row = { ownerId, operation, key, fingerprint, result, createdAt, leasedUntil: leaseFrom(createdAt) };
  if (!(await keys.insert(row, ownerIds))) return undefined;
  return { kind: 'claimed', claimed: { ownerId, operation, key, result, attempt: 1 } };
}

/** Undefined when the key changed in the meantime: then the claim is repeated. */
async function claimKnown<Result>(
  { keys, now }: ClaimDependencies,
  use: KeyUse,
): Promise<ClaimOutcome<Result> | undefined> {
  const known = await keys.find(use);
  if (known === undefined) return undefined;
  const result = known.result as Result;
  const verdict = judgeKey(known, use.fingerprint, now());
  switch (verdict) {
    case 'key-reused':
    case 'in-flight':
      return { kind: verdict };
    case 'completed':
      return { kind: 'completed', result };
    case 'abandoned': {
      const { ownerId, operation, key, attempt } = known;
      return (await keys.takeOver(known, leaseFrom(now())))
        ? { kind: 'claimed', claimed: { ownerId, operation, key, result, attempt: attempt + 1 } }
        : undefined;
    }
  }
}

/** The state of an existing key for a request that repeats it. */
export type KeyVerdict = 'key-reused' | 'completed' | 'in-flight' | 'abandoned';

/** Decides the state of an existing key for a request with this fingerprint. */
export function judgeKey(
  known: Pick<LeasedKey, 'fingerprint' | 'completedAt' | 'leasedUntil'>,
  fingerprint: string,
  now: Date,
): KeyVerdict {
  if (known.fingerprint !== fingerprint) return 'key-reused';
  if (known.completedAt !== null) return 'completed';
  return known.leasedUntil !== null && known.leasedUntil > now ? 'in-flight' : 'abandoned';
}

function leaseFrom(instant: Date): Date {
  return new Date(instant.getTime() + leaseMs);
}
