import { LRUCache } from 'lru-cache';
import type { Viewer } from './viewer.ts';

const maxTokens = 5_000;
/** A withdrawn signing key is noticed after this long at the latest. */
const rememberMs = 60_000;

interface VerifiedToken {
  readonly viewer: Viewer;
  /** Milliseconds since 1970. Not the cache's own `ttl`, where 0 means for ever. */
  readonly until: number;
}

/** Caches verified tokens: verifying an EdDSA signature costs as much as resolving a small query. */
export class VerifiedTokens {
  readonly #tokens = new LRUCache<string, VerifiedToken>({ max: maxTokens });

  /** The viewer of a token that was verified within the last minute and has not expired. */
  recall(token: string, now: Date): Viewer | undefined {
    const known = this.#tokens.get(token);
    return known !== undefined && now.getTime() < known.until ? known.viewer : undefined;
  }

  /** Keeps a verified token; the least recently used one is evicted. */
  remember(token: string, viewer: Viewer, now: Date): void {
    const until = Math.min(now.getTime() + rememberMs, viewer.expiresAt.getTime());
    this.#tokens.set(token, { viewer, until });
  }
}
