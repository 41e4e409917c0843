import type { IdempotencyKeys } from '../repository/idempotency-keys.ts';

const keptMs = 48 * 3_600_000;

/** Forgets idempotency keys two days after they were made; clients are promised one. */
export async function forgetKeys(keys: IdempotencyKeys, now: Date): Promise<{ hasMore: false }> {
  await keys.forget(new Date(now.getTime() - keptMs));
  return { hasMore: false };
}
