import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { TrustedDocuments } from './trusted-documents.ts';

const maxInMemory = 1_000;
/** Apollo Server's prefix of each hash. */
const keyPrefix = 'apq:';

/**
 * Keeps persisted queries in Redis, where every gateway finds them, and the ones used last in memory as well, so that a
 * gateway works without Redis.
 */
export class PersistedQueryCache {
  readonly #redis: Redis;
  readonly #trusted: TrustedDocuments;
  readonly #recent = new LRUCache<string, string>({ max: maxInMemory });

  /** `trusted` documents are known from the start. */
  constructor(redis: Redis, trusted: TrustedDocuments = new Map()) {
    this.#redis = redis;
    this.#trusted = trusted;
  }

  async get(key: string): Promise<string | undefined> {
    const recent = this.#trusted.get(key.slice(keyPrefix.length)) ?? this.#recent.get(key);
    if (recent !== undefined) return recent;
    const stored = await this.#redis.get(key).catch(() => null);
    if (stored !== null) this.#recent.set(key, stored);
    return stored ?? undefined;
  }

  async set(key: string, query: string, { ttl }: { ttl?: number | null } = {}): Promise<void> {
    this.#recent.set(key, query);
    const stored = ttl ? this.#redis.set(key, query, 'EX', ttl) : this.#redis.set(key, query);
    await stored.catch(() => undefined);
  }

  async delete(key: string): Promise<void> {
    this.#recent.delete(key);
    await this.#redis.del(key).catch(() => undefined);
  }
}
