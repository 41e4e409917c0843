import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { TokenFault } from './token-fault.ts';

const maxTokens = 5_000;
/** As long as tokens that are good are remembered. */
const rememberMs = 60_000;

interface RefusedToken {
  readonly fault: TokenFault;
  readonly untilMs: number;
}

/** Remembers tokens that speak for nobody by their SHA-256, so that the same one again costs no signature. */
export class RefusedTokens {
  readonly #tokens = new LRUCache<string, RefusedToken>({ max: maxTokens });

  /** Why a token was refused within the last minute. */
  recall(token: string, now: Date): TokenFault | undefined {
    const known = this.#tokens.get(hashOf(token));
    return known !== undefined && now.getTime() < known.untilMs ? known.fault : undefined;
  }

  /** Keeps that a token was refused; the least recently used one is evicted. */
  remember(token: string, fault: TokenFault, now: Date): void {
    this.#tokens.set(hashOf(token), { fault, untilMs: now.getTime() + rememberMs });
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
