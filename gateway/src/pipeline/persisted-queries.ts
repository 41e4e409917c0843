import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';

const maxInMemory = 1_000;
/** Of their texts together. */
const maxCharacters = 4_000_000;
const ttlSeconds = 24 * 60 * 60;
const keyPrefix = 'apq:';

/**
 * Keeps the queries that clients have registered (automatic persisted queries) in Redis for a day, where every gateway finds
 * them, and the ones used last in memory as well, so that a gateway works without Redis.
 */
export class PersistedQueries {
  readonly #redis: Redis;
  readonly #recent = new LRUCache<string, string>({
    max: maxInMemory,
    maxSize: maxCharacters,
    sizeCalculation: (query) => query.length,
  });

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** The query with this SHA-256, if somebody has registered it. */
  async get(hash: string): Promise<string | undefined> {
    const recent = this.#recent.get(hash);
    if (recent !== undefined) return recent;
    const stored = await this.#redis.get(keyPrefix + hash).catch(() => null);
    if (stored !== null) this.#recent.set(hash, stored);
    return stored ?? undefined;
  }

  /** The same, of those that were used last: nobody is asked. */
  atHand(hash: string): string | undefined {
    return this.#recent.get(hash);
  }

  /** Keeps a query under its SHA-256. */
  async set(hash: string, query: string): Promise<void> {
    this.#recent.set(hash, query);
    await this.#redis.set(keyPrefix + hash, query, 'EX', ttlSeconds).catch(() => undefined);
  }
}
