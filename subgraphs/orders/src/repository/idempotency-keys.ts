import type { IdempotencyKey } from '../domain/idempotency.ts';
import type { Database } from './database.ts';

/** Which key: keys are scoped to a user and an operation. */
export interface KeyScope {
  readonly userId: string;
  readonly operation: string;
  readonly key: string;
}

/** A key that nobody has used yet, as the first attempt stores it. */
export type NewKey = Omit<IdempotencyKey, 'attempt' | 'completedAt'> & { readonly createdAt: Date };

const insert = `
INSERT INTO idempotency_keys
  (user_id, operation, key, fingerprint, order_id, attempt, locked_until, created_at)
SELECT $1::uuid, $2, $3, $4, $5::uuid, 1, $6::timestamptz, $7::timestamptz
WHERE NOT EXISTS (
  SELECT FROM idempotency_keys WHERE user_id = ANY($8::uuid[]) AND operation = $2 AND key = $3
)
ON CONFLICT DO NOTHING`;

/** What use cases need of the keys' keeper. */
export type KeyStore = Pick<IdempotencyKeys, keyof IdempotencyKeys>;

/** Where the clients' idempotency keys are kept. */
export class IdempotencyKeys {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Stores a key. Gives false when one of `ownerIds` has used it. */
  async insert(key: NewKey, ownerIds: readonly string[]): Promise<boolean> {
    const { userId, operation, fingerprint, orderId, lockedUntil, createdAt } = key;
    const inserted = await this.#database.$executeRawUnsafe(
      insert,
      userId,
      operation,
      key.key,
      fingerprint,
      orderId,
      lockedUntil,
      createdAt,
      ownerIds,
    );
    return inserted === 1;
  }

  /** The key as one of `ownerIds` has used it. */
  find(ownerIds: readonly string[], operation: string, key: string): Promise<IdempotencyKey | null> {
    return this.#database.idempotencyKey.findFirst({
      where: { userId: { in: [...ownerIds] }, operation, key },
    });
  }

  /** Takes up an abandoned key for a next attempt. Gives false when somebody else was faster. */
  async takeOver({ userId, operation, key, attempt }: IdempotencyKey, lockedUntil: Date): Promise<boolean> {
    const { count } = await this.#database.idempotencyKey.updateMany({
      where: { userId, operation, key, attempt, completedAt: null },
      data: { attempt: attempt + 1, lockedUntil },
    });
    return count === 1;
  }

  /** Lets the next attempt begin at once, with the same order id: what became of this one is not known. */
  async unlock(scope: KeyScope, attempt: number, now: Date): Promise<void> {
    const { userId, operation, key } = scope;
    await this.#database.idempotencyKey.updateMany({
      where: { userId, operation, key, attempt, completedAt: null },
      data: { lockedUntil: now },
    });
  }

  /** Gives a key up after an outcome that made no order, unless a later attempt has taken it. */
  async release({ userId, operation, key }: KeyScope, attempt: number): Promise<void> {
    await this.#database.idempotencyKey.deleteMany({
      where: { userId, operation, key, attempt, completedAt: null },
    });
  }

  /** Forgets keys that were made before `before`. */
  async forget(before: Date): Promise<void> {
    await this.#database.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
  }
}
