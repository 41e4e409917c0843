import type { TokenPartsFragment } from '../generated/operations.ts';
import { readTokens, type TokenStorage } from './token-storage.ts';
import { keepTokens, userIdOf, type KeptTokens } from './tokens.ts';

/**
 * Why another one is shopping than before: `signed-in`, `signed-out`, `ended` (the store knows the session no more), or
 * `elsewhere`: another tab that shares the storage did it.
 */
export type SessionChange = 'signed-in' | 'signed-out' | 'ended' | 'elsewhere';

/** What tokens are kept in. */
export interface VaultOptions {
  readonly storage: TokenStorage;
  readonly storageKey: string;
  readonly now: () => number;
}

/** The one place that reads and writes the tokens of this device, and tells when they speak for another one than before. */
export class Vault {
  readonly #options: VaultOptions;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  /** Null for nobody; undefined before the first look. */
  #userId: string | null | undefined;

  constructor(options: VaultOptions) {
    this.#options = options;
  }

  /** Reads what is kept now, which another tab may have written. */
  async read(): Promise<KeptTokens | undefined> {
    const kept = await readTokens(this.#options.storage, this.#options.storageKey);
    const before = this.#userId;
    this.#userId = (kept && userIdOf(kept.accessToken)) ?? null;
    if (before !== undefined && before !== this.#userId) this.#tell('elsewhere');
    return kept;
  }

  /** Keeps tokens that have just been issued; `change` is left out when it is the same user, or a guest after nobody. */
  async write(issued: TokenPartsFragment, change?: SessionChange): Promise<void> {
    const { storage, storageKey, now } = this.#options;
    const kept = keepTokens(issued, now());
    this.#userId = userIdOf(kept.accessToken) ?? null;
    await storage.setItem(storageKey, JSON.stringify(kept));
    if (change !== undefined) this.#tell(change);
  }

  /** Removes what is kept. */
  async clear(change: SessionChange): Promise<void> {
    this.#userId = null;
    await this.#options.storage.removeItem(this.#options.storageKey);
    this.#tell(change);
  }

  /** @returns how to stop it */
  onChange(listener: (change: SessionChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(change: SessionChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
