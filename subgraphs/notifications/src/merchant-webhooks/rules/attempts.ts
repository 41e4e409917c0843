const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** How long after the n-th failed attempt the next one follows, at least: over a little more than three days. */
const pausesMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
];
/** The share of a pause that is added by chance, so that not everything comes at once when a receiver is back. */
const jitter = 0.1;

/** For how long one attempt lasts at most. */
export const attemptTimeoutMs = 10 * secondMs;
/** For how long a sender has a delivery for itself: longer than an attempt, or two would send it. */
export const leaseMs = 60 * secondMs;
/** How many deliveries of one webhook a process has under way, and how many of all: a slow receiver holds up its own. */
export const perWebhook = 4;
export const maxInHand = 64;

/** The receiver is gone for good (RFC 9110, 15.5.11): it wants to be sent nothing more. */
export const goneStatus = 410;

/** How one attempt went. */
export interface Answer {
  /** Null where there was no answer. */
  readonly status: number | null;
  /** Null where the receiver took the event. */
  readonly error: string | null;
  readonly durationMs: number;
}

/** What becomes of a delivery. */
export type Outcome =
  | { readonly state: 'DELIVERED' }
  | { readonly state: 'PENDING'; readonly nextAttemptAt: Date }
  | { readonly state: 'FAILED' };

/** An attempt, the first of a delivery being 1. */
export interface Attempted {
  readonly number: number;
  readonly at: Date;
  /** Whether it is a test: that is tried once. */
  readonly isTest: boolean;
  /** From 0 to 1. */
  readonly chance: number;
}

/** What becomes of a delivery after an attempt. */
export function judgeAttempt(answer: Answer, { number, at, isTest, chance }: Attempted): Outcome {
  if (answer.error === null) return { state: 'DELIVERED' };
  const pauseMs = pausesMs[number - 1];
  if (isTest || answer.status === goneStatus || pauseMs === undefined) return { state: 'FAILED' };
  return { state: 'PENDING', nextAttemptAt: new Date(at.getTime() + pauseMs * (1 + jitter * chance)) };
}
