import type { Transaction } from './database.ts';

/** Who did what under which key. */
export interface IdempotencyScope {
  readonly ownerId: string;
  readonly operation: string;
  readonly key: string;
}

/** What was done under a key. */
export interface DoneBefore {
  readonly fingerprint: string;
  readonly resultId: string;
}

/** Null when the key is new. */
export function findDoneBefore(tx: Transaction, scope: IdempotencyScope): Promise<DoneBefore | null> {
  return tx.idempotencyKey.findUnique({
    where: { ownerId_operation_key: { ...scope } },
    select: { fingerprint: true, resultId: true },
  });
}

/** Remembers what was done; gives false when another transaction used the key in the meantime. */
export async function rememberDone(
  tx: Transaction,
  scope: IdempotencyScope,
  done: DoneBefore,
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO idempotency_keys (owner_id, operation, key, fingerprint, result_id)
    VALUES (${scope.ownerId}::uuid, ${scope.operation}, ${scope.key}, ${done.fingerprint}, ${done.resultId}::uuid)
    ON CONFLICT DO NOTHING`;
  return inserted === 1;
}
