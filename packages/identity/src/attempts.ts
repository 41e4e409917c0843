/** How often somebody may try to prove something, and how they are slowed down. */
export interface AttemptPolicy {
  /** So many attempts are let through at once. */
  readonly free: number;
  /** What has to pass after the next one; twice as much after each that follows, up to `maxMs`. */
  readonly firstMs: number;
  readonly maxMs: number;
  /** When nothing was tried for so long, counting begins anew. */
  readonly forgetMs: number;
}

/** What is on record of attempts on one thing. */
export interface AttemptCount {
  readonly count: number;
  /** From when on the next attempt is let through. */
  readonly nextAt: Date;
  /** When counting begins anew. */
  readonly endsAt: Date;
}

/** Whether an attempt is let through, and what is on record after it; else how long it has to wait. */
export type JudgedAttempt =
  | { readonly kind: 'admitted'; readonly record: AttemptCount }
  | { readonly kind: 'refused'; readonly waitMs: number };

/**
 * Judges an attempt before its outcome is known: one that succeeds is to be forgotten afterwards. The delay grows and has an
 * end, so that guessing takes for ever, and nobody is kept out for good.
 */
export function judgeAttempt(kept: AttemptCount, policy: AttemptPolicy, now: Date): JudgedAttempt {
  const nowMs = now.getTime();
  const isOver = nowMs >= kept.endsAt.getTime();
  const waitMs = kept.nextAt.getTime() - nowMs;
  // Who is still free waits for nothing: of attempts at the same time, the one that began first may be judged last.
  if (!isOver && kept.count >= policy.free && waitMs > 0) return { kind: 'refused', waitMs };
  const count = isOver ? 1 : kept.count + 1;
  const nextAt = new Date(nowMs + delayMs(count, policy));
  return {
    kind: 'admitted',
    record: { count, nextAt, endsAt: new Date(nextAt.getTime() + policy.forgetMs) },
  };
}

function delayMs(count: number, { free, firstMs, maxMs }: AttemptPolicy): number {
  return count < free ? 0 : Math.min(maxMs, firstMs * 2 ** Math.min(count - free, 30));
}
