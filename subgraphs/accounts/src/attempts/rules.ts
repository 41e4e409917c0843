import type { AttemptPolicy } from '@cartwright/identity';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** What is tried. */
export type AttemptKind = 'sign-in' | 'reset-link';

/** Somebody tries something on the account of an e-mail address. */
export interface Attempt {
  readonly kind: AttemptKind;
  readonly email: string;
  /** Where they are, as the gateway tells; null for a request that came without the gateway. */
  readonly network: string | null;
}

/** Something that an attempt is counted by. */
export interface AttemptSubject {
  readonly name: string;
  readonly policy: AttemptPolicy;
}

/** From where its owner has signed in: strangers elsewhere have no part in it. */
const own: AttemptPolicy = { free: 10, firstMs: secondMs, maxMs: minuteMs, forgetMs: 15 * minuteMs };
/** From anywhere else, each network for itself. */
const stranger: AttemptPolicy = { free: 5, firstMs: secondMs, maxMs: 15 * minuteMs, forgetMs: hourMs };
/** From all other networks together: an owner who is on the way waits a minute at most for their turn. */
const strangers: AttemptPolicy = { free: 20, firstMs: secondMs, maxMs: minuteMs, forgetMs: hourMs };

/** For how long a network is known after a sign-in from it. */
export const knownMs = 90 * 24 * hourMs;

/** What an attempt from this network on its own is counted by. */
export function ownName({ kind, email, network }: Attempt): string {
  return `${kind} ${email} from ${network ?? 'nowhere'}`;
}

/** By what an attempt is counted. */
export function subjectsOf(attempt: Attempt, isKnown: boolean): AttemptSubject[] {
  const name = ownName(attempt);
  if (isKnown) return [{ name, policy: own }];
  const all = `${attempt.kind} ${attempt.email} by strangers`;
  return [
    { name, policy: stranger },
    { name: all, policy: strangers },
  ];
}

/** By what the passwords are counted that somebody gives within a user's session. */
export function proofOf(userId: string): AttemptSubject {
  return { name: `proof of ${userId}`, policy: own };
}

/** What a known network is remembered by; null for a request whose network nobody told. */
export function networkKey({ email, network }: Attempt): string | null {
  return network === null ? null : `network ${email} ${network}`;
}
