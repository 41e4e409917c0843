import type { Warning } from '../domain/warning.ts';
import type { Statements } from './statements.ts';

/** One use of an idempotency key. */
export interface KeyUse {
  readonly userId: string;
  /** The mutation: the same key may be used for another one. */
  readonly operation: string;
  readonly key: string;
  /** Of the input: tells a repeat from other input. */
  readonly fingerprint: string;
}

/** What a key stood for before: nothing, this very change, or something else. */
export type KeyClaim =
  | { readonly kind: 'new' }
  | { readonly kind: 'repeat'; readonly cartId: string; readonly warnings: readonly Warning[] }
  | { readonly kind: 'conflict' };

/** Keys that make a mutation's repeat harmless; only within the transaction of the change. */
export interface IdempotencyKeys {
  /** Takes a key, or says what it was taken for; waits for a change with the same key that is under way. */
  readonly claimKey: (use: KeyUse, now: Date) => Promise<KeyClaim>;
  /** Remembers what the change came to. */
  readonly completeKey: (use: KeyUse, cartId: string, warnings: readonly Warning[]) => Promise<void>;
  /** Frees a key, for a change that was refused. */
  readonly releaseKey: (use: KeyUse) => Promise<void>;
}

interface KeyRecord {
  readonly fingerprint: string;
  readonly cartId: string | null;
  readonly warnings: Warning[];
}

/** Keeps keys through these statements. */
export function createIdempotencyKeys(statements: Statements): IdempotencyKeys {
  return {
    claimKey: async (use, now) => {
      const { userId, operation, key, fingerprint } = use;
      const claimed = await statements.$executeRaw`
        INSERT INTO idempotency_keys (user_id, operation, key, fingerprint, created_at)
        VALUES (${userId}::uuid, ${operation}, ${key}, ${fingerprint}, ${now})
        ON CONFLICT DO NOTHING`;
      return claimed === 1 ? { kind: 'new' } : recall(statements, use);
    },
    completeKey: async ({ userId, operation, key }, cartId, warnings) => {
      await statements.$executeRaw`
        UPDATE idempotency_keys SET cart_id = ${cartId}::uuid, warnings = ${JSON.stringify(warnings)}::jsonb
        WHERE user_id = ${userId}::uuid AND operation = ${operation} AND key = ${key}`;
    },
    releaseKey: async ({ userId, operation, key }) => {
      await statements.$executeRaw`
        DELETE FROM idempotency_keys
        WHERE user_id = ${userId}::uuid AND operation = ${operation} AND key = ${key}`;
    },
  };
}

async function recall(
  statements: Statements,
  { userId, operation, key, fingerprint }: KeyUse,
): Promise<KeyClaim> {
  const [known] = await statements.$queryRaw<KeyRecord[]>`
    SELECT fingerprint, cart_id AS "cartId", warnings FROM idempotency_keys
    WHERE user_id = ${userId}::uuid AND operation = ${operation} AND key = ${key}`;
  if (known === undefined || known.fingerprint !== fingerprint || known.cartId === null)
    return { kind: 'conflict' };
  return { kind: 'repeat', cartId: known.cartId, warnings: known.warnings };
}
