import type { Viewer } from './viewer.ts';

const maxTokens = 5_000;
/** A withdrawn signing key is noticed after this long at the latest. */
const rememberMs = 60_000;

/** Remembers tokens that were verified, since checking an EdDSA signature costs as much as resolving a small query. */
export class VerifiedTokens {
  readonly #viewers = new Map<string, { readonly viewer: Viewer; readonly until: number }>();

  /** The viewer of a token that was verified within the last minute and has not expired. */
  recall(token: string, now: Date): Viewer | undefined {
    const known = this.#viewers.get(token);
    if (known === undefined) return undefined;
    if (now.getTime() < known.until) return known.viewer;
    this.#viewers.delete(token);
    return undefined;
  }

  /** Keeps a verified token; the oldest gives way. */
  remember(token: string, viewer: Viewer, now: Date): void {
    const oldest = this.#viewers.size >= maxTokens ? this.#viewers.keys().next().value : undefined;
    if (oldest !== undefined) this.#viewers.delete(oldest);
    const until = Math.min(now.getTime() + rememberMs, viewer.expiresAt.getTime());
    this.#viewers.set(token, { viewer, until });
  }
}
